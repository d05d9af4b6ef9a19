import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { RecordSchema } from '../../src';
import type { DeadLetter } from '../../src/private/contract/messages';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { sampleFile, samplePath } from '../../testkit/sample-files';

let deployment: Deployment;
let pipeline: DeployedPipeline;

beforeAll(async () => {
  deployment = await Deployment.of({
    Defaults: () => ({}),
    OwnSchema: () => ({
      schema: RecordSchema.fromFile(samplePath('elastic-ecommerce-schema.json')),
      tableKey: { partitionKey: { name: 'order', type: AttributeType.NUMBER, pointers: ['/order_id'] } },
    }),
  });
  pipeline = deployment.pipeline('Defaults');
}, 240_000);

afterAll(() => deployment?.stop());

/** The bytes at the source of a dead letter. */
const bytesOf = ({ source }: DeadLetter, file: Buffer) => file.subarray(source.byteOffset, source.byteOffset + source.byteLength!);

describe('the sample files', () => {
  test('two orders, one without contact-info: one item, one dead letter', async () => {
    const file = sampleFile('orders.json');

    const { announcement, deadLetters } = await pipeline.upload('incoming/sample orders.json', file);

    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Processed', 'detail': { records: 2, accepted: 1, rejected: 1, conflicts: 0 } });
    expect(deadLetters).toHaveLength(1);
    expect(deadLetters[0]).toMatchObject({ version: '1', reason: 'SCHEMA_VIOLATION', errors: [{ pointer: '/contact-info', keyword: 'required' }] });
    expect(deadLetters[0].record).toBe(bytesOf(deadLetters[0], file).toString());
    expect(deadLetters[0].source).toMatchObject({ key: 'incoming/sample orders.json', recordIndex: 1 });
    const [item] = await pipeline.table.items();
    expect(item).toMatchObject({ 'orderId': { S: '1' }, '_source': { S: 'incoming/sample orders.json#0' }, 'order-info': { M: { qty: { S: '1' } } } });
  });

  test('a file that is one order', async () => {
    const { announcement, deadLetters } = await pipeline.upload('order.json', sampleFile('order.json'));

    expect(announcement.detail).toMatchObject({ records: 1, inserted: 1 });
    expect(deadLetters).toEqual([]);
    expect((await pipeline.table.items()).map((item) => item.orderId.S)).toContain('1234');
  });

  test('all names of the table key are found', async () => {
    const spellings = ['OrderId', 'orderId', 'order_id'];
    const records = spellings.map((spelling) => ({ 'contact-info': {}, 'order-info': { [spelling]: `spelled ${spelling}` } }));

    const { announcement } = await pipeline.upload('spellings.jsonl', records.map((record) => JSON.stringify(record)).join('\n'));

    expect(announcement.detail).toMatchObject({ records: 3, inserted: 3 });
    const keys = (await pipeline.table.items()).map((item) => item.orderId.S);
    expect(keys).toEqual(expect.arrayContaining(spellings.map((spelling) => `spelled ${spelling}`)));
  });
});

test('every kind of JSON value is stored as it is', async () => {
  const value = { yes: true, no: false, nothing: null, text: '', number: -12.5, list: [1, [true, null], {}], nested: { a: { b: [] } } };

  const { announcement, deadLetters } = await pipeline.upload('kinds.json', JSON.stringify(order(value, 'kinds')));

  expect(deadLetters).toEqual([]);
  expect(announcement.detail).toMatchObject({ records: 1, inserted: 1 });
  const item = (await pipeline.table.items()).find(({ orderId }) => orderId.S === 'kinds')!;
  expect(untyped(item['order-info'])).toEqual({ OrderId: 'kinds', ...value });
});

