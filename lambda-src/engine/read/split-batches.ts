import type { ByteSource } from './byte-source';
import { GO_ON, STOP } from './extent-reader';
import { StreamReader } from './stream-reader';
import { BATCHES_PER_FILE, MAX_BATCH_SIZE, MIN_BATCH_SIZE } from '../../../src/private/contract/limits';
import type { Batch } from '../../../src/private/contract/messages';

export interface SplitProps {
  readonly source: ByteSource;
  readonly recordsPointer: string;
  readonly rest: Batch;
  readonly maxBatches: number;
  /** Whether it is time to return the batches found so far. */
  readonly outOfTime?: () => boolean;
  /** In bytes. */
  readonly minBatchSize?: number;
}

export interface SplitBatches {
  readonly batches: Batch[];
  /** The rest of the file; null if nothing is left. */
  readonly rest: Batch | null;
}

/** The size from which a batch of a file ends at its next record, in bytes. */
export function batchSizeOf(fileSize: number, minBatchSize = MIN_BATCH_SIZE): number {
  return Math.min(Math.max(minBatchSize, Math.ceil(fileSize / BATCHES_PER_FILE)), MAX_BATCH_SIZE);
}

/** Cuts a file into batches in one pass, in constant memory. */
export async function splitBatches({ source, recordsPointer, rest, maxBatches, outOfTime, minBatchSize }: SplitProps): Promise<SplitBatches> {
  const batchSize = batchSizeOf(source.size, minBatchSize);
  const reader = new StreamReader(source, recordsPointer, rest);
  const batches: Batch[] = [];
  let start = rest;
  let hurry = false;

  const cut = (end: number): void => {
    batches.push({ ...start, end });
  };

  try {
    const all = await reader.visit({
      extent: () => {
        if ((reader.position - start.offset < batchSize && !hurry) || !reader.settled) return GO_ON;
        const next = { ...reader.rest(), rejected: 0 };
        // Extents that only the end of the file shows belong to the last batch.
        if (next.offset >= rest.end) return GO_ON;
        cut(next.offset);
        start = next;
        return batches.length >= maxBatches || hurry ? STOP : GO_ON;
      },
      reading: () => {
        // Before the first read there is nothing to return.
        hurry = reader.position > rest.offset && (outOfTime?.() ?? false);
        return GO_ON;
      },
    });
    if (!all) return { batches, rest: start };
    cut(rest.end);
    return { batches, rest: null };
  } finally {
    await reader.close();
  }
}
