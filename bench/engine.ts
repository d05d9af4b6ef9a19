import type { Extent } from '../lambda-src/engine/scan/scanner';
import { End, Scanner } from '../lambda-src/engine/scan/scanner';

/** What of the record engine is measured. Bundled as for Lambda, because constants across files are inlined only then. */
export { assessBatch } from '../lambda-src/engine/assess/assess-batch';
export { STEP_FUNCTIONS_WORDS } from '../lambda-src/engine/assess/attribute-words';
export { RecordReader } from '../lambda-src/engine/read/record-reader';
export { splitBatches } from '../lambda-src/engine/read/split-batches';

/** Where the records of a file are that is in memory. */
export function findRecords(bytes: Uint8Array, recordsPointer: string): Extent[] {
  const scanner = new Scanner(recordsPointer);
  const extents: Extent[] = [];
  for (let extent = scanner.next(bytes, 0, End.FILE); extent !== null; extent = scanner.next(bytes, 0, End.FILE)) extents.push(extent);
  if (!scanner.done) throw new Error(`the scan stands still at byte ${scanner.position}`);
  return extents;
}
