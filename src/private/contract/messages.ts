/**
 * What crosses between the workflows and the Lambda functions. Every field is always there (null where it has no
 * value), because a JSONPath in a state that finds nothing fails the whole execution.
 */

import type { FILE_CHANGED, FILE_UNREADABLE } from './names';

export * from './names';

/** One version of one uploaded object. */
export interface SourceFile {
  readonly bucket: string;
  readonly key: string;
  /** The key as the body of a message can hold it. */
  readonly sendableKey: string;
  /** The same without control characters, which a message attribute can't hold. */
  readonly label: string;
  /** null in a bucket without versioning. */
  readonly versionId: string | null;
  readonly etag: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * A range of a file that starts and ends between two records. `scan` is what the scanner has to know to start there
 * (see the scanner of the engine); null at the start of the file.
 */
export interface Batch {
  /** First byte, counted from the start of the object. */
  readonly offset: number;
  /** First byte behind the range. */
  readonly end: number;
  /** Number of the range's first record in the file, from 0. */
  readonly index: number;
  readonly scan: string | null;
}

/** Where a record stands in its file. */
export interface Position {
  readonly index: number;
  /** In bytes from the start of the object. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** A record, or a stretch that can't be read, as a look at the file's structure finds it. */
export interface RecordPosition extends Position {
  readonly damaged: boolean;
}

/** An attribute value as DynamoDB's API writes it; true, false and null also as Step Functions does. */
export type AttributeValue =
  | { S: string } | { N: string } | { BOOL: boolean } | { NULL: true } | { Bool: boolean } | { Nul: true }
  | { L: AttributeValue[] } | { M: Record<string, AttributeValue> };

/** A record that the workflow inserts. */
export interface AcceptedRecord extends Position {
  readonly item: Record<string, AttributeValue>;
  /** The item's primary key: one attribute, or two. */
  readonly key: Record<string, AttributeValue>;
  /** Of the record's content: the same for the same JSON text, white space between tokens aside. */
  readonly contentHash: string;
  /** The record's text as it stands in the file, for the letter of a conflict; null where a state or a message can't carry it. */
  readonly record: string | null;
  /** The bytes where a message can't hold them as text, else null. */
  readonly recordBase64: string | null;
}

/** What is wrong with a record, one finding of possibly several. */
export interface RecordError {
  /** JSON pointer to the member that is wrong or missing. */
  readonly pointer: string;
  /** The JSON Schema keyword, or the pipeline's own rule. */
  readonly keyword: string;
  /** Names the rule, never the value. */
  readonly message: string;
}

/** A record that the workflow dead-letters. */
export interface RejectedRecord extends Position {
  readonly reason: RejectionReason;
  readonly errors: RecordError[];
  /** The text as it stands in the file; null where it is no UTF-8, or a state or a message can't carry it. */
  readonly record: string | null;
  /** The bytes where a message can't hold them as text, or where their many escapes would make the text too long for a state. */
  readonly recordBase64: string | null;
}

export type RejectionReason =
  | 'SCHEMA_VIOLATION'
  | 'MALFORMED_JSON'
  | 'INVALID_ENCODING'
  | 'DUPLICATE_NAME'
  | 'MISSING_KEY'
  | 'INVALID_KEY'
  | 'RESERVED_NAME'
  | 'UNREPRESENTABLE_NUMBER'
  | 'UNREPRESENTABLE_STRING'
  | 'TOO_DEEP'
  | 'RECORD_TOO_LARGE';

/** What is wrong with a file as a whole. An answer and not an error: at every attempt it would be the same. */
export interface FileError {
  readonly reason: typeof FILE_UNREADABLE | typeof FILE_CHANGED;
  /** For people; holds nothing of the file but its first bytes' numbers. */
  readonly message: string;
}

export interface ValidateBatchInput {
  readonly file: SourceFile;
  readonly batch: Batch;
}

export interface ValidateBatchOutput {
  readonly accepted: AcceptedRecord[];
  readonly rejected: RejectedRecord[];
  /** What is left of the batch; null when nothing is. */
  readonly next: Batch | null;
  readonly fileError: FileError | null;
}

export interface SplitFileInput {
  readonly file: SourceFile;
  /** Where to go on; the whole file at first. */
  readonly rest: Batch;
  /** Up to how many batches to return. */
  readonly maxBatches: number;
}

export interface SplitFileOutput {
  readonly batches: Batch[];
  /** What is left of the file; null when nothing is. */
  readonly rest: Batch | null;
  readonly fileError: FileError | null;
}

export interface ListRecordsInput {
  readonly file: SourceFile;
  readonly batch: Batch;
  /** Up to how many records to list. */
  readonly maxRecords: number;
  /** Up to how many bytes of records to list, unless the first alone has more. */
  readonly maxBytes: number;
}

export interface ListRecordsOutput {
  readonly records: RecordPosition[];
  /** What is left of the batch; null when nothing is. */
  readonly next: Batch | null;
  readonly fileError: FileError | null;
}

export interface ValidateRecordInput {
  readonly file: SourceFile;
  readonly record: RecordPosition;
}

/** One of the two. */
export interface ValidateRecordOutput {
  readonly accepted: AcceptedRecord | null;
  readonly rejected: RejectedRecord | null;
}

/** A compiled schema: what ajv's standalone code exports. */
export interface RecordValidator {
  (record: unknown): boolean;
  errors?: null | ReadonlyArray<{
    instancePath: string;
    keyword: string;
    message?: string;
    params: Record<string, unknown>;
  }>;
}

/** What of Lambda's context is used. */
export interface Context {
  getRemainingTimeInMillis(): number;
}
