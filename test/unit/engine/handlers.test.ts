import { DEFAULT_KEY, defaultSchema } from './support/assess';
import { Content, MemoryFile } from './support/files';
import { FileChanged } from '../../../lambda-src/handlers/file-problem';
import { handlers } from '../../../lambda-src/handlers/handlers';
import { MAX_FILE_ERROR_LENGTH } from '../../../src/private/contract/limits';
import type { Batch, DescribeSchemaInput, ListRecordsOutput, SourceFile, SplitFileOutput, ValidateBatchOutput, ValidateRecordOutput } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';
import { sampleFile } from '../../../testkit/sample-files';

/** The object in S3 for the functions, and their log. */
let source: MemoryFile;
const lines: object[] = [];

const { validator, splitter } = handlers({
  options: { ...DEFAULT_RECORD_OPTIONS, tableKey: [DEFAULT_KEY], deadLettersPerBatch: 5 },
  validate: defaultSchema,
  schemaTexts: { schema: '{}', references: ['{"$id":"line"}'] },
  pipelineName: 'Sales',
  object: () => source,
  log: (line) => lines.push(line),
});
const context = { getRemainingTimeInMillis: () => 900_000 };

beforeEach(() => {
  lines.length = 0;
});

function upload(content: Content): { file: SourceFile; whole: Batch } {
  source = new MemoryFile(content);
  const place = { bucket: 'b', key: 'k.json', sendableKey: 'k.json', label: 'k.json', versionId: null, etag: 'e', uploaded: '2026-11-26T22:00:00Z', begun: '2026-11-26T22:00:01.000Z' };
  return { file: { ...place, size: source.size }, whole: wholeFile(source.size) };
}

function failWith(error: Error): void {
  source.read = () => Promise.reject(error);
}

test('a batch is assessed, and one log line has its counts but no values', async () => {
  const { file, whole } = upload(sampleFile('orders.json'));

  const answer = await validator({ file, batch: whole }, context) as ValidateBatchOutput;

  expect(answer).toMatchObject({ accepted: [{ index: 0 }], rejected: [{ index: 1, reason: 'SCHEMA_VIOLATION' }], next: null, fileError: null });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    Pipeline: 'Sales',
    AcceptedRecords: 1,
    RejectedRecords: 1,
    Bytes: file.size,
    reasons: { SCHEMA_VIOLATION: 1 },
    key: 'k.json',
  });
  expect(JSON.stringify(lines)).not.toContain('order-info');
});

test('the line about an answer without rejected records has all metrics and the object key, and is short: it is a part of the bill', async () => {
  const { file, whole } = upload(sampleFile('order.json'));

  await validator({ file, batch: whole }, context);

  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ Pipeline: 'Sales', AcceptedRecords: 1, RejectedRecords: 0, key: 'k.json' });
  expect(Object.keys(lines[0]).sort()).toEqual(['AcceptedRecords', 'Bytes', 'Pipeline', 'RejectedRecords', 'key']);
  expect(JSON.stringify(lines[0]).length).toBeLessThan(90);
});

test('rejected records beyond the limit share a dead letter, and all are counted', async () => {
  const { file, whole } = upload('1\n'.repeat(20));

  const answer = await validator({ file, batch: whole }, context) as ValidateBatchOutput;

  expect(answer.rejected.map(({ reason, records }) => [reason, records])).toEqual([...Array(5).fill(['SCHEMA_VIOLATION', 1]), ['TOO_MANY_REJECTED', 15]]);
  expect(lines[0]).toMatchObject({ RejectedRecords: 20, SharedDeadLetters: 1, reasons: { SCHEMA_VIOLATION: 5, TOO_MANY_REJECTED: 15 } });
});

test('an answer takes no more than a third of the time of the function, and the rest follows', async () => {
  const { file, whole } = upload('1\n'.repeat(20));
  let time = 30_000;

  const { rejected, next } = await validator({ file, batch: whole }, { getRemainingTimeInMillis: () => (time -= 1_000) }) as ValidateBatchOutput;

  expect(rejected.reduce((sum, { records }) => sum + records, 0)).toBeGreaterThan(5);
  expect(next).toMatchObject({ rejected: next!.index });
  expect(time).toBeGreaterThan(15_000);
});

test('a file is split, its records are listed, and each is assessed by itself', async () => {
  const { file, whole } = upload(sampleFile('online-retail-orders.json.gz'));

  const split = await splitter({ file, rest: whole, maxBatches: 1000 }, context) as SplitFileOutput;
  const [batch] = split.batches;
  const listed = await splitter({ file, batch, maxRecords: 5 }, context) as ListRecordsOutput;
  const verdicts = await Promise.all(listed.records.map((record) => validator({ file, record }, context) as Promise<ValidateRecordOutput>));

  expect(split).toMatchObject({ rest: null, fileError: null });
  expect(split.batches).toHaveLength(3);
  expect(listed).toMatchObject({ next: { index: 5, end: batch.end }, fileError: null });
  const answer = await validator({ file, batch }, context) as ValidateBatchOutput;
  expect(verdicts.map(({ accepted }) => accepted)).toEqual(answer.accepted.slice(0, 5));
});

