import type { Batch } from './batch';
import type { AcceptedRecord, FileError, RecordPosition, RejectedRecord, RejectedRecords } from './record';
import type { SourceFile } from './source-file';

/** Asks the validator function for the verdicts on a batch. */
export interface ValidateBatchInput {
  readonly file: SourceFile;
  readonly batch: Batch;
}

export interface ValidateBatchOutput {
  readonly accepted: AcceptedRecord[];
  readonly rejected: Array<RejectedRecord | RejectedRecords>;
  /** What is left of the batch; null when nothing is. */
  readonly next: Batch | null;
  readonly fileError: FileError | null;
}

/** Asks the validator function for the verdict on one record. */
export interface ValidateRecordInput {
  readonly file: SourceFile;
  readonly record: RecordPosition;
}

/** Exactly one of the three is not null. */
export interface ValidateRecordOutput {
  readonly accepted: AcceptedRecord | null;
  readonly rejected: RejectedRecord | null;
  readonly fileError: FileError | null;
}

/** Asks the splitter function for batches. */
export interface SplitFileInput {
  readonly file: SourceFile;
  /** What is left of the file: all of it at first. */
  readonly rest: Batch;
  /** Number of batches to return at most. */
  readonly maxBatches: number;
}

export interface SplitFileOutput {
  readonly batches: Batch[];
  /** What is left of the file; null when nothing is. */
  readonly rest: Batch | null;
  readonly fileError: FileError | null;
}

/** Asks the splitter function for the positions of the next records in a batch, whose verdicts fit into one state. */
export interface ListRecordsInput {
  readonly file: SourceFile;
  readonly batch: Batch;
  /** Number of records to list at most. */
  readonly maxRecords: number;
}

export interface ListRecordsOutput {
  readonly records: RecordPosition[];
  /** What is left of the batch; null when nothing is. */
  readonly next: Batch | null;
  readonly fileError: FileError | null;
}

/** A compiled schema, as ajv's standalone code exports it. */
export interface RecordValidator {
  /** Ends at the first error. */
  (record: unknown): boolean;
  errors?: null | readonly SchemaError[];
  /** Another function with the same verdicts that finds all errors, up to a limit. It is loaded for the first record that is rejected. */
  allErrors?: () => RecordValidator;
}

/** What a compiled schema finds wrong. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  /** Depends on the keyword. With `alternatives`, it says how many errors before it are those of alternatives. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** What the functions use of Lambda's context. */
export interface Context {
  getRemainingTimeInMillis(): number;
}
