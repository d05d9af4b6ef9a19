import { assessTexts } from './assess-texts';
import { describeSchema } from './describe-schema';
import { listRecords } from './list-records';
import type { Runtime } from './runtime';
import { splitFile } from './split-file';
import { validateBatch } from './validate-batch';
import { validateRecord } from './validate-record';
import type {
  AssessTextsInput, AssessTextsOutput, Context, DescribeSchemaInput, DescribeSchemaOutput, ListRecordsInput, ListRecordsOutput,
  SplitFileInput, SplitFileOutput, ValidateBatchInput, ValidateBatchOutput, ValidateRecordInput, ValidateRecordOutput,
} from '../../src/private/contract/messages';

/** The functions of a pipeline. */
export interface Handlers {
  /** Assesses records: a batch of them, one by itself, or texts that somebody asks about. Says by which schema. */
  validator(
    event: ValidateBatchInput | ValidateRecordInput | AssessTextsInput | DescribeSchemaInput, context: Context,
  ): Promise<ValidateBatchOutput | ValidateRecordOutput | AssessTextsOutput | DescribeSchemaOutput>;
  /** Finds records: the batches of a file, or each record of a batch. */
  splitter(event: SplitFileInput | ListRecordsInput, context: Context): Promise<SplitFileOutput | ListRecordsOutput>;
}

export function handlers(runtime: Runtime): Handlers {
  return {
    validator: async (event, context) => {
      if ('texts' in event) return assessTexts(runtime, event);
      if ('schema' in event) return describeSchema(runtime, event);
      return 'record' in event ? validateRecord(runtime, event) : validateBatch(runtime, event, () => context.getRemainingTimeInMillis());
    },
    splitter: async (event, context) => (
      'rest' in event ? splitFile(runtime, event, () => context.getRemainingTimeInMillis()) : listRecords(runtime, event)
    ),
  };
}
