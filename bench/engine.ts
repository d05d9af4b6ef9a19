import type { Extent } from '../lambda-src/engine/scan/scanner';
import { End, Scanner } from '../lambda-src/engine/scan/scanner';

/** The measured parts of the record engine. Bundled as for Lambda, because only the bundler inlines constants across files. */
export { assessBatch } from '../lambda-src/engine/assess/assess-batch';
export { STEP_FUNCTIONS_WORDS } from '../lambda-src/engine/assess/attribute-words';
export { RecordReader } from '../lambda-src/engine/read/record-reader';
export { splitBatches } from '../lambda-src/engine/read/split-batches';

/** The extents of a file in memory. */
export function findRecords(bytes: Uint8Array, recordsPointer: string): Extent[] {
  const scanner = new Scanner(recordsPointer);
  const extents: Extent[] = [];
  for (let extent = scanner.next(bytes, 0, End.FILE); extent !== null; extent = scanner.next(bytes, 0, End.FILE)) extents.push(extent);
  if (!scanner.done) throw new Error(`the scan stands still at byte ${scanner.position}`);
  return extents;
}
