import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import { processed } from '../../testkit/pipeline/announcements';
import type { DeployedPipeline, Upload } from '../../testkit/pipeline/deployed-pipeline';

const LIMIT = 3;

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of({
    Rejecting: () => ({}),
    Limited: () => ({ deadLettersPerBatch: LIMIT }),
    Odd: () => ({ contentHashAttribute: 'a.b', sourceAttribute: "a'b \"%}", tableKey: { partitionKey: { name: '$x', pointers: ['/id'] } } }),
  });
}, 240_000);

afterAll(() => deployment?.stop());

function counts({ announcement }: Upload) {
  const { inserted, repeated, rejected, conflicts } = processed(announcement);
  return { inserted, repeated, rejected, conflicts };
}

test('another record under the same table key becomes a dead letter that names both, and the item stays', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  await pipeline.upload('first.json', JSON.stringify(order({ qty: 1 }, 'A')));
  const items = await pipeline.table.items();

  const second = await pipeline.upload('second.json', JSON.stringify([order({ qty: 2 }, 'A'), order({ qty: 1 }, 'B')]));

  expect(counts(second)).toEqual({ inserted: 1, repeated: 0, rejected: 0, conflicts: 1 });
  expect(second.deadLetters).toHaveLength(1);
  expect(second.deadLetters[0]).toMatchObject({
    reason: 'KEY_CONFLICT',
    errors: [{ keyword: 'key', message: 'another record is stored under this key' }],
    record: JSON.stringify(order({ qty: 2 }, 'A')),
    source: { key: 'second.json', recordIndex: 0 },
    existing: { source: 'first.json#0' },
  });
  expect(await pipeline.table.items()).toEqual(expect.arrayContaining(items));
});

test('an item that the pipeline has not stored has no source to name, and stays', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  const item = { orderId: { S: 'D' } };
  await pipeline.table.put(item);

  const { deadLetters } = await pipeline.upload('conflict.json', JSON.stringify(order({ qty: 1 }, 'D')));

  expect(deadLetters).toMatchObject([{ reason: 'KEY_CONFLICT', existing: { source: null } }]);
  expect(await pipeline.table.items()).toContainEqual(item);
});

test('a conflicting record with a character that SQS rejects becomes a dead letter with the bytes', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  const record = (qty: number) => JSON.stringify(order({ qty, note: '\uffff' }, 'E\ufffe'));
  await pipeline.upload('odd.json', record(1));

  const { announcement, deadLetters } = await pipeline.upload('odder.json', record(2));

  expect(announcement.detail).toMatchObject({ records: 1, conflicts: 1 });
  expect(deadLetters).toMatchObject([{ reason: 'KEY_CONFLICT', record: null, recordBase64: Buffer.from(record(2)).toString('base64') }]);
});

test('the same content is repeated, however it is spelled', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  const monday = '{"order-info":{"OrderId":"C","total":19.90,"url":"https://shop.example/a","city":"Köln","lines":[]},"contact-info":{"name":"B"}}';
  const tuesday = '{"contact-info":{"name":"B"},"order-info":{"lines":[],"city":"Köln","url":"https://shop.example/a","total":19.90,"OrderId":"C"}}';
  const wednesday = JSON.stringify(JSON.parse(monday), null, 2).replace('19.9', '1.99e1').replace(/\//g, '\\/').replace('ö', '\\u00f6');

  const outcomes = [counts(await pipeline.upload('monday.json', monday)), counts(await pipeline.upload('tuesday.json', tuesday))];
  const items = await pipeline.table.items();
  outcomes.push(counts(await pipeline.upload('wednesday.json', wednesday)));

  expect(outcomes).toEqual([1, 0, 0].map((inserted) => ({ inserted, repeated: 1 - inserted, rejected: 0, conflicts: 0 })));
  expect(await pipeline.table.items()).toEqual(items);
});

test('a file without a valid record inserts nothing', async () => {
  const { announcement, deadLetters } = await deployment.pipeline('Rejecting').upload('none.json', JSON.stringify({ 'order-info': {} }));

  expect(announcement.detail).toMatchObject({ records: 1, accepted: 0, inserted: 0, repeated: 0, rejected: 1, conflicts: 0 });
  expect(deadLetters).toMatchObject([{ reason: 'SCHEMA_VIOLATION' }]);
});

