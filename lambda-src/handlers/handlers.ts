import { listRecords } from './list-records';
import type { Runtime } from './runtime';
import { splitFile } from './split-file';
import { validateBatch } from './validate-batch';
import { validateRecord } from './validate-record';
import type {
  Context, ListRecordsInput, ListRecordsOutput, SplitFileInput, SplitFileOutput, ValidateBatchInput, ValidateBatchOutput, ValidateRecordInput,
  ValidateRecordOutput,
} from '../../src/private/contract/messages';

/** The functions of a pipeline. */
export interface Handlers {
  /** Assesses records: a batch of them, or one by itself. */
  validator(event: ValidateBatchInput | ValidateRecordInput, context: Context): Promise<ValidateBatchOutput | ValidateRecordOutput>;
  /** Finds records: the batches of a file, or each record of a batch. */
  splitter(event: SplitFileInput | ListRecordsInput, context: Context): Promise<SplitFileOutput | ListRecordsOutput>;
}

export function handlers(runtime: Runtime): Handlers {
  return {
    validator: async (event, context) => (
      'record' in event ? validateRecord(runtime, event) : validateBatch(runtime, event, () => context.getRemainingTimeInMillis())
    ),
    splitter: async (event, context) => (
      'rest' in event ? splitFile(runtime, event, () => context.getRemainingTimeInMillis()) : listRecords(runtime, event)
    ),
  };
}
