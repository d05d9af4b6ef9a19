import { COUNTS, FILE, size } from './worst-values';
import { memorySource } from '../../lambda-src/engine/read/memory-source';
import type { Handlers } from '../../lambda-src/handlers/handlers';
import { handlers } from '../../lambda-src/handlers/handlers';
import type { Batch, KeyAttribute, ListRecordsOutput, RecordValidator, SourceFile, ValidateBatchOutput, ValidateRecordOutput } from '../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { wholeFile } from '../../src/private/contract/whole-file';
import { ISOLATED_RECORDS } from '../../src/private/workflows/isolate-records';
import { HOSTILE_RECORDS } from '../../testkit/hostile-records';

/** The largest state of the files that were tried, in bytes of JSON. */
export interface Tried {
  readonly bytes: number;
  /** What the file is full of. */
  readonly by: string;
}

/** Lengths of the records, in bytes. The verdict on one of 30 KB may fill an answer. */
const LENGTHS = [1, 250, 1_000, 30_000];
/** In bytes. Enough for answers that are full. */
const FILE_SIZE = 200_000;
const MOST_RECORDS = 2_000;

const SHORT_KEY: KeyAttribute[] = [{ name: 'id', type: 'S', pointers: ['/id'] }];
/** The same value twice, under names as long as can be. */
const LONG_KEYS: KeyAttribute[] = ['"', '\\'].map((character) => ({ name: character.repeat(255), type: 'S', pointers: ['/id'] }));

const valid: RecordValidator = () => true;
/** Finds as many errors as a dead letter has, as long as they get. */
const invalid: RecordValidator = Object.assign(() => false, {
  errors: Array.from({ length: 20 }, (_, i) => ({ instancePath: `/${i}${'\u0001'.repeat(2_000)}`, keyword: 'unevaluatedProperties', message: '\u0001'.repeat(500), params: {} })),
});

const context = { getRemainingTimeInMillis: () => 900_000 };

/** The largest states that ValidateBatch and isolation make of the first records of hostile files. */
export async function hostileFiles(): Promise<{ readonly batch: Tried; readonly isolation: Tried }> {
  let batch: Tried = { bytes: 0, by: '' };
  let isolation = batch;
  for (const [name, make] of Object.entries(HOSTILE_RECORDS)) {
    for (const length of LENGTHS) {
      const text = `${make(length)}\n`.repeat(Math.min(MOST_RECORDS, 1 + FILE_SIZE / length));
      for (const [key, tableKey] of [[FILE.key, LONG_KEYS], ['k', SHORT_KEY]] as const) {
        for (const validate of [valid, invalid]) {
          const states = await statesOf(Buffer.from(text), { ...FILE, key }, tableKey, validate);
          const by = `${name}, ${length} bytes${validate === invalid ? ', many errors' : ''}`;
          if (states.batch > batch.bytes) batch = { bytes: states.batch, by };
          if (states.isolation > isolation.bytes) isolation = { bytes: states.isolation, by };
        }
      }
    }
  }
  return { batch, isolation };
}

async function statesOf(bytes: Buffer, file: SourceFile, tableKey: readonly KeyAttribute[], validate: RecordValidator) {
  const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [...tableKey], deadLettersPerBatch: MOST_RECORDS };
  const functions = handlers({ options, validate, schemaTexts: { schema: null, references: [] }, pipelineName: 'Sales', object: () => ({ ...memorySource(bytes), lastModified: undefined }), log: () => {} });
  const input = { file, batch: wholeFile(bytes.length), counts: COUNTS };
  const validated = await functions.validator(input, context) as ValidateBatchOutput;
  return { batch: size({ ...input, validated }), isolation: await isolationOf(functions, file, input.batch) };
}

/** As ListRecords and ValidateRecord do. */
async function isolationOf({ splitter, validator }: Handlers, file: SourceFile, batch: Batch): Promise<number> {
  const listed = await splitter({ file, batch, maxRecords: ISOLATED_RECORDS }, context) as ListRecordsOutput;
  const isolated: ValidateRecordOutput[] = [];
  for (const record of listed.records) isolated.push(await validator({ file, record }, context) as ValidateRecordOutput);
  return size({ file, batch, counts: COUNTS, listed, isolated });
}
