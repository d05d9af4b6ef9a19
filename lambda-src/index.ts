import { listRecords } from './handlers/list-records';
import { splitFile } from './handlers/split-file';
import { validateBatch } from './handlers/validate-batch';
import { validateRecord } from './handlers/validate-record';
import type { Context, ListRecordsInput, ListRecordsOutput, SplitFileInput, SplitFileOutput, ValidateBatchInput, ValidateBatchOutput, ValidateRecordInput, ValidateRecordOutput } from '../src/private/contract/messages';

/** The function that looks into records: a batch of them, or one by itself. */
export async function validator(event: ValidateBatchInput | ValidateRecordInput): Promise<ValidateBatchOutput | ValidateRecordOutput> {
  return 'record' in event ? validateRecord(event) : validateBatch(event);
}

/** The function that finds records: batches of them, or each record of one batch. */
export async function splitter(event: SplitFileInput | ListRecordsInput, context: Context): Promise<SplitFileOutput | ListRecordsOutput> {
  return 'rest' in event ? splitFile(event, () => context.getRemainingTimeInMillis()) : listRecords(event);
}
