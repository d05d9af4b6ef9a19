/**
 * The messages that cross between workflows, functions and the readers of queue and event bus. Every member is always
 * there, and null where it has no value: a JSONPath that finds nothing fails the execution.
 */

export type * from './announcement';
export type * from './batch';
export * from './counts';
export * from './dead-letter';
export type * from './functions';
export * from './history';
export type * from './questions';
export type * from './record';
export type * from './source-file';
export * from './tally';
export type * from './workflows';
export * from '../names';
export type { FileErrorReason, Reason, RejectionReason, SharedReason } from '../reasons';
