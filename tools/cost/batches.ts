import { itemSize } from './item-size';
import { assessBatch } from '../../lambda-src/engine/assess/assess-batch';
import { STEP_FUNCTIONS_WORDS } from '../../lambda-src/engine/assess/attribute-words';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import { splitBatches } from '../../lambda-src/engine/read/split-batches';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { wholeFile } from '../../src/private/contract/whole-file';
import { orderText } from '../../testkit/orders';

const CHUNK = 1024 * 1024;
/** Makes records of about 900 bytes, and items below the 1 KB of one write unit. */
const ORDER_LINES = 7;

export interface Batches {
  readonly bytes: number;
  /** Average length of a record's text, in bytes. */
  readonly recordSize: number;
  /** Largest size of an item, in bytes as DynamoDB counts them. */
  readonly itemSize: number;
  /** For each batch, the number of records in each answer of the validator. */
  readonly answers: number[][];
}

/** The batches and answers of the record engine for a JSON Lines file with this many sample records. */
export async function batchesOf(records: number): Promise<Batches> {
  const lines = Array.from({ length: records }, (_, number) => orderText(number, { lines: ORDER_LINES }));
  const bytes = Buffer.from(lines.join('\n'));
  const source = inMemory(bytes);
  const { recordsPointer } = DEFAULT_RECORD_OPTIONS;
  const rest = wholeFile(bytes.length);
  const { batches } = await splitBatches({ source, recordsPointer, rest, maxBatches: Infinity });
  const answers: number[][] = [];
  let size = 0;
  for (const batch of batches) {
    const counts: number[] = [];
    for (let next: typeof batch | null = batch; next !== null;) {
      const answer = await assessBatch({
        source, batch: next, options: DEFAULT_RECORD_OPTIONS, validate: () => true, objectKey: 'incoming/2026-11-22/orders.jsonl', words: STEP_FUNCTIONS_WORDS,
      });
      counts.push(answer.accepted.length);
      size = Math.max(size, ...answer.accepted.map(({ item }) => itemSize(item)));
      next = answer.next;
    }
    answers.push(counts);
  }
  return { bytes: bytes.length, recordSize: Math.round(bytes.length / records), itemSize: size, answers };
}

function inMemory(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, end) => bytes.subarray(offset, end),
    async* stream(offset, end) {
      for (let start = offset; start < end; start += CHUNK) yield bytes.subarray(start, Math.min(end, start + CHUNK));
    },
  };
}
