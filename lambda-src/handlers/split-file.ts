import { assertReadable, unlessFileError } from './file-error';
import { logFile } from './log';
import type { Runtime } from './runtime';
import type { SplitFileInput, SplitFileOutput } from '../../src/private/contract/messages';
import { cached } from '../engine/read/byte-source';
import { splitBatches } from '../engine/read/split-batches';

/** Time reserved for the answer, in milliseconds: a function that times out loses its results. */
const RESERVE = 60_000;

/** Finds batches of records in a file, in one pass over it. */
export async function splitFile(runtime: Runtime, { file, rest, maxBatches }: SplitFileInput, remainingTime: () => number): Promise<SplitFileOutput> {
  return unlessFileError<SplitFileOutput>(runtime, file, { batches: [], rest: null }, async () => {
    const { recordsPointer } = runtime.options;
    const source = runtime.object(file);
    if (rest.offset === 0) await assertReadable(cached(source), recordsPointer);
    const split = await splitBatches({ source, recordsPointer, rest, maxBatches, outOfTime: () => remainingTime() < RESERVE });
    logFile(runtime, file, { batches: split.batches.length, from: rest.offset, to: split.rest?.offset ?? rest.end });
    return split;
  });
}
