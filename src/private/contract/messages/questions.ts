import type { RecordError } from './record';
import type { FileErrorReason, RecordReason } from '../reasons';

/** Asks the validator function what the pipeline would make of texts, without an upload. */
export interface AssessTextsInput {
  /** Each is read like a file of its own, of one record. Up to MAX_TEXTS, together up to MAX_TEXTS_SIZE. */
  readonly texts: readonly string[];
}

export interface AssessTextsOutput {
  /** In the order of the texts. */
  readonly verdicts: TextVerdict[];
  /** What is wrong with the input, without its values; then there are no verdicts. Null if there is nothing wrong. */
  readonly inputError: string | null;
}

/** What the pipeline would make of a text. */
export interface TextVerdict {
  /** `not-one-record` if the text is, as a file, one without records or with several. */
  readonly verdict: 'accepted' | 'rejected' | 'not-one-record';
  /** Records in the text, damaged stretches included. */
  readonly records: number;
  /** The table key of an accepted record, each value as text; else null. */
  readonly key: Readonly<Record<string, string>> | null;
  /** What an item of an accepted record has as its content hash; else null. */
  readonly contentHash: string | null;
  /** The version of an accepted record, by its own word; null if it has none or its upload says it. */
  readonly version: string | null;
  /** Why the record is rejected, or why the text can't be read as a file; else null. */
  readonly reason: RecordReason | FileErrorReason | null;
  /** What is wrong with a rejected record, as in its dead letter; else empty. */
  readonly errors: readonly RecordError[];
}

/** Asks the validator function for the schema that it judges by. */
export interface DescribeSchemaInput {
  readonly schema: true;
}

export interface DescribeSchemaOutput extends SchemaTexts {
  /** What is wrong with the input, without its values; then there is no schema. Null if there is nothing wrong. */
  readonly inputError: string | null;
}

/** A JSON Schema as it is deployed. */
export interface SchemaTexts {
  /** As JSON text. Null if it is larger than an answer may be. */
  readonly schema: string | null;
  /** The schemas that it refers to, each as JSON text. */
  readonly references: readonly string[];
}
