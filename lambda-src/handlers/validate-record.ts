import { logCounts } from './log';
import type { Runtime } from './runtime';
import { uploadVersion } from './upload-version';
import type { ValidateRecordInput, ValidateRecordOutput } from '../../src/private/contract/messages';
import { RecordAssessor } from '../engine/assess/assess-record';
import { STEP_FUNCTIONS_WORDS } from '../engine/assess/attribute-words';
import { isolatedBound, withinBound } from '../engine/assess/isolated-record';
import { readRecord } from '../engine/read/read-record';

/** Assesses one record by itself: if it makes the function fail, no other record is affected. */
export async function validateRecord(runtime: Runtime, { file, record }: ValidateRecordInput): Promise<ValidateRecordOutput> {
  const { options, validate } = runtime;
  const object = runtime.object(file);
  const assessor = new RecordAssessor(options, validate, file.key, STEP_FUNCTIONS_WORDS, () => uploadVersion(file, object));
  const bytes = await readRecord(object, record);
  const { accepted, rejected } = assessor.assessExtent({ ...record, kind: record.damaged ? 'damaged' : 'record' }, bytes);
  logCounts(runtime, { file, accepted: accepted ? 1 : 0, rejected: rejected ? [rejected] : [] });
  const bound = isolatedBound(record.length, file.key, options);
  return { accepted, rejected: rejected && withinBound(rejected, bound) };
}
