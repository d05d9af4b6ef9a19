import { itemSize } from './item-size';
import { assessBatch } from '../../lambda-src/engine/assess/assess-batch';
import { STEP_FUNCTIONS_WORDS } from '../../lambda-src/engine/assess/attribute-words';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import { splitBatches } from '../../lambda-src/engine/read/split-batches';
import type { RecordValidator } from '../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { wholeFile } from '../../src/private/contract/whole-file';

const CHUNK = 1024 * 1024;

/** One answer of the validator, in numbers. */
export interface Answer {
  readonly accepted: number;
  readonly rejected: number;
  readonly deadLetters: number;
  /** Requests to S3. */
  readonly reads: number;
}

export interface Batches {
  readonly bytes: number;
  readonly records: number;
  /** Largest size of an item, in bytes as DynamoDB counts them. */
  readonly itemSize: number;
  readonly batches: Answer[][];
}

export interface BatchesProps {
  readonly text: string;
  readonly validate: RecordValidator;
  /** @default - each rejected record has a dead letter of its own */
  readonly deadLettersPerBatch?: number;
}

/** The batches and answers of the record engine for a file. */
export async function batchesOf({ text, validate, deadLettersPerBatch }: BatchesProps): Promise<Batches> {
  const source = new Memory(Buffer.from(text));
  const { recordsPointer } = DEFAULT_RECORD_OPTIONS;
  const rest = wholeFile(source.size);
  const split = await splitBatches({ source, recordsPointer, rest, maxBatches: Infinity });
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
        options: DEFAULT_RECORD_OPTIONS,
        validate,
        objectKey: 'incoming/2026-11-22/orders.jsonl',
        words: STEP_FUNCTIONS_WORDS,
        deadLettersPerBatch,
      });
      const accepted = answer.accepted.length;
      const rejected = answer.rejected.reduce((sum, { records: count }) => sum + count, 0);
      answers.push({ accepted, rejected, deadLetters: answer.rejected.length, reads: source.reads });
      records += accepted + rejected;
      size = Math.max(size, ...answer.accepted.map(({ item }) => itemSize(item)));
      next = answer.next;
    }
    batches.push(answers);
  }
  return { bytes: source.size, records, itemSize: size, batches };
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
