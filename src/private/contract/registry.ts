import type { KeyAttribute, OwnAttributes } from './names';
import type { DuplicatePolicy } from '../../duplicate-policy';

/**
 * The path of the SSM parameters that name the pipelines of an account and region, one for each: a tool that reads all
 * parameters below it finds all pipelines.
 */
export const REGISTRY_PATH = '/sales-data-pipeline';

/** Version of the format of entries. Taking a member away or changing its meaning makes a new version. */
export const REGISTRY_VERSION = '1';

/** The name of a pipeline's SSM parameter. */
export const registryName = (pipelineName: string): string => `${REGISTRY_PATH}/${pipelineName}`;

/** What an operator's tool has to know of a pipeline: as JSON, the value of its SSM parameter. */
export interface RegistryEntry {
  readonly version: typeof REGISTRY_VERSION;
  /** Version of the library that has made the pipeline. */
  readonly library: string;
  /** Name of the pipeline, as in dead letters, announcements and metrics. */
  readonly pipeline: string;
  /** Name of the CloudFormation stack. */
  readonly stack: string;
  /** Name of the bucket, and the start and end of the object keys of sales files; empty if they may have any. */
  readonly bucket: string;
  readonly objectKeyPrefix: string;
  readonly objectKeySuffix: string;
  /** Name of the table. */
  readonly table: string;
  /** Partition key, and sort key if there is one. */
  readonly tableKey: readonly KeyAttribute[];
  readonly recordsPointer: string;
  /** Names of attributes that the pipeline adds to every item. */
  readonly attributes: OwnAttributes;
  /** Name of the attribute that says how new an item is; null if no record replaces an item. */
  readonly versionAttribute: string | null;
  readonly duplicatePolicy: DuplicatePolicy;
  /** Name of the history's table; null if there is no history. */
  readonly historyTable: string | null;
  /** How long rows of the history stay, in days, fractions included; null if there is no history. */
  readonly historyRetentionDays: number | null;
  /** JSON pointers to members of a record that a tool shows on demand only; `*` stands for every element and every member. */
  readonly sensitiveMembers: readonly string[];
  /** URL of the queue. */
  readonly deadLetterQueue: string;
  /** ARNs of the workflows. */
  readonly fileWorkflow: string;
  readonly fanOutWorkflow: string;
  /** Names of the functions. */
  readonly validatorFunction: string;
  readonly splitterFunction: string;
  /** Names of the log groups. */
  readonly validatorLogs: string;
  readonly splitterLogs: string;
  readonly fileWorkflowLogs: string;
  readonly fanOutWorkflowLogs: string;
}