describe('real files', () => {
  test('the invoices of a shop: 724 records, 619 items, 105 dead letters; uploaded again, the table stays as it is', async () => {
    const file = sampleFile('online-retail-orders.json.gz');
    const before = (await pipeline.table.items()).length;

    const first = await pipeline.upload('retail.json', file);
    const items = await pipeline.table.items();
    const second = await pipeline.upload('retail again.json', file);

    expect(first.announcement.detail).toMatchObject({ records: 724, inserted: 619, repeated: 0, rejected: 105, conflicts: 0 });
    expect(items).toHaveLength(before + 619);
    expect(first.deadLetters).toHaveLength(105);
    for (const deadLetter of first.deadLetters) {
      expect(deadLetter).toMatchObject({ reason: 'SCHEMA_VIOLATION', errors: [{ pointer: '/contact-info' }] });
      expect(deadLetter.record).toBe(bytesOf(deadLetter, file).toString());
    }
    expect(second.announcement.detail).toMatchObject({ records: 724, inserted: 0, repeated: 619, rejected: 105, conflicts: 0 });
    expect(await pipeline.table.items()).toEqual(items);
  }, 240_000);

  test('orders of another shape, with their own schema and table key: 1,500 items, exactly as in the file', async () => {
    const own = deployment.pipeline('OwnSchema');
    // Several batches, so that FanOutWorkflow processes them.
    const lines = sampleFile('elastic-ecommerce-orders.jsonl.gz').toString().split('\n').slice(0, 1_500);

    const { announcement, deadLetters } = await own.upload('elastic.jsonl', lines.join('\n'));

    expect(deadLetters).toEqual([]);
    expect(announcement.detail).toMatchObject({ records: 1_500, inserted: 1_500, rejected: 0, conflicts: 0 });
    expect(await own.fanOutWorkflow.executions()).toHaveLength(1);
    const items = await own.table.items();
    expect(items).toHaveLength(1_500);
    const expected = new Map(lines.map((line) => JSON.parse(line)).map((record) => [String(record.order_id), record]));
    for (const { _source, _contentHash, order: key, ...attributes } of items) {
      expect(untyped({ M: attributes })).toEqual(expected.get(key.N!));
    }
  }, 240_000);
});

describe('files that cannot be read as a whole', () => {
  test.each([
    ['hello', 'hello', /JSON/],
    ['table', 'id,qty\n1,2\n', /CSV/],
  ])('%s: a dead letter says so, with the file', async (name, body, message) => {
    const { announcement, deadLetters } = await pipeline.upload(`${name}.json`, body);

    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Failed', 'detail': { reason: 'FILE_UNREADABLE' } });
    expect(deadLetters).toHaveLength(1);
    expect(deadLetters[0]).toMatchObject({ reason: 'FILE_UNREADABLE', source: { key: `${name}.json`, byteOffset: 0, byteLength: body.length } });
    expect(deadLetters[0].errors[0].message).toMatch(message);
  });

  test('cut off in the middle: everything before the cut is stored, the rest becomes a dead letter', async () => {
    const whole = JSON.stringify({ orders: [order(), order(), order()] });
    const cut = whole.slice(0, whole.length - 20);

    const { announcement, deadLetters } = await pipeline.upload('cut.json', cut);

    expect(announcement.detail).toMatchObject({ records: 3, inserted: 2, rejected: 1 });
    expect(deadLetters).toHaveLength(1);
    expect(deadLetters[0].reason).toBe('MALFORMED_JSON');
    expect(deadLetters[0].record).toBe(bytesOf(deadLetters[0], Buffer.from(cut)).toString());
    expect(cut.endsWith(deadLetters[0].record!)).toBe(true);
  });

  test('the pipeline then processes the next file', async () => {
    const { announcement } = await pipeline.upload('next.json', JSON.stringify(order()));

    expect(announcement.detail).toMatchObject({ records: 1, inserted: 1 });
  });
});

/** A typed attribute value as plain JSON. */
function untyped(value: any): unknown {
  const [[type, content]] = Object.entries<any>(value);
  switch (type) {
    case 'M': return Object.fromEntries(Object.entries(content).map(([name, member]) => [name, untyped(member)]));
    case 'L': return content.map(untyped);
    case 'N': return Number(content);
    case 'NULL': return null;
    default: return content;
  }
}
