import * as fc from 'fast-check';
import { DEFAULT_KEY } from './support/assess';
import { MemoryFile } from './support/files';
import { runs } from './support/runs';
import { isolatedBound } from '../../../lambda-src/engine/assess/isolated-record';
import { handlers } from '../../../lambda-src/handlers/handlers';
import { MAX_STATE_SIZE } from '../../../src/private/contract/limits';
import type { Batch, KeyAttribute, ListRecordsOutput, RecordValidator, SourceFile, ValidateRecordOutput } from '../../../src/private/contract/messages';
import { forEachCount } from '../../../src/private/contract/messages';
import { REASONS } from '../../../src/private/contract/reasons';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';
import { HOSTILE_RECORDS } from '../../../testkit/hostile-records';

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
    options: { ...DEFAULT_RECORD_OPTIONS, tableKey, deadLettersPerBatch: 100 }, validate, schemaTexts: { schema: null, references: [] }, pipelineName: 'Sales', object: () => source, log: () => undefined,
  });
  const file: SourceFile = {
    bucket: 'b'.repeat(63),
    key: objectKey,
    sendableKey: objectKey,
    label: objectKey,
    versionId: 'v'.repeat(32),
    etag: 'e'.repeat(38),
    size: source.size,
    uploaded: '2026-11-26T22:00:00Z',
    begun: '2026-11-26T22:00:01.000Z',
  };
  const counts = { ...forEachCount(() => 1e9), reasons: Object.fromEntries(Object.keys(REASONS).map((reason) => [reason, 1e9])), batches: 1e6 };
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

/** The size of the verdict on one record, and its bound. */
async function verdictOf(text: string, objectKey: string, validate: RecordValidator, tableKey: KeyAttribute[]) {
  const source = new MemoryFile(text);
  const options = { ...DEFAULT_RECORD_OPTIONS, tableKey, deadLettersPerBatch: 100 };
  const { validator } = handlers({ options, validate, schemaTexts: { schema: null, references: [] }, pipelineName: 'Sales', object: () => source, log: () => undefined });
  const file: SourceFile = { bucket: 'b', key: objectKey, sendableKey: objectKey, label: objectKey, versionId: null, etag: 'e', size: source.size, uploaded: '', begun: '' };
  const record = { index: 1e15, offset: 0, length: source.size, damaged: false };
  const { accepted, rejected } = await validator({ file, record }, context) as ValidateRecordOutput;
  return { verdict: size(accepted ?? rejected), bound: isolatedBound(source.size, objectKey, options) };
}

const hostileKeys: KeyAttribute[][] = [[DEFAULT_KEY], bothKeys, ['"', '\\'].map((name) => ({ name: name.repeat(255), type: 'S', pointers: ['/id'] }))];

test('no verdict is larger than its bound, however hostile the record, the object key and the table key', async () => {
  let closest = 0;
  for (const make of Object.values(HOSTILE_RECORDS)) {
    for (const length of [0, 12, 100, 2_000, 12_000]) {
      for (const tableKey of hostileKeys) {
        for (const objectKey of ['k', LONGEST_KEY, '\u{1f600}'.repeat(256)]) {
          for (const validate of [valid, invalid]) {
            const { verdict, bound } = await verdictOf(make(length), objectKey, validate, tableKey);
            expect(verdict).toBeLessThanOrEqual(bound);
            closest = Math.max(closest, verdict / bound);
          }
        }
      }
    }
  }
  // A bound that is much too large would list fewer records than fit.
  expect(closest).toBeGreaterThan(0.9);
});

test('nor if it is made of hostile parts at random', async () => {
  const part = fc.constantFrom('1,', '"",', '{},', '[],', '{"":1},', '{"a":{}},', '"\\"",', '"\\u0001",', '"\u{1f600}",', '"\\ud83d\\ude00",', 'null,', 'true,', '1e9,', '-0.10,', ' ', '\n', '"\uffff",');
  const id = fc.array(fc.constantFrom('\\"', '\\u0001', '\\n', '\u{1f600}', '\uffff', '\\\\', 'a'), { maxLength: 300 }).map((characters) => characters.join(''));
  await fc.assert(fc.asyncProperty(id, fc.array(part, { maxLength: 300 }), fc.constantFrom(...hostileKeys), async (key, parts, tableKey) => {
    const { verdict, bound } = await verdictOf(`{"id":"${key}","x":[${parts.join('')}1]}`, LONGEST_KEY, valid, tableKey);
    expect(verdict).toBeLessThanOrEqual(bound);
  }), runs(200));
});
