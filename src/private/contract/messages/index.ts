/**
 * The messages that cross between workflows, functions and the readers of queue and event bus. Every member is always
 * there, and null where it has no value: a JSONPath that finds nothing fails the execution.
 */

export * from './announcement';
export * from './batch';
export * from './counts';
export * from './dead-letter';
export * from './functions';
export * from './history';
export * from './questions';
export * from './record';
export * from './source-file';
export * from './tally';
export * from './workflows';
export * from '../names';
export type { FileErrorReason, Reason, RecordReason, SharedReason } from '../reasons';
