import type { FileErrorReason, Reason, RecordReason, SharedReason } from '../reasons';

/** Where a record stands in its file. */
export interface Position {
  /** Number of the record, from 0. */
  readonly index: number;
  /** First byte, from the start of the object. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** A record or a damaged stretch, as the scanner finds it. */
export interface RecordPosition extends Position {
  readonly damaged: boolean;
}

/** An attribute value as DynamoDB's API has it; true, false and null also as Step Functions has them. */
export type AttributeValue =
  | { S: string } | { N: string } | { BOOL: boolean } | { NULL: true } | { Bool: boolean } | { Nul: true }
  | { L: AttributeValue[] } | { M: Record<string, AttributeValue> };

/** A record's content as far as a dead letter can carry it. */
export interface RecordContent {
  /** The record's text as it stands in the file; null where it is not UTF-8, or where a state or a message can't carry it. */
  readonly record: string | null;
  /** The record's bytes where a message can't carry them as text, or where their escapes make the text too long for a state; else null. */
  readonly recordBase64: string | null;
}

/** A record that the workflow inserts. */
export interface AcceptedRecord extends Position, RecordContent {
  readonly item: Record<string, AttributeValue>;
  /** The item's table key: one attribute, or two. */
  readonly key: Record<string, AttributeValue>;
  /** Hash of what the record contains, however it is spelled. */
  readonly contentHash: string;
  /** How new the record is, as DynamoDB writes numbers: equal versions are equal texts. Null if no record replaces an item. */
  readonly version: string | null;
}

/** One finding of what is wrong with a record. */
export interface RecordError {
  /** JSON pointer to the member that is wrong or missing. */
  readonly pointer: string;
  /** The JSON Schema keyword, the pipeline's own rule, or the error of a service. */
  readonly keyword: string;
  /** Names the rule, never a value of the record. */
  readonly message: string;
}

/** Consecutive rejected records, with what separates them. */
export interface Stretch {
  /** First byte, from the start of the object. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** A record that the workflow sends to the dead-letter queue. */
export interface RejectedRecord extends Position, RecordContent {
  readonly reason: RecordReason;
  readonly errors: RecordError[];
  readonly records: 1;
  readonly stretches: null;
}

/** Rejected records that the workflow sends to the dead-letter queue as one dead letter. The position is that of all stretches together. */
export interface RejectedRecords extends Position, RecordContent {
  readonly reason: SharedReason;
  /** One for each reason, the most frequent first. */
  readonly errors: RecordError[];
  /** Number of the rejected records. */
  readonly records: number;
  /** In the order of the file. Between two stretches are accepted records. */
  readonly stretches: Stretch[];
}

/** What the workflow makes a dead letter from: a record that is rejected for whatever reason, or a file. */
export interface DeadLetterInput extends RecordContent {
  readonly reason: Reason;
  readonly errors: RecordError[];
  /** Number of the records that the dead letter stands for; null for a file. */
  readonly records: number | null;
  /** Null unless several records share the dead letter. */
  readonly stretches: Stretch[] | null;
  /** Null for a file. */
  readonly index: number | null;
  readonly offset: number;
  /** Null where an event does not say how long the file is. */
  readonly length: number | null;
}

/**
 * What is wrong with a file as a whole. The functions answer with it instead of throwing an error, because every other
 * attempt would find the same.
 */
export interface FileError {
  readonly reason: FileErrorReason;
  /** Holds nothing of the file but its first bytes' numbers, not even its object key. Up to MAX_FILE_ERROR_LENGTH. */
  readonly message: string;
}
