import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Killed, Mortal } from './support/killed';
import { corrected, file, FOREVER, operator, wrong } from './support/operator';
import type { Operator } from './support/operator';
import { sentTwice, Witness } from './support/promise';
import { BUCKET, PIPELINE, World } from './support/world';
import { ENDS } from '../../../cli/operate/corrections/state';
import { ROOT } from '../../../tools/root';

const PLANNED_FOREVER_MS = 16 * 60_000;

const FOREIGN = [
  'not JSON',
  JSON.stringify({ version: '2', pipeline: PIPELINE, reason: 'SCHEMA_VIOLATION', source: { bucket: BUCKET, key: 'in/a.json' } }),
  JSON.stringify({ version: '1', pipeline: 'Other', reason: 'SCHEMA_VIOLATION', source: { bucket: BUCKET, key: 'in/a.json' } }),
];

/** Dead letters of a file: two that can be corrected, of which one comes twice, one whose correction is a conflict, and one to discard. */
async function aMorning(): Promise<World> {
  const world = new World();
  const upload = world.upload('in/a.json', file('{"id":"taken","qty":2}', wrong('1'), wrong('2'), wrong('taken', ',"note":"x"'), wrong('test')));
  await world.process();
  await world.processFile(upload);
  FOREIGN.forEach((body) => world.queue.send(body));
  world.queue.send('{"source":"aws.s3"}', { ERROR_CODE: 'NO_PERMISSIONS', RULE_ARN: 'arn' });
  return world;
}

/** What an operator does; may be done again at any point. */
async function work(who: Operator): Promise<void> {
  const { letters } = await who.read();
  const test = letters.filter(({ deadLetter }) => deadLetter.record?.includes('"test"'));
  await who.discard(test, 'a test order');
  const records = letters.filter((letter) => !test.includes(letter) && letter.deadLetter.reason !== 'KEY_CONFLICT')
    .map((letter) => ({ letter, before: letter.deadLetter.record!, after: corrected(letter.deadLetter.record!) }));
  await who.send(records, { why: 'qty is a number' });
  await who.settle(FOREVER);
}

/** What can be seen of a world, on a line. */
async function summary(world: World): Promise<string> {
  const { letters } = await operator(world).read();
  const rows = world.history.all();
  const corrections = rows.filter(({ day }) => day.S === 'correction').map(({ status }) => status.S);
  const states = rows.filter(({ upload }) => upload.S === 'state').map(({ status }) => status.S!).sort();
  const files = world.objects.filter(({ key }) => key.startsWith('in/corrections/')).length;
  const hidden = world.queue.hiddenBodies().length;
  return `corrections ${corrections.join(', ') || 'none'}; states ${states.join(', ') || 'none'}; uploaded ${files}; `
    + `dead letters ${letters.length}${hidden > 0 ? ` and ${hidden} messages hidden` : ''}; items ${world.orders.all().length}`;
}

test.each([
  ['the correction', aMorning, work],
  ['the discarding and the restoring', aMorning, async (who: Operator) => {
    const { letters } = await who.read();
    const test = letters.filter(({ deadLetter }) => deadLetter.record?.includes('"test"'));
    await who.discard(test, 'a test order');
    await who.settle(FOREVER);
    await who.restore(test.map(({ id }) => id), 'it was none');
    await who.settle(FOREVER);
  }],
])('%s is killed in every gap: nothing is lost, nothing is sent twice, and the next run ends it', async (name, begin, script) => {
  const log: string[] = [];
  let gap = 0;
  for (let alive = false; !alive; gap++) {
    const world = await begin();
    const witness = new Witness(world);
    const process = new Mortal(gap, witness.look);
    try {
      await script(operator(world, 'arn:ada', process.around));
      alive = true;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    const left = await summary(world);

    // Whoever comes next, as late as it takes for messages to be visible and plans to be old.
    world.time += PLANNED_FOREVER_MS;
    await world.process();
    const next = operator(world, 'arn:bob', new Mortal(undefined, witness.look).around);
    await next.settle(FOREVER);
    const settled = await summary(world);
    await work(next);
    await work(next);

    log.push(`${String(gap).padStart(4)} ${alive ? 'lives' : process.lastCall}\n     left:     ${left}\n     settled:  ${settled}\n     worked:   ${await summary(world)}`);
    expect({ gap, broken: witness.broken, twice: sentTwice(world) }).toEqual({ gap, broken: [], twice: [] });
    const states = await next.states([...witness.ever.keys()]);
    const { letters, others } = await next.read();
    // The conflict is the only one that is left: it answers the correction.
    expect([...states.values()].map(({ status }) => status).sort()).toEqual(['discarded', 'rejected', 'stored', 'stored']);
    expect([...states.values()].every(({ status }) => (ENDS as readonly string[]).includes(status))).toBe(true);
    expect(letters.map(({ deadLetter }) => deadLetter.reason)).toEqual(['KEY_CONFLICT']);
    expect([...states.values()].find(({ status }) => status === 'rejected')!.answer).toBe(letters[0].id);
    expect(others.map(({ kind }) => kind).sort()).toEqual(['other-pipeline', 'other-version', 'undelivered-event', 'unknown']);
    expect(world.queue.hiddenBodies()).toEqual([]);
    expect(world.orders.all().map(({ orderId }) => orderId.S).sort()).toEqual(['1', '2', 'taken']);
  }
  mkdirSync(join(ROOT, 'test-reports'), { recursive: true });
  writeFileSync(join(ROOT, 'test-reports', `killed-${name.replace(/\W+/g, '-')}.txt`), `${gap} gaps\n\n${log.join('\n')}\n`);
  expect(gap).toBeGreaterThan(40);
});
