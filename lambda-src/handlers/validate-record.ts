import { recordOptions, recordValidator } from './environment';
import { logCounts } from './log';
import { s3Object } from './s3-object';
import type { ValidateRecordInput, ValidateRecordOutput } from '../../src/private/contract/messages';
import { MAX_RECORD_LENGTH, RecordAssessor } from '../engine/assess/assess-record';
import { STEP_FUNCTIONS_WORDS } from '../engine/assess/attribute-words';

/** Validates one record by itself: whatever it does to the function, its neighbours do not see it. */
export async function validateRecord({ file, record }: ValidateRecordInput): Promise<ValidateRecordOutput> {
  const assessor = new RecordAssessor(recordOptions(), recordValidator(), file.key, STEP_FUNCTIONS_WORDS);
  const { offset, length } = record;
  const bytes = length === 0 || length > MAX_RECORD_LENGTH ? new Uint8Array(0) : await s3Object(file).read(offset, offset + length);
  const { accepted, rejected } = record.damaged ? assessor.damaged(record, bytes) : assessor.assess(record, bytes);
  logCounts({ file, accepted: accepted ? 1 : 0, rejected: rejected ? [rejected] : [] });
  return { accepted, rejected };
}
