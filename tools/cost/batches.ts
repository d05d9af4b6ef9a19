import { ASSUMED } from './assumptions';
import { itemSize } from './item-size';
import { assessBatch } from '../../lambda-src/engine/assess/assess-batch';
import { STEP_FUNCTIONS_WORDS } from '../../lambda-src/engine/assess/attribute-words';
import { UploadVersion } from '../../lambda-src/engine/assess/upload-version';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import { fullBatchOf, splitBatches } from '../../lambda-src/engine/read/split-batches';
import { logCounts } from '../../lambda-src/handlers/log';
import type { Runtime } from '../../lambda-src/handlers/runtime';
import type { RecordOptions, RecordValidator, SourceFile, ValidateBatchOutput } from '../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { wholeFile } from '../../src/private/contract/whole-file';

const CHUNK = 1024 * 1024;

const OBJECT_KEY = 'incoming/2026-11-22/orders.jsonl';
const FILE: SourceFile = {
  bucket: 'sales-111122223333-us-east-1',
  key: OBJECT_KEY,
  sendableKey: OBJECT_KEY,
  label: OBJECT_KEY,
  versionId: 'v'.repeat(32),
  etag: '',
  size: 0,
  uploaded: '2026-11-22T12:00:00Z',
  begun: '2026-11-22T12:00:01Z',
};
const UPLOAD_VERSION = new UploadVersion(FILE, new Date(FILE.uploaded));

/** One answer of the validator, in numbers. */
export interface Answer {
  readonly accepted: number;
  readonly rejected: number;
  /** Dead letters of rejected records, and the one that conflicts share. */
  readonly sharedOrRejected: number;
  /** Whether each accepted record is in conflict with another, and whether these conflicts share a dead letter. */
  readonly conflicts: 'alone' | 'shared' | null;
  /** Requests to S3. */
  readonly reads: number;
  /** Bytes of the function's log. */
  readonly logged: number;
}

export interface Batches {
  readonly bytes: number;
  readonly records: number;
  /** Largest size of an item, in bytes as DynamoDB counts them. */
  readonly itemSize: number;
  readonly batches: Answer[][];
}

export interface BatchesProps {
  /** The file, or a part of it. */
  readonly text: string;
  /**
   * Size of the file, in bytes.
   *
   * @default - the text is the whole file
   */
  readonly fileSize?: number;
  readonly validate: RecordValidator;
  /** @default - each rejected record has a dead letter of its own */
  readonly deadLettersPerBatch?: number;
  /**
   * Whether each accepted record is in conflict with another.
   *
   * @default false
   */
  readonly conflicts?: boolean;
  /** @default - those of a pipeline without configuration */
  readonly options?: RecordOptions;
}

/** The batches and answers of the record engine for a part of a file. */
export async function batchesOf({
  text, fileSize, validate, deadLettersPerBatch = Infinity, conflicts = false, options = DEFAULT_RECORD_OPTIONS,
}: BatchesProps): Promise<Batches> {
  const source = new Memory(Buffer.from(text));
  const { recordsPointer } = options;
  const rest = wholeFile(source.size);
  const split = await splitBatches({ source, recordsPointer, rest, maxBatches: Infinity, isFull: fullBatchOf(fileSize ?? source.size) });
  const batches: Answer[][] = [];
  let records = 0;
  let size = 0;
  for (const batch of split.batches) {
    const answers: Answer[] = [];
    for (let next: typeof batch | null = batch; next !== null;) {
      source.reads = 0;
      const answer = await assessBatch({
        source,
        batch: next,
        options,
        validate,
        objectKey: OBJECT_KEY,
        uploadVersion: () => UPLOAD_VERSION,
        words: STEP_FUNCTIONS_WORDS,
        deadLettersPerBatch,
      });
      const accepted = answer.accepted.length;
      const rejected = answer.rejected.reduce((sum, { records: count }) => sum + count, 0);
      const shared = conflicts && next.rejected >= deadLettersPerBatch;
      answers.push({
        accepted,
        rejected,
        sharedOrRejected: answer.rejected.length + (shared ? 1 : 0),
        conflicts: shared ? 'shared' : conflicts ? 'alone' : null,
        reads: source.reads,
        logged: logged(answer, (answer.next?.offset ?? next.end) - next.offset),
      });
      records += accepted + rejected;
      size = Math.max(size, ...answer.accepted.map(({ item }) => itemSize(item)));
      // As AddCounts does.
      next = answer.next && { ...answer.next, rejected: answer.next.rejected + (conflicts ? accepted : 0) };
    }
    batches.push(answers);
  }
  return { bytes: source.size, records, itemSize: size, batches };
}

/** The bytes that the validator logs for an answer about a file with names of the usual length. */
function logged({ accepted, rejected }: Pick<ValidateBatchOutput, 'accepted' | 'rejected'>, size: number): number {
  let bytes = 0;
  const log = (line: object) => { bytes += Buffer.byteLength(JSON.stringify(line)) + 1 + ASSUMED.logOverhead; };
  logCounts({ pipelineName: 'SalesStack-Sales-1A2B3C4D', log } as Runtime, { file: FILE, accepted: accepted.length, rejected, bytes: size });
  return bytes;
}

/** Counts how often it is read, as a request to S3 each time. */
class Memory implements ByteSource {
  public reads = 0;

  constructor(private readonly bytes: Buffer) {}

  public get size(): number {
    return this.bytes.length;
  }

  public async read(offset: number, end: number): Promise<Uint8Array> {
    this.reads++;
    return this.bytes.subarray(offset, end);
  }

  public async* stream(offset: number, end: number): AsyncIterable<Uint8Array> {
    for (let start = offset; start < end; start += CHUNK) yield this.bytes.subarray(start, Math.min(end, start + CHUNK));
  }
}