describe('beyond deadLettersPerBatch', () => {
  /** More records than fit into one answer of the validator, so that the later steps are over the limit. */
  const records = Array.from({ length: 700 }, (_, i) => order({ note: 'n'.repeat(300) }, `key ${i}`));
  const changed = (i: number) => order({ note: 'm'.repeat(300) }, `key ${i}`);
  let pipeline: DeployedPipeline;

  beforeAll(async () => {
    pipeline = deployment.pipeline('Limited');
    await pipeline.upload('stored.json', JSON.stringify(records));
  }, 120_000);

  test('the conflicts of a step share a dead letter that says how many they are and where', async () => {
    const texts = records.map((_, i) => JSON.stringify(changed(i)));
    texts[600] = JSON.stringify(records[600]);
    const file = texts.join('\n');

    const { announcement, deadLetters } = await pipeline.upload('changed.jsonl', file);

    expect(processed(announcement)).toMatchObject({ records: 700, accepted: 1, inserted: 0, repeated: 1, rejected: 0, conflicts: 699 });
    const shared = deadLetters.filter(({ reason }) => reason === 'TOO_MANY_REJECTED');
    const alone = deadLetters.filter(({ reason }) => reason === 'KEY_CONFLICT');
    // Those of the first step; then the batch is over its limit.
    expect(alone.length).toBeLessThan(300);
    expect(alone.map(({ record }) => record)).toEqual(texts.slice(0, alone.length));
    expect(shared.length + alone.length).toBe(deadLetters.length);
    expect(shared.reduce((sum, { records: count }) => sum + count!, alone.length)).toBe(699);
    for (const { records: count, errors, existing, record, source } of shared) {
      expect({ errors, existing, record }).toEqual({
        errors: [{ pointer: '', keyword: 'KEY_CONFLICT', message: `${count} of ${count} records` }], existing: null, record: null,
      });
      expect(file.slice(source.byteOffset, source.byteOffset + source.byteLength!).startsWith(texts[source.recordIndex!])).toBe(true);
    }
    const stretches = shared.flatMap(({ source }) => source.stretches!);
    expect(stretches).toHaveLength(shared.length + 1);
    const lines = stretches.flatMap(({ byteOffset, byteLength }) => file.slice(byteOffset, byteOffset + byteLength).split('\n'));
    expect(lines).toEqual([...texts.slice(alone.length, 600), ...texts.slice(601)]);
  }, 120_000);

  test('conflicts count towards the limit of rejected records, and rejected records towards that of conflicts', async () => {
    const garbage = Array.from({ length: LIMIT }, () => '1');
    const file = [...garbage, ...records.slice(0, 400).map((_, i) => JSON.stringify(changed(i))), '2', '3'].join('\n');

    const { announcement, deadLetters } = await pipeline.upload('both.jsonl', file);

    expect(processed(announcement)).toMatchObject({ records: 405, rejected: 5, conflicts: 400 });
    expect(deadLetters.reduce((sum, { records: count }) => sum + count!, 0)).toBe(405);
    const last = deadLetters.filter(({ source }) => source.byteOffset + source.byteLength! === file.length);
    expect(last).toMatchObject([{ reason: 'TOO_MANY_REJECTED', records: 2, errors: [{ keyword: 'SCHEMA_VIOLATION' }] }]);
  }, 120_000);
});

test('attributes may have names that mean something to JSONPath, JSONata or DynamoDB', async () => {
  const pipeline = deployment.pipeline('Odd');
  const record = (qty: number) => JSON.stringify({ ...order({ qty }, 'A'), id: 'A' });

  const uploads = [await pipeline.upload('1.json', record(1)), await pipeline.upload('2.json', record(1)), await pipeline.upload('3.json', record(2))];

  expect(uploads.map(counts)).toMatchObject([{ inserted: 1 }, { repeated: 1 }, { conflicts: 1 }]);
  expect(uploads[2].deadLetters).toMatchObject([{ existing: { source: '1.json#0' } }]);
  expect(await pipeline.table.items()).toMatchObject([{ '$x': { S: 'A' }, 'a.b': { S: expect.any(String) }, "a'b \"%}": { S: '1.json#0' } }]);
});
