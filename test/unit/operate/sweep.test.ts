import { corrected, file, operator, wrong } from './support/operator';
import { PIPELINE, World } from './support/world';
import { letterId } from '../../../cli/operate/dead-letters/letter-id';
import { parseMessage } from '../../../cli/operate/dead-letters/parse-message';
import type { DeadLetter } from '../../../src/private/contract/messages';

async function filled(records: number): Promise<World> {
  const world = new World({ deadLettersPerBatch: Infinity });
  world.upload('in/a.json', file(...Array.from({ length: records }, (_, number) => wrong(`${number}`))));
  await world.process();
  return world;
}

test('each message is received once and let go at once, also if there are 10,000', async () => {
  const calls = async (records: number) => {
    const world = await filled(records);
    const { letters, complete } = await operator(world).read();
    expect(new Set(letters.map(({ id }) => id)).size).toBe(records);
    expect(complete).toBe(true);
    expect(world.queue.hiddenBodies()).toEqual([]);
    return [...world.calls.values()].reduce((sum, count) => sum + count, 0);
  };
  // A tenth of the messages to receive and as many to let go, and what each receiver finds in the end.
  expect(await calls(1_000)).toBeLessThan(200 + 50);
  expect(await calls(10_000)).toBeLessThan(2_000 + 50);
});

test('3,000 dead letters are corrected and settled with some two writes for each', async () => {
  const world = await filled(3_000);
  const ada = operator(world);
  const { letters } = await ada.read();

  await ada.send(letters.map((letter) => ({ letter, before: letter.deadLetter.record!, after: corrected(letter.deadLetter.record!) })), { why: 'all' });
  const { settled, deleted } = await ada.settle({ waitMs: 60_000 });

  expect({ settled: settled.length, deleted }).toEqual({ settled: 3_000, deleted: 3_000 });
  const counts = Object.fromEntries(world.calls);
  // One claim and one end each, and four for each file of 1,000.
  expect(counts.TransactWriteItems).toBeLessThanOrEqual(6_000 + 4 * 3);
  expect(counts.GetItem).toBe(3_000);
  expect(counts.PutObject).toBe(3);
}, 120_000);

test('a queue with more messages than SQS hides at once is read in part, and says so', async () => {
  const world = new World({ maxInFlight: 100 });
  for (let number = 0; number < 500; number++) world.queue.send('no dead letter');

  const { others, complete } = await operator(world).read();

  expect(complete).toBe(false);
  expect(others.length).toBeGreaterThan(50);
  expect(world.queue.hiddenBodies()).toEqual([]);
  expect(world.queue.bodies()).toHaveLength(500);
});

test('a queue that is filled faster than it is read is read for a while', async () => {
  const world = await filled(1);
  const ada = operator(world, 'arn:ada', async (name, call) => {
    const answer = await call();
    if (name === 'ReceiveMessage') {
      world.time += 500;
      for (let number = 0; number < 10; number++) world.queue.send('another one');
    }
    return answer;
  });

  const { letters, others, complete } = await ada.read();

  expect({ letters: letters.length, complete }).toEqual({ letters: 1, complete: false });
  expect(others.length).toBeGreaterThan(100);
});

test('whoever holds messages is counted, and they are left alone', async () => {
  const world = await filled(12);
  world.queue.receive({ QueueUrl: 'queue', MaxNumberOfMessages: 10, VisibilityTimeout: 600 });

  const { letters, hidden } = await operator(world).read();

  expect({ letters: letters.length, hidden }).toEqual({ letters: 2, hidden: 10 });
  expect(world.queue.hiddenBodies()).toHaveLength(10);
});

describe('what a message is', () => {
  const deadLetter = async (): Promise<DeadLetter> => JSON.parse((await filled(1)).queue.bodies()[0]) as DeadLetter;
  const parsed = (body: unknown, attributes = {}) => parseMessage(
    { messageId: 'm', body: typeof body === 'string' ? body : JSON.stringify(body), attributes, sent: new Date(0) }, PIPELINE);

  test('a dead letter of the pipeline', async () => {
    expect(parsed(await deadLetter())).toEqual(await deadLetter());
  });

  test.each([
    ['a text', 'unknown', 'hello'],
    ['null', 'unknown', 'null'],
    ['an array', 'unknown', '[]'],
    ['an event', 'unknown', { version: '0', source: 'aws.s3' }],
    ['a dead letter of another version', 'other-version', { version: '2' }],
    ['a dead letter without a version', 'other-version', { version: undefined }],
    ['a dead letter of another pipeline', 'other-pipeline', { pipeline: 'Other' }],
    ['a dead letter with a reason of which nothing is known', 'unknown', { reason: 'constructor' }],
    ['a dead letter without a source', 'unknown', { source: null }],
    ['a dead letter with a place that is none', 'unknown', { source: { key: 'a', byteOffset: -1 } }],
    ['a dead letter with errors that are none', 'unknown', { errors: [null] }],
    ['a dead letter with a record that is none', 'unknown', { record: {} }],
  ])('%s', async (_, kind, body) => {
    const whole = typeof body === 'string' ? body : kind === 'unknown' && 'version' in body ? body : { ...await deadLetter(), ...body };
    expect(parsed(whole)).toMatchObject({ kind, what: expect.any(String) });
  });

  test('an event that could not be delivered, whatever its body', async () => {
    expect(parsed(await deadLetter(), { RULE_ARN: 'arn', ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'denied' }))
      .toMatchObject({ kind: 'undelivered-event', what: expect.stringContaining('NO_PERMISSIONS, denied') });
  });

  test('the same bytes are the same dead letter; a dead letter that others share is another one', async () => {
    const one = await deadLetter();
    const changes: Partial<DeadLetter>[] = [{ time: 'later' }, { execution: 'another' }, { reason: 'KEY_CONFLICT' }, { errors: [] }];
    expect(new Set([one, ...changes.map((change) => ({ ...one, ...change }))].map(letterId)).size).toBe(1);
    const others = [
      { key: 'in/b.json' }, { bucket: 'b' }, { versionId: 'v' }, { versionId: null }, { etag: 'e' }, { recordIndex: 1 }, { recordIndex: null }, { byteOffset: 1 }, { byteLength: 9 },
      { stretches: [{ byteOffset: 11, byteLength: 18 }] },
    ];
    const ids = [one, { ...one, pipeline: 'Other' }, ...others.map((source) => ({ ...one, source: { ...one.source, ...source } }))].map(letterId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  });
});
