import { named } from './support/fake-dynamodb';
import { corrected, correctAll, file, FOREVER, operator, wrong } from './support/operator';
import type { WorldOptions } from './support/world';
import { World } from './support/world';
import { createCorrections } from '../../../cli/operate/corrections/corrections';

test('corrected records are stored, and their dead letters are gone', async () => {
  const world = new World();
  world.upload('in/a.json', file(wrong('1'), '{"id":"2","qty":2}', wrong('3')));
  await world.process();
  const ada = operator(world);

  const { corrections, notSent } = await correctAll(ada);
  const { settled, open, deleted, problems } = await ada.settle(FOREVER);

  expect(notSent).toEqual([]);
  expect(corrections).toMatchObject([{ status: 'sent', who: 'arn:ada', why: 'qty is a number', recipe: null }]);
  expect(settled.map(({ status, index }) => [status, index]).sort()).toEqual([['stored', 0], ['stored', 1]]);
  expect({ open, deleted, problems }).toEqual({ open: [], deleted: 2, problems: [] });
  expect(world.queue.bodies()).toEqual([]);
  expect(world.orders.all().map(({ orderId }) => orderId.S).sort()).toEqual(['1', '2', '3']);
  const trail = await ada.trail(settled[0].letterId);
  expect(trail).toMatchObject([
    { what: 'corrected', who: 'arn:ada', why: 'qty is a number', correctionId: corrections[0].id, file: corrections[0].key },
    { what: 'stored', correctionId: corrections[0].id },
  ]);
  expect(trail[0].after).toBe(corrected(trail[0].before!));
});

test('a conflict is the answer to a correction', async () => {
  const world = new World();
  world.upload('in/a.json', file('{"id":"1","qty":2}', wrong('1')));
  await world.process();
  const ada = operator(world);

  await correctAll(ada);
  const { settled } = await ada.settle(FOREVER);

  const { letters } = await ada.read();
  expect(letters).toMatchObject([{ deadLetter: { reason: 'KEY_CONFLICT', source: { recordIndex: 0 } } }]);
  expect(settled).toMatchObject([{ status: 'rejected', answer: letters[0].id }]);
});

test('a record whose item somebody has deleted was stored, because the history has no other place for it', async () => {
  const world = new World();
  world.upload('in/a.json', file('{"id":"1","qty":2}', wrong('1'), wrong('2'), wrong('3')));
  await world.process();
  const ada = operator(world);
  await correctAll(ada);
  await world.process();
  world.orders.remove({ orderId: { S: '2' } });

  const { settled, open, deleted } = await ada.settle(FOREVER);

  expect(settled.map(({ status }) => status).sort()).toEqual(['rejected', 'stored', 'stored']);
  expect({ open, deleted }).toEqual({ open: [], deleted: 3 });
});

test('while the answer to one record is not found, no record that is missing has an end', async () => {
  const world = new World();
  world.upload('in/a.json', file('{"id":"1","qty":2}', wrong('1'), wrong('2')));
  await world.process();
  const ada = operator(world);
  await correctAll(ada);
  // Somebody holds all messages, and so the answer.
  await world.process();
  world.orders.remove({ orderId: { S: '2' } });
  while ((world.queue.receive({ QueueUrl: 'queue', MaxNumberOfMessages: 10, VisibilityTimeout: 600 }) as { Messages: unknown[] }).Messages.length > 0);

  const { settled, open } = await ada.settle({ waitMs: 0 });

  expect({ settled, open: open.map(({ status }) => status) }).toEqual({ settled: [], open: ['sent', 'sent'] });
});

test('what is discarded is gone until it is restored', async () => {
  const world = new World();
  world.upload('in/a.json', file(wrong('1')));
  await world.process();
  const ada = operator(world);
  const [before] = world.queue.bodies();

  const { letters } = await ada.read();
  expect(await ada.discard(letters, 'a test')).toEqual({ discarded: 1, notDiscarded: [] });
  expect((await ada.settle(FOREVER)).deleted).toBe(1);
  expect(world.queue.bodies()).toEqual([]);

  expect(await ada.restore([letters[0].id], 'it was none')).toBe(1);
  await ada.settle(FOREVER);
  expect(world.queue.bodies()).toEqual([before]);
  expect(await ada.states([letters[0].id])).toEqual(new Map());
  expect((await ada.trail(letters[0].id)).map(({ what, why }) => [what, why])).toEqual([['discarded', 'a test'], ['restored', 'it was none']]);
  await correctAll(ada);
  expect((await ada.settle(FOREVER)).settled).toMatchObject([{ status: 'stored' }]);
});

/** A world with a file that is processed. */
async function worldWith(options: WorldOptions, ...records: string[]): Promise<World> {
  const world = new World(options);
  world.upload('in/a.json', file(...records));
  await world.process();
  return world;
}

