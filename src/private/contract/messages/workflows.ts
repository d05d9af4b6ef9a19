import type { Batch } from './batch';
import type { SourceFile } from './source-file';
import type { Tally } from './tally';

/** What ProcessBatch starts from, and so the input of a batch's execution: a batch, and the tally to add to. */
export interface BatchInput {
  readonly file: SourceFile;
  readonly batch: Batch;
  readonly counts: Tally;
}

/** The output of a batch's execution. */
export interface BatchResult {
  readonly counts: Tally;
  /** What is left of the batch; null when nothing is. */
  readonly rest: Batch | null;
}

/** The output of a batch's execution that could not read the file. */
export interface FailedBatchResult extends BatchResult {
  readonly failure: Failure;
}

/** The input of FanOutWorkflow: what is left of a file, and the tally to add to. */
export interface FanOutInput {
  readonly file: SourceFile;
  readonly rest: Batch;
  readonly counts: Tally;
  /** Step Functions reads it, and links the execution to the one of FileWorkflow that has started it. */
  readonly AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID?: string;
}

/** What a state has caught, in the words of Step Functions. */
export interface Failure {
  readonly Error: string;
  readonly Cause: string;
}
