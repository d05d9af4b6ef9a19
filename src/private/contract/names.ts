import type { Reason } from './reasons';

/** Names that stand in templates, in the Lambda functions and in what the pipeline sends. */

/** Environment variables of both functions. */
export const RECORD_OPTIONS_ENV = 'RECORD_OPTIONS';
export const PIPELINE_NAME_ENV = 'PIPELINE_NAME';

/** The file of the compiled schema, written beside the bundled handlers at synth. */
export const SCHEMA_MODULE = 'validate-record-schema.js';
/** The file of the same schema compiled to find all errors, for records that the first has rejected. */
export const ALL_ERRORS_MODULE = 'all-errors-of-record.js';
/** The file of the schema's own text, for those who ask for it. */
export const SCHEMA_TEXTS_FILE = 'record-schema.json';
/** The file of the helpers that the compiled schema requires, bundled with the handlers. */
export const AJV_RUNTIME_MODULE = 'ajv-runtime.js';

/** Error of the validator function when it can't read the one record it is asked about. */
export const RECORD_NOT_READ = 'RecordNotRead';

/** Events that a pipeline puts on the default event bus: their source, and their detail types. */
export const EVENT_SOURCE = 'sales-data-pipeline';
export const FILE_PROCESSED = 'Sales File Processed';
export const FILE_FAILED = 'Sales File Failed';

/** CloudWatch metrics. */
export const METRIC_NAMESPACE = 'SalesDataPipeline';
export const PIPELINE_DIMENSION = 'Pipeline';
export const ACCEPTED_RECORDS_METRIC = 'AcceptedRecords';
export const REJECTED_RECORDS_METRIC = 'RejectedRecords';
export const SHARED_DEAD_LETTERS_METRIC = 'SharedDeadLetters';
export const BYTES_METRIC = 'Bytes';
export const STUCK_FILES_METRIC = 'StuckFiles';
export const REPEATED_RECORDS_METRIC = 'RepeatedRecords';
export const SUPERSEDED_RECORDS_METRIC = 'SupersededRecords';
export const CONFLICTS_METRIC = 'Conflicts';
export const UPLOAD_TO_DONE_METRIC = 'UploadToDone';
export const rejectedForReasonMetric = (reason: Reason): string => `${REJECTED_RECORDS_METRIC}-${reason}`;

/**
 * The name of a workflow's log group. Step Functions adds each log group with another prefix to a resource policy of 5,120
 * characters an account.
 */
export const workflowLogGroup = (pipelineName: string, workflow: string): string => `/aws/vendedlogs/states/${pipelineName}-${workflow}`;

/** The name of the log group of announcements. EventBridge's own console offers only log groups below this path. */
export const announcementLogGroup = (pipelineName: string): string => `/aws/events/${pipelineName}`;

/** What the functions have to know of a pipeline: as JSON, the value of RECORD_OPTIONS_ENV. */
export interface FunctionOptions extends RecordOptions {
  /** Rejected records of a batch that have a dead letter of their own; the others share one. */
  readonly deadLettersPerBatch: number;
}

/** Where a pipeline finds records, their table keys and versions, and what it adds to an item. */
export interface RecordOptions {
  /** JSON pointer to the array of records in a file that is one object. */
  readonly recordsPointer: string;
  /** Partition key, and sort key if there is one. */
  readonly tableKey: KeyAttribute[];
  /** Names of the attributes that the pipeline adds to every item. */
  readonly attributes: OwnAttributes;
  /** How new records are; null if no record replaces an item. */
  readonly version: VersionOptions | null;
}

export interface OwnAttributes {
  readonly contentHash: string;
  readonly source: string;
}

/** How new a record is, by its own word or by that of its upload. */
export interface VersionOptions {
  /** Name of the attribute that the pipeline adds to every item. */
  readonly attribute: string;
  /** Where a record may say how new it is. The first pointer that leads to a value counts. Empty if the upload says it. */
  readonly pointers: string[];
}

/** The partition key or the sort key, and where a record may have it. The first pointer that leads to a value counts. */
export interface KeyAttribute {
  readonly name: string;
  /** Type of the attribute: string or number. */
  readonly type: 'S' | 'N';
  readonly pointers: string[];
}
