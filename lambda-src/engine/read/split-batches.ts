import type { ByteSource } from './byte-source';
import { GO_ON, STOP } from './extent-reader';
import { StreamReader } from './stream-reader';
import {
  BATCHES_PER_FILE, BATCH_SIZE, DEFAULT_CONCURRENCY, MAX_BATCH_SIZE, MIN_RECORDS_OF_BATCH, MIN_SIZE_OF_BATCH,
} from '../../../src/private/contract/limits';
import type { Batch } from '../../../src/private/contract/messages';

/** Whether a batch of so many bytes and records ends before the next record. */
export type IsFull = (bytes: number, records: number) => boolean;

export interface SplitProps {
  readonly source: ByteSource;
  readonly recordsPointer: string;
  readonly rest: Batch;
  readonly maxBatches: number;
  /** Whether it is time to return the batches found so far. */
  readonly outOfTime?: () => boolean;
  /** @default - as the size of the file says */
  readonly isFull?: IsFull;
}

export interface SplitBatches {
  readonly batches: Batch[];
  /** The rest of the file; null if nothing is left. */
  readonly rest: Batch | null;
}

/**
 * Size of the batches of a file in bytes, if so many bytes are enough for a batch. The number of batches is a multiple of those that are
 * processed at the same time: otherwise the file would wait for the last few of them, which take as long as all of them.
 */
export function batchSizeOf(fileSize: number): number {
  if (fileSize <= BATCH_SIZE) return BATCH_SIZE;
  const batches = DEFAULT_CONCURRENCY * Math.ceil(fileSize / (DEFAULT_CONCURRENCY * BATCH_SIZE));
  return Math.min(Math.ceil(fileSize / Math.min(batches, BATCHES_PER_FILE)), MAX_BATCH_SIZE);
}

/** When a batch of a file is full. */
export function fullBatchOf(fileSize: number): IsFull {
  const size = batchSizeOf(fileSize);
  return (bytes, records) => bytes >= size && (records >= MIN_RECORDS_OF_BATCH || bytes >= MIN_SIZE_OF_BATCH);
}

/** Cuts a file into batches in one pass, in constant memory. */
export async function splitBatches({
  source, recordsPointer, rest, maxBatches, outOfTime, isFull = fullBatchOf(source.size),
}: SplitProps): Promise<SplitBatches> {
  const reader = new StreamReader(source, recordsPointer, rest);
  const batches: Batch[] = [];
  let start = rest;
  let records = 0;
  let hurry = false;

  try {
    const all = await reader.visit({
      extent: () => {
        records++;
        if ((!hurry && !isFull(reader.position - start.offset, records)) || !reader.settled) return GO_ON;
        const next = { ...reader.rest(), rejected: 0 };
        // Extents that only the end of the file shows belong to the last batch.
        if (next.offset >= rest.end) return GO_ON;
        batches.push({ ...start, end: next.offset });
        start = next;
        records = 0;
        return batches.length >= maxBatches || hurry ? STOP : GO_ON;
      },
      reading: () => {
        // Before the first read there is nothing to return.
        hurry = reader.position > rest.offset && (outOfTime?.() ?? false);
        return GO_ON;
      },
    });
    if (!all) return { batches, rest: start };
    batches.push({ ...start, end: rest.end });
    return { batches, rest: null };
  } finally {
    await reader.close();
  }
}
