import { DuplicatePolicy } from '../../src';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import { processed } from '../../testkit/pipeline/announcements';
import type { Upload } from '../../testkit/pipeline/deployed-pipeline';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of({
    Rejecting: () => ({}),
    Overwriting: () => ({ duplicatePolicy: DuplicatePolicy.OVERWRITE }),
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
    record: JSON.stringify(order({ qty: 2 }, 'A')),
    source: { key: 'second.json', recordIndex: 0 },
    existing: { source: 'first.json#0' },
  });
  expect(await pipeline.table.items()).toEqual(expect.arrayContaining(items));
});

test('an item that the pipeline has not stored has no source to name, and stays', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  const item = { orderId: { S: 'D' }, note: { S: 'not from a file' } };
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

test('the same record in another format is repeated and not a conflict', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  await pipeline.upload('compact.json', JSON.stringify(order({ qty: 1 }, 'C')));

  const again = await pipeline.upload('pretty.json', JSON.stringify(order({ qty: 1 }, 'C'), null, 2));

  expect(counts(again)).toEqual({ inserted: 0, repeated: 1, rejected: 0, conflicts: 0 });
});

test('under OVERWRITE the newer record wins', async () => {
  const pipeline = deployment.pipeline('Overwriting');
  await pipeline.upload('old.json', JSON.stringify(order({ qty: 1 }, 'A')));

  const newer = await pipeline.upload('new.json', JSON.stringify(order({ qty: 2 }, 'A')));

  expect(newer.announcement.detail).toMatchObject({ records: 1, accepted: 1, rejected: 0, conflicts: 0 });
  expect(newer.deadLetters).toEqual([]);
  expect(await pipeline.table.items()).toMatchObject([{ 'order-info': { M: { qty: { N: '2' } } } }]);
});

test('under OVERWRITE each record is inserted, of equal table keys in a file one after the other', async () => {
  const pipeline = deployment.pipeline('Overwriting');
  const records = Array.from({ length: 130 }, (_, i) => order({ qty: i }, `key ${i % 60}`));

  const { announcement, deadLetters } = await pipeline.upload('equal keys.json', JSON.stringify(records));

  expect(announcement.detail).toMatchObject({ records: 130, accepted: 130, inserted: 130, repeated: 0, rejected: 0, conflicts: 0 });
  expect(deadLetters).toEqual([]);
  const stored = (await pipeline.table.items()).filter((item) => item.orderId.S!.startsWith('key '));
  expect(stored).toHaveLength(60);
  for (const item of stored) expect(`key ${Number(item['order-info'].M!.qty.N) % 60}`).toBe(item.orderId.S);
});

test.each(['Rejecting', 'Overwriting'])('%s: a file without a valid record inserts nothing', async (name) => {
  const { announcement, deadLetters } = await deployment.pipeline(name).upload('none.json', JSON.stringify({ 'order-info': {} }));

  expect(announcement.detail).toMatchObject({ records: 1, accepted: 0, inserted: 0, repeated: 0, rejected: 1, conflicts: 0 });
  expect(deadLetters).toMatchObject([{ reason: 'SCHEMA_VIOLATION' }]);
});
