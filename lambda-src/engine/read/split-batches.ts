import type { ByteSource } from './byte-source';
import { concat } from './byte-source';
import type { Batch } from '../../../src/private/contract/messages';
import { End, Scanner } from '../scan/scanner';

/** So many batches a file has at most, or a few more: their list and their results travel through states. */
const BATCHES_PER_FILE = 2000;
const MIN_BATCH_SIZE = 1024 * 1024;
/** In bytes of JSON. A state carries 256 KiB. */
const MAX_OUTPUT = 180_000;

/** So far back damage may reach without a new request. */
const KEPT = 65_536;
const NOTHING: Uint8Array = new Uint8Array(0);

export interface SplitProps {
  readonly source: ByteSource;
  readonly recordsPointer: string;
  readonly rest: Batch;
  readonly maxBatches: number;
  /** Whether it is time to answer with what has been found. */
  readonly outOfTime?: () => boolean;
  readonly minBatchSize?: number;
}

/** Cuts a file into batches in one pass, in constant memory. */
export async function splitBatches({ source, recordsPointer, rest, maxBatches, outOfTime, minBatchSize }: SplitProps): Promise<{
  batches: Batch[];
  rest: Batch | null;
}> {
  const batchSize = Math.max(minBatchSize ?? MIN_BATCH_SIZE, Math.ceil(source.size / BATCHES_PER_FILE));
  const scanner = new Scanner(recordsPointer, rest);
  const batches: Batch[] = [];
  let output = 0;
  let start = rest;
  let hurry = false;

  const cut = (end: number): void => {
    const { offset, index, scan } = start;
    const batch = { offset, end, index, scan };
    batches.push(batch);
    output += JSON.stringify(batch).length + 1;
  };

  /** True when it is time to answer. */
  const cutBatches = (bytes: Uint8Array, base: number, end: End): boolean => {
    while (scanner.next(bytes, base, end) !== null) {
      if ((scanner.position - start.offset < batchSize && !hurry) || !scanner.settled) continue;
      const boundary = scanner.boundary();
      // What the end of the file shows belongs to the last batch.
      if (boundary.offset >= rest.end) continue;
      cut(boundary.offset);
      start = { ...boundary, end: rest.end };
      if (batches.length >= maxBatches || output > MAX_OUTPUT || hurry) return true;
    }
    return false;
  };

  while (!scanner.done) {
    let base = scanner.position;
    let bytes = NOTHING;
    // What stands before the bytes and is part of an extent that is not out yet.
    let before = NOTHING;
    const chunks = base < rest.end ? source.stream(base, rest.end) : [bytes];
    for await (const chunk of chunks) {
      bytes = concat(bytes, chunk);
      const end = base + bytes.length >= rest.end ? End.FILE : End.MORE;
      if (cutBatches(bytes, base, end)) return { batches, rest: start };
      if (scanner.position < base && scanner.position >= base - before.length) {
        // Damage that is seen now began in what has been put aside.
        bytes = concat(before, bytes);
        base -= before.length;
        if (cutBatches(bytes, base, end)) return { batches, rest: start };
      }
      hurry = outOfTime?.() ?? false;
      const { position, pending } = scanner;
      // It began even earlier: the bytes are asked for again.
      if (position < base) break;
      const seen = bytes.subarray(0, position - base);
      if (position - pending > KEPT) before = NOTHING;
      else before = pending < base ? concat(before, seen) : seen.subarray(pending - base);
      bytes = bytes.subarray(position - base);
      base = position;
    }
  }
  cut(rest.end);
  return { batches, rest: null };
}
