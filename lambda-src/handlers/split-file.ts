import { recordOptions } from './environment';
import { assertReadable, unlessFileError } from './file-error';
import { logFile } from './log';
import { s3Object } from './s3-object';
import type { SplitFileInput, SplitFileOutput } from '../../src/private/contract/messages';
import { cached } from '../engine/read/byte-source';
import { splitBatches } from '../engine/read/split-batches';

/** Time that is kept to answer, in milliseconds: a function that is cut off has found nothing. */
const RESERVE = 60_000;

/** Finds batches of records in a file, in one pass over it. */
export async function splitFile({ file, rest, maxBatches }: SplitFileInput, remainingTime: () => number): Promise<SplitFileOutput> {
  return unlessFileError<SplitFileOutput>(file, { batches: [], rest: null }, async () => {
    const { recordsPointer } = recordOptions();
    const source = s3Object(file);
    if (rest.offset === 0) await assertReadable(cached(source), recordsPointer);
    const split = await splitBatches({ source, recordsPointer, rest, maxBatches, outOfTime: () => remainingTime() < RESERVE });
    logFile(file, { batches: split.batches.length, from: rest.offset, to: split.rest?.offset ?? rest.end });
    return { ...split, fileError: null };
  });
}
