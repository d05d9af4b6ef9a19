/** Names that cross from synth to run time. No imports: the Lambda bundle takes this file too. */

/** Attributes that the pipeline adds to every item. Short: past 1 KB an item costs a second write unit. */
export const CONTENT_HASH_ATTRIBUTE = '_contentHash';
export const SOURCE_ATTRIBUTE = '_source';

/** Nothing of a file can be read as records: one letter for the whole of it. */
export const FILE_UNREADABLE = 'FILE_UNREADABLE';
/** The object is gone, or is no longer the one that was uploaded. */
export const FILE_CHANGED = 'FILE_CHANGED';

/** Environment variables of both functions. */
export const RECORD_OPTIONS_ENV = 'RECORD_OPTIONS';
export const PIPELINE_NAME_ENV = 'PIPELINE_NAME';

/** The compiled schema's file, written beside the bundled handlers at synth. */
export const SCHEMA_MODULE = 'validate-record-schema.js';
/** The helpers that the compiled schema requires, bundled with the handlers. */
export const AJV_RUNTIME_MODULE = 'ajv-runtime.js';

/** CloudWatch metrics. */
export const METRIC_NAMESPACE = 'SalesDataPipeline';
export const PIPELINE_DIMENSION = 'Pipeline';
export const ACCEPTED_RECORDS_METRIC = 'AcceptedRecords';
export const REJECTED_RECORDS_METRIC = 'RejectedRecords';

/** What a pipeline says of its records, beside the schema: the value of RECORD_OPTIONS_ENV, as JSON. */
export interface RecordOptions {
  /** JSON pointer to the array of records in a file that is one object. */
  readonly recordsPointer: string;
  /** Partition key, and sort key if there is one. */
  readonly tableKey: KeyAttribute[];
}

/** The partition key, or the sort key: where a record may hold it. The first pointer that leads to something counts. */
export interface KeyAttribute {
  readonly name: string;
  /** The type of the attribute: string or number. */
  readonly type: 'S' | 'N';
  readonly pointers: string[];
}