test('somebody who takes longer than a quarter of an hour between planning and sending sends nothing', async () => {
  const world = await worldWith({}, wrong('1'));
  const bob = operator(world, 'arn:bob');
  let paused = false;
  const ada = operator(world, 'arn:ada', async (name, call) => {
    const answer = await call();
    if (name === 'BatchWriteItem' && !paused) {
      paused = true;
      world.time += 16 * 60_000;
      await bob.settle(FOREVER);
    }
    return answer;
  });

  const { corrections, notSent } = await correctAll(ada);

  expect(corrections).toEqual([]);
  expect(notSent).toMatchObject([{ why: 'taken', message: expect.stringContaining('cancelled') }]);
  expect(world.objects).toHaveLength(1);
  expect(await ada.states([notSent[0].letter.id])).toEqual(new Map());
  await correctAll(bob);
  expect((await bob.settle(FOREVER)).settled).toMatchObject([{ status: 'stored', who: 'arn:bob' }]);
  // The cancelled correction is no step of the dead letter.
  expect((await bob.trail(notSent[0].letter.id)).map(({ what, who }) => [what, who])).toEqual([['corrected', 'arn:bob'], ['stored', 'arn:bob']]);
});

test('of two operators one has the dead letter, and the other one reads who', async () => {
  const world = await worldWith({}, wrong('1'));
  const bob = operator(world, 'arn:bob');
  const { letters: [letter] } = await bob.read();
  await correctAll(operator(world, 'arn:ada'));

  const { corrections, notSent } = await bob.send([{ letter, before: letter.deadLetter.record!, after: corrected(letter.deadLetter.record!) }], { why: '' });

  expect(corrections).toEqual([]);
  expect(notSent).toMatchObject([{ why: 'taken', message: expect.stringMatching(/^arn:ada has it in the correction \w{26} at 2026-/) }]);
  expect(await bob.discard([letter], '')).toMatchObject({ discarded: 0, notDiscarded: [{ why: 'taken' }] });
  expect((await bob.states([letter.id])).get(letter.id)).toMatchObject({ status: 'sent', index: 0 });
});

test.each([
  ['what the schema rejects', '{"id":"1","qty":"2"}', 'rejected', 'SCHEMA_VIOLATION: /qty must be integer'],
  ['two records', '{"id":"1"},{"id":"2"}', 'not-one-record', 'The text has 2 records, but must be one'],
  ['nothing', '', 'not-one-record', 'The text has 0 records, but must be one'],
  ['a text that ends the array around it', '{"id":"1"}],"x":[{"id":"2"}', 'not-one-record', 'The text is not one JSON value'],
  ['half of a surrogate pair', '{"id":"\ud800"}', 'rejected', 'INVALID_ENCODING: has half of a surrogate pair, which UTF-8 does not have'],
])('%s is not sent, and nobody has the dead letter', async (_, after, why, message) => {
  const world = await worldWith({}, wrong('1'));
  const ada = operator(world);

  const { corrections, notSent } = await correctAll(ada, () => after);

  expect({ corrections, notSent: notSent.map((each) => ({ why: each.why, message: each.message })) })
    .toEqual({ corrections: [], notSent: [{ why, message }] });
  expect(world.history.all()).toEqual([]);
});

test('a dead letter that several records share, or that is about a file, can be discarded but not corrected', async () => {
  const world = await worldWith({ deadLettersPerBatch: 0, failsAfter: () => 2 }, wrong('1'), wrong('2'), wrong('3'));
  const ada = operator(world);
  const { letters } = await ada.read();

  const { notSent } = await ada.send(letters.map((letter) => ({ letter, before: '', after: '{"id":"1"}' })), { why: '' });

  expect(notSent.map(({ message }) => message.split(':')[0]).sort()).toEqual(['The dead letter is about 2 records', 'The dead letter is about a whole file']);
  expect(await ada.discard(letters, 'the file comes again')).toMatchObject({ discarded: 2 });
  expect(await ada.settle(FOREVER)).toMatchObject({ deleted: 2, open: [] });
  expect(await ada.restore(letters.map(({ id }) => id), 'or not')).toBe(2);
});

test('a file that fails again after its dead letter was discarded is news', async () => {
  const world = await worldWith({ failsAfter: () => 0 }, wrong('1'));
  const ada = operator(world);
  await ada.discard((await ada.read()).letters, 'redriven');
  await ada.settle(FOREVER);
  world.time += 60_000;
  await world.processFile(world.objects[0]);

  expect(await ada.settle(FOREVER)).toMatchObject({ deleted: 0 });
  const { letters } = await ada.read();
  expect(letters).toHaveLength(1);
  expect(await ada.discard(letters, 'again')).toMatchObject({ discarded: 1 });
  expect(await ada.settle(FOREVER)).toMatchObject({ deleted: 1 });
});

