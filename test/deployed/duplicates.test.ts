import type { DeployedPipeline } from './support/deployed-pipeline';
import { Deployment } from './support/deployment';
import { order } from './support/sample-files';
import { DuplicatePolicy } from '../../src';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of({
    Rejecting: () => ({}),
    Overwriting: () => ({ duplicatePolicy: DuplicatePolicy.OVERWRITE }),
  });
}, 240_000);

afterAll(() => deployment?.stop());

const sum = ({ announcement: { detail } }: Awaited<ReturnType<DeployedPipeline['upload']>>) =>
  ({ inserted: detail.inserted, repeated: detail.repeated, rejected: detail.rejected, conflicts: detail.conflicts });

test('another record under the same key is a letter that names both, and the item stays', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  await pipeline.upload('first.json', JSON.stringify(order({ qty: 1 }, 'A')));
  const items = await pipeline.items();

  const second = await pipeline.upload('second.json', JSON.stringify([order({ qty: 2 }, 'A'), order({ qty: 1 }, 'B')]));

  expect(sum(second)).toEqual({ inserted: 1, repeated: 0, rejected: 0, conflicts: 1 });
  expect(second.letters).toHaveLength(1);
  expect(second.letters[0]).toMatchObject({
    reason: 'KEY_CONFLICT',
    record: JSON.stringify(order({ qty: 2 }, 'A')),
    source: { key: 'second.json', recordIndex: 0 },
    existing: { source: 'first.json#0' },
  });
  expect(await pipeline.items()).toEqual(expect.arrayContaining(items));
});

test('what somebody else stored under the key has no source to name, and stays', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  const item = { orderId: { S: 'D' }, note: { S: 'not from a file' } };
  await pipeline.store(item);

  const { letters } = await pipeline.upload('conflict.json', JSON.stringify(order({ qty: 1 }, 'D')));

  expect(letters).toMatchObject([{ reason: 'KEY_CONFLICT', existing: { source: null } }]);
  expect(await pipeline.items()).toContainEqual(item);
});

test('a conflict of a record with a character that SQS refuses is a letter with the bytes', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  const record = (qty: number) => JSON.stringify(order({ qty, note: '\uffff' }, 'E\ufffe'));
  await pipeline.upload('odd.json', record(1));

  const { announcement, letters } = await pipeline.upload('odder.json', record(2));

  expect(announcement.detail).toMatchObject({ records: 1, conflicts: 1 });
  expect(letters).toMatchObject([{ reason: 'KEY_CONFLICT', record: null, recordBase64: Buffer.from(record(2)).toString('base64') }]);
});

test('the same record, formatted otherwise, is repeated and no conflict', async () => {
  const pipeline = deployment.pipeline('Rejecting');
  await pipeline.upload('compact.json', JSON.stringify(order({ qty: 1 }, 'C')));

  const again = await pipeline.upload('pretty.json', JSON.stringify(order({ qty: 1 }, 'C'), null, 2));

  expect(sum(again)).toEqual({ inserted: 0, repeated: 1, rejected: 0, conflicts: 0 });
});

test('under OVERWRITE the newer record wins', async () => {
  const pipeline = deployment.pipeline('Overwriting');
  await pipeline.upload('old.json', JSON.stringify(order({ qty: 1 }, 'A')));

  const newer = await pipeline.upload('new.json', JSON.stringify(order({ qty: 2 }, 'A')));

  expect(newer.announcement.detail).toMatchObject({ records: 1, accepted: 1, rejected: 0, conflicts: 0 });
  expect(newer.letters).toEqual([]);
  expect(await pipeline.items()).toMatchObject([{ 'order-info': { M: { qty: { N: '2' } } } }]);
});

test('under OVERWRITE the last of equal keys in a file is stored, whatever their number', async () => {
  const pipeline = deployment.pipeline('Overwriting');
  const records = Array.from({ length: 130 }, (_, i) => order({ qty: i }, `key ${i % 60}`));

  const { announcement, letters } = await pipeline.upload('equal keys.json', JSON.stringify(records));

  expect(announcement.detail).toMatchObject({ records: 130, accepted: 130, inserted: 130, repeated: 0, rejected: 0, conflicts: 0 });
  expect(letters).toEqual([]);
  const stored = (await pipeline.items()).filter((item) => item.orderId.S!.startsWith('key '));
  expect(Object.fromEntries(stored.map((item) => [item.orderId.S, item['order-info'].M!.qty.N])))
    .toEqual(Object.fromEntries(records.map((record) => [(record['order-info'] as any).OrderId, String((record['order-info'] as any).qty)])));
});
