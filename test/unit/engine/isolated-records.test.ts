import { DEFAULT_KEY } from './support/assess';
import { MemoryFile } from './support/files';
import { handlers } from '../../../lambda-src/handlers/handlers';
import { MAX_STATE_SIZE } from '../../../src/private/contract/limits';
import type { Batch, KeyAttribute, ListRecordsOutput, RecordValidator, SourceFile, ValidateRecordOutput } from '../../../src/private/contract/messages';
import { forEachCount } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';

/** As many as the workflow asks for. */
const MAX_RECORDS = 20;
const RECORDS = 25;
const context = { getRemainingTimeInMillis: () => 900_000 };
const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const valid: RecordValidator = () => true;
/** Rejects with as many errors as a dead letter has, whose pointers and messages are as long as they get. */
const invalid: RecordValidator = Object.assign(() => false, {
  errors: Array.from({ length: 10 }, () => ({ instancePath: `/${'\u0001'.repeat(2_000)}`, keyword: 'anyOf', message: '\u0001'.repeat(500), params: {} })),
});
const bothKeys: KeyAttribute[] = ['a'.repeat(255), 'b'.repeat(255)].map((name) => ({ name, type: 'S', pointers: ['/id'] }));
const shortKey = { 'order-info': { orderId: '1' } };
const padded = (member: (length: number) => string, length: number) => `{"order-info":{"orderId":"1"},"x":${member(length)}}`;
const digits = (length: number) => `[${'1,'.repeat(length / 2)}1]`;

/** Listed and validated one by one, as IsolateRecords does. The sizes are those of its output, and of what it becomes. */
async function isolate(text: string, objectKey: string, validate: RecordValidator, tableKey: KeyAttribute[]) {
  const source = new MemoryFile(text);
  const { validator, splitter } = handlers({
    options: { ...DEFAULT_RECORD_OPTIONS, tableKey, deadLettersPerBatch: 100 }, validate, pipelineName: 'Sales', object: () => source, log: () => undefined,
  });
  const file: SourceFile = {
    bucket: 'b'.repeat(63), key: objectKey, sendableKey: objectKey, label: objectKey, versionId: 'v'.repeat(32), etag: 'e'.repeat(38), size: source.size,
  };
  const counts = forEachCount(() => 1e9);
  const sizes: number[] = [];
  let records = 0;
  let passes = 0;
  for (let batch: Batch | null = wholeFile(source.size); batch !== null; passes++) {
    const listed = await splitter({ file, batch, maxRecords: MAX_RECORDS }, context) as ListRecordsOutput;
    const isolated: ValidateRecordOutput[] = [];
    for (const record of listed.records) isolated.push(await validator({ file, record }, context) as ValidateRecordOutput);
    sizes.push(size({ file, batch, counts, listed, isolated }));
    expect(listed.records.length).toBeGreaterThan(0);
    expect(listed.records.length).toBeLessThanOrEqual(MAX_RECORDS);
    records += listed.records.length;
    batch = listed.next;
  }
  return { records, passes, largest: Math.max(...sizes) };
}

const LONGEST_KEY = '\u0001'.repeat(1_024);

test.each<[string, string, RecordValidator, KeyAttribute[]]>([
  ['numbers of one digit', padded(digits, 500), valid, [DEFAULT_KEY]],
  ['numbers of one digit, in longer records', padded(digits, 5_000), valid, [DEFAULT_KEY]],
  ['numbers of one digit, in the longest records', padded(digits, 38_000), valid, [DEFAULT_KEY]],
  ['empty strings', padded((length) => `[${'"",'.repeat(length / 3)}""]`, 900), valid, [DEFAULT_KEY]],
  ['quotes', padded((length) => `"${'\\"'.repeat(length / 2)}"`, 3_000), valid, [DEFAULT_KEY]],
  ['quotes that are partition and sort key', `{"id":"${'\\"'.repeat(1_000)}"}`, valid, bothKeys],
  ['control characters that are partition and sort key', `{"id":"${'\\u0001'.repeat(1_000)}"}`, valid, bothKeys],
  ['nothing but a key', JSON.stringify(shortKey), valid, [DEFAULT_KEY]],
  ['errors as long as they get', JSON.stringify(shortKey), invalid, [DEFAULT_KEY]],
  ['errors as long as they get, and quotes', padded((length) => `"${'\\"'.repeat(length / 2)}"`, 3_000), invalid, [DEFAULT_KEY]],
  ['control characters that make it invalid', padded((length) => `"${'\u0001'.repeat(length)}"`, 1_500), valid, [DEFAULT_KEY]],
  ['bytes that are not UTF-8 text for SQS', padded((length) => `"${'\uffff'.repeat(length / 3)}"`, 1_500), valid, [DEFAULT_KEY]],
])('of 25 isolated records with %s, those of one pass fit into a state', async (_, record, validate, tableKey) => {
  for (const objectKey of ['orders.json', LONGEST_KEY]) {
    const { records, largest } = await isolate(`${record}\n`.repeat(RECORDS), objectKey, validate, tableKey);

    expect(records).toBe(RECORDS);
    expect(largest).toBeLessThan(MAX_STATE_SIZE);
  }
});

test('of usual records, a pass takes ten or more', async () => {
  const { passes } = await isolate(`${padded((length) => JSON.stringify('x'.repeat(length)), 850)}\n`.repeat(100), 'orders.json', valid, [DEFAULT_KEY]);

  expect(passes).toBeLessThanOrEqual(10);
});
