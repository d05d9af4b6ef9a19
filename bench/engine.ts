import type { Extent } from '../lambda-src/core/scan';
import { End, Scanner } from '../lambda-src/core/scan';

/** What of the record engine is measured. Bundled as for Lambda, because constants across files are inlined only then. */
export { assessBatch } from '../lambda-src/core/assess-batch';
export { STEP_FUNCTIONS_WORDS } from '../lambda-src/core/attribute-words';
export { RecordReader } from '../lambda-src/core/record-reader';
export { splitBatches } from '../lambda-src/core/split-batches';

/** Where the records of a file are that is in memory. */
export function findRecords(bytes: Uint8Array, recordsPointer: string): Extent[] {
  const scanner = new Scanner(recordsPointer);
  const extents: Extent[] = [];
  for (let extent = scanner.next(bytes, 0, End.FILE); extent !== null; extent = scanner.next(bytes, 0, End.FILE)) extents.push(extent);
  if (!scanner.done) throw new Error(`the scan stands still at byte ${scanner.position}`);
  return extents;
}