test('a file of corrections that fails: what is in the table is stored, the dead letter of the file answers for the rest', async () => {
  const world = await worldWith({ failsAfter: (key) => (key.includes('corrections/') ? 1 : undefined) }, wrong('1'), wrong('2'), wrong('3'));
  const ada = operator(world);

  await correctAll(ada);
  const { settled, open } = await ada.settle(FOREVER);

  const { letters } = await ada.read();
  expect(letters.map(({ deadLetter }) => deadLetter.reason)).toEqual(['PROCESSING_FAILED']);
  expect(settled.map(({ status, answer }) => [status, answer]).sort()).toEqual([['rejected', letters[0].id], ['rejected', letters[0].id], ['stored', null]]);
  expect(open).toEqual([]);
});

test('records of a correction that share a dead letter are rejected with it', async () => {
  const stored = ['1', '2', '3'].map((id) => `{"id":"${id}","qty":9}`);
  const world = await worldWith({ deadLettersPerBatch: 1 }, ...stored);
  for (const id of ['1', '2', '3']) world.upload(`in/${id}.json`, file(wrong(id)));
  await world.process();
  const ada = operator(world);

  await correctAll(ada);
  const { settled } = await ada.settle(FOREVER);

  const answers = (await ada.read()).letters;
  expect(answers.map(({ deadLetter }) => deadLetter.records).sort()).toEqual([1, 2]);
  const counted = answers.map(({ id, deadLetter }) => [deadLetter.records, settled.filter(({ answer }) => answer === id).length]);
  expect(counted.sort()).toEqual([[1, 1], [2, 2]]);
});

test('an answer can be discarded before anybody has settled what it answers', async () => {
  const world = await worldWith({}, '{"id":"1","qty":2}', wrong('1'));
  const ada = operator(world);
  await correctAll(ada);
  await world.process();
  const { letters } = await ada.read();
  const answer = letters.find(({ deadLetter }) => deadLetter.reason === 'KEY_CONFLICT')!;

  expect(await ada.discard([answer], 'not needed')).toMatchObject({ discarded: 1 });

  const question = letters.find(({ id }) => id !== answer.id)!;
  expect((await ada.states([question.id])).get(question.id)).toMatchObject({ status: 'rejected', answer: answer.id });
  expect(await ada.settle(FOREVER)).toMatchObject({ open: [], deleted: 2 });
});

test('an upload that is refused is a problem that passes', async () => {
  const world = await worldWith({}, wrong('1'));
  let refusal: string | undefined = 'AccessDenied';
  const ada = operator(world, 'arn:ada', async (name, call) => {
    if (name === 'PutObject' && refusal !== undefined) throw named(refusal, 'no');
    return call();
  });
  await expect(correctAll(ada)).rejects.toThrow('no');

  const { problems, deleted } = await ada.settle({ waitMs: 0 });
  expect({ problems, deleted }).toEqual({ problems: [expect.stringMatching(/^The correction \w{26} can't be finished: no$/)], deleted: 0 });
  // Another upload of the same object is under way: S3 says so, and the tool tries again.
  let conflicts = 0;
  refusal = undefined;
  const bob = operator(world, 'arn:bob', async (name, call) => {
    if (name === 'PutObject' && conflicts++ < 2) throw named('ConditionalRequestConflict', 'at once');
    return call();
  });
  expect(await bob.settle(FOREVER)).toMatchObject({ problems: [], open: [], deleted: 1, settled: [{ status: 'stored', who: 'arn:ada' }] });
});

test('what was revealed is in the trail; drafts come and go', async () => {
  const world = await worldWith({}, wrong('1'));
  const ada = operator(world);
  const { letters: [{ id }] } = await ada.read();

  await ada.note([id], 'revealed', 'the customer is on the phone');
  expect(await ada.trail(id)).toMatchObject([{ what: 'revealed', who: 'arn:ada', why: 'the customer is on the phone', before: null, after: null }]);
  expect(await ada.draft(id)).toBeNull();
  await ada.saveDraft(id, '{"id":"1",');
  expect(await ada.draft(id)).toBe('{"id":"1",');
  await ada.saveDraft(id, null);
  expect(await ada.draft(id)).toBeNull();
  expect(await ada.states([id])).toEqual(new Map());
});

test('corrections are listed, the newest first', async () => {
  const world = await worldWith({}, wrong('1'));
  const ada = operator(world);
  await correctAll(ada);
  await ada.settle(FOREVER);
  world.upload('in/b.json', file(wrong('2')));
  world.time += 1_000;
  await world.process();
  await correctAll(ada);

  expect((await ada.recent(10)).map(({ status, letterIds }) => [status, letterIds.length])).toEqual([['sent', 1], ['done', 1]]);
  expect(await ada.recent(1)).toMatchObject([{ status: 'sent' }]);
});

test('a pipeline without a history says what to do', () => {
  const world = new World();
  const { aws, entry, operator: name } = world.pipeline('arn:ada');
  expect(() => createCorrections({ aws, entry: { ...entry, historyTable: null }, operator: name })).toThrow(/has no history.*[Tt]urn the history on/);
});