test('a damaged stretch gets the same verdict alone as in its batch', async () => {
  const { file, whole } = upload('{"order-info":{"orderId":"1"},"contact-info":{}}\n{"order-info":{"orderId":"1"},"contact-info":{}\n[');

  const { rejected } = await validator({ file, batch: whole }, context) as ValidateBatchOutput;
  const { records } = await splitter({ file, batch: whole, maxRecords: 10 }, context) as ListRecordsOutput;
  const alone = await Promise.all(records.slice(1).map((record) => validator({ file, record }, context) as Promise<ValidateRecordOutput>));

  expect(rejected.map(({ reason }) => reason)).toEqual(['MALFORMED_JSON', 'MALFORMED_JSON']);
  expect(alone.map((verdict) => verdict.rejected)).toEqual(rejected);
});

test.each<[string, () => Promise<{ fileError: unknown }>]>([
  ['validate', () => validator({ file: upload('words').file, batch: wholeFile(5) }, context) as Promise<ValidateBatchOutput>],
  ['split', () => splitter({ file: upload('words').file, rest: wholeFile(5), maxBatches: 1 }, context) as Promise<SplitFileOutput>],
  ['list', () => splitter({ file: upload('words').file, batch: wholeFile(5), maxRecords: 1 }, context) as Promise<ListRecordsOutput>],
])('%s: a file that cannot be read gives a fileError', async (_, call) => {
  expect(await call()).toMatchObject({ fileError: { reason: 'FILE_UNREADABLE', message: 'the file starts with "w" (U+0077); it has to be JSON' } });
});

test('a file that has changed gives a fileError', async () => {
  const { file, whole } = upload('{"a":1}');
  failWith(new FileChanged('it is gone'));

  expect(await validator({ file, batch: whole }, context)).toEqual({
    accepted: [], rejected: [], next: null, fileError: { reason: 'FILE_CHANGED', message: 'it is gone' },
  });
});

test('the message of a file error is short, and cut between two characters', async () => {
  const { file, whole } = upload('{"a":1}');
  failWith(new FileChanged('\u{1f600}'.repeat(100)));

  const { fileError } = await validator({ file, batch: whole }, context) as ValidateBatchOutput;

  expect(fileError!.message).toBe(`${'\u{1f600}'.repeat(59)}…`);
  expect(fileError!.message.length).toBeLessThanOrEqual(MAX_FILE_ERROR_LENGTH);
});

test('any other error is thrown, to be retried', async () => {
  const { file, whole } = upload('{"a":1}');
  failWith(new Error('slow down'));

  await expect(validator({ file, batch: whole }, context)).rejects.toThrow('slow down');
});

describe('a record by itself', () => {
  const place = { index: 0, offset: 0, length: 7, damaged: false };

  test('if the file has changed since the record was listed, gets a fileError instead of a verdict', async () => {
    const { file } = upload('{"a":1}');
    failWith(new FileChanged('it is gone'));

    expect(await validator({ file, record: place }, context)).toEqual({
      accepted: null, rejected: null, fileError: { reason: 'FILE_CHANGED', message: 'it is gone' },
    });
  });

  test('that cannot be read is told from one that makes the function fail', async () => {
    const { file } = upload('{"a":1}');
    const denied = handlers({
      options: { ...DEFAULT_RECORD_OPTIONS, tableKey: [DEFAULT_KEY], deadLettersPerBatch: 5 },
      get validate(): never { throw new Error('Cannot find module'); },
      schemaTexts: { schema: null, references: [] },
      pipelineName: 'Sales',
      object: () => source,
      log: () => {},
    });
    const crashing = handlers({
      options: { ...DEFAULT_RECORD_OPTIONS, tableKey: [DEFAULT_KEY], deadLettersPerBatch: 5 },
      validate: () => { throw new RangeError('Maximum call stack size exceeded'); },
      schemaTexts: { schema: null, references: [] },
      pipelineName: 'Sales',
      object: () => source,
      log: () => {},
    });

    await expect(denied.validator({ file, record: place }, context)).rejects.toMatchObject({ name: 'RecordNotRead', message: 'Error: Cannot find module' });
    await expect(crashing.validator({ file, record: place }, context)).rejects.toMatchObject({ name: 'RangeError' });
    failWith(Object.assign(new Error('Access Denied'), { name: 'AccessDenied' }));
    await expect(validator({ file, record: place }, context)).rejects.toMatchObject({ name: 'RecordNotRead', message: 'AccessDenied: Access Denied' });
  });
});

describe('whoever asks for the schema', () => {
  const ask = (schema: unknown) => validator({ schema } as DescribeSchemaInput, context);

  test('gets its text and those of its references; nothing is logged', async () => {
    expect(await ask(true)).toEqual({ schema: '{}', references: ['{"$id":"line"}'], inputError: null });
    expect(lines).toEqual([]);
  });

  test.each([[{}, 'an object'], [null, 'null'], ['x', 'a string'], [false, 'false']])('with %j gets what is wrong with the question', async (schema, named) => {
    expect(await ask(schema)).toEqual({ schema: null, references: [], inputError: `"schema" must be true, but is ${named}` });
  });

  test('does not load the compiled schema, and whoever asks for verdicts does not load the text', async () => {
    const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [DEFAULT_KEY], deadLettersPerBatch: 5 };
    const rest = { options, pipelineName: 'Sales', object: () => source, log: () => {} };
    const onlyText = handlers({ ...rest, schemaTexts: { schema: '{}', references: [] }, get validate(): never { throw new Error('loaded'); } });
    const onlyCompiled = handlers({ ...rest, validate: defaultSchema, get schemaTexts(): never { throw new Error('loaded'); } });

    expect(await onlyText.validator({ schema: true }, context)).toMatchObject({ schema: '{}' });
    expect(await onlyCompiled.validator({ texts: ['{}'] }, context)).toMatchObject({ inputError: null });
  });
});
