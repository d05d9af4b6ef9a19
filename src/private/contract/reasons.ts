import { MAX_DEPTH } from './limits';

/** Where a reason comes from. */
export type Scope =
  /** The assessor rejects a record for what it contains. */
  | 'record'
  /** The validator function rejects more records of a batch than have a dead letter of their own. */
  | 'shared'
  /** A workflow can't insert an accepted record. */
  | 'insert'
  /** The validator function fails on a record. */
  | 'validator'
  /** The functions can't read a file. */
  | 'file'
  /** An event starts FileWorkflow, but is not one of S3. */
  | 'event'
  /** A workflow fails on a file. */
  | 'workflow';

export interface ReasonDescription {
  readonly scope: Scope;
  /** What is wrong, without its subject, which is the record, the file, the event or the workflow. */
  readonly meaning: string;
  /** What the reader of the dead letter can do. */
  readonly whatToDo: string;
}

/** Every `reason` that a dead letter or a "Sales File Failed" event can have. */
export const REASONS = {
  SCHEMA_VIOLATION: {
    scope: 'record',
    meaning: 'does not match the schema',
    whatToDo: 'correct the record or the schema',
  },
  MALFORMED_JSON: {
    scope: 'record',
    meaning: 'is not valid JSON',
    whatToDo: 'correct it; the records around it have been processed',
  },
  INVALID_ENCODING: {
    scope: 'record',
    meaning: 'is not UTF-8',
    whatToDo: 'convert it to UTF-8',
  },
  DUPLICATE_NAME: {
    scope: 'record',
    meaning: 'has two members of the same name in an object, of which one would be lost',
    whatToDo: 'remove one',
  },
  MISSING_KEY: {
    scope: 'record',
    meaning: 'has no table key at any of the pointers',
    whatToDo: 'add the key to the record, or its pointer to `tableKey`',
  },
  INVALID_KEY: {
    scope: 'record',
    meaning: 'has a table key that is of the wrong type, empty or too long',
    whatToDo: 'correct the record or `tableKey`',
  },
  RESERVED_NAME: {
    scope: 'record',
    meaning: 'has a top-level member with the name of an attribute that the pipeline adds',
    whatToDo: 'rename the member',
  },
  INVALID_VERSION: {
    scope: 'record',
    meaning: 'has no version at any of the pointers, or one that is neither an RFC 3339 date-time with its offset nor a number in range',
    whatToDo: 'add or correct the version in the record, or its pointer in `recordVersion`',
  },
  UNREPRESENTABLE_NUMBER: {
    scope: 'record',
    meaning: 'has a number that DynamoDB would change',
    whatToDo: 'write the number as a string',
  },
  UNREPRESENTABLE_STRING: {
    scope: 'record',
    meaning: 'has a name or string that DynamoDB cannot store',
    whatToDo: 'remove lone surrogates and empty names',
  },
  TOO_DEEP: {
    scope: 'record',
    meaning: `is nested deeper than DynamoDB's ${MAX_DEPTH} levels`,
    whatToDo: 'flatten the record',
  },
  RECORD_TOO_LARGE: {
    scope: 'record',
    meaning: 'is larger than an item or the state of a workflow can hold',
    whatToDo: 'split the record',
  },
  TOO_MANY_REJECTED: {
    scope: 'shared',
    meaning: 'share this dead letter, because too many of their batch are rejected or in conflict: `records` says how many, `errors` why, `source.stretches` where',
    whatToDo: 'correct the file, then upload it again',
  },
  KEY_CONFLICT: {
    scope: 'insert',
    meaning: 'has the same table key as another record that is stored',
    whatToDo: 'decide which one is right',
  },
  INSERT_FAILED: {
    scope: 'insert',
    meaning: 'was rejected by DynamoDB after all retries; `errors` has its response',
    whatToDo: 'remove the cause, then upload the record again',
  },
  VALIDATOR_FAILED: {
    scope: 'validator',
    meaning: 'makes the validator function crash or time out',
    whatToDo: 'simplify the schema or the record',
  },
  FILE_UNREADABLE: {
    scope: 'file',
    meaning: 'cannot be read, or contains nothing that can be read as records',
    whatToDo: 'see the message, then upload the file again as JSON',
  },
  FILE_CHANGED: {
    scope: 'file',
    meaning: 'was deleted or replaced before it was read',
    whatToDo: 'upload it again',
  },
  INVALID_EVENT: {
    scope: 'event',
    meaning: 'does not name a version of an object; `record` is the event, as JSONata writes it',
    whatToDo: 'send the event as S3 sends it',
  },
  PROCESSING_FAILED: {
    scope: 'workflow',
    meaning: 'failed; `execution` names the execution',
    whatToDo: 'redrive a FanOutWorkflow execution within 14 days, or upload the file again; both are safe',
  },
} as const satisfies { readonly [reason: string]: ReasonDescription };

export type Reason = keyof typeof REASONS;

const SUBJECTS: { readonly [scope in Scope]: string } = {
  record: 'The record',
  shared: 'The records',
  insert: 'The record',
  validator: 'The record',
  file: 'The file',
  event: 'The event',
  workflow: 'The workflow',
};

/** What a reason means, as a sentence without its full stop. */
export function sentenceOf(reason: Reason): string {
  const { scope, meaning } = REASONS[reason];
  return `${SUBJECTS[scope]} ${meaning}`;
}

type ReasonOf<S extends Scope> = { [reason in Reason]: (typeof REASONS)[reason]['scope'] extends S ? reason : never }[Reason];

/** The reasons of the assessor. */
export type RecordReason = ReasonOf<'record'>;

/** The reason of several records that share a dead letter. */
export type SharedReason = ReasonOf<'shared'>;

/** The reasons of the functions for a whole file. */
export type FileErrorReason = ReasonOf<'file'>;

/** The reasons of the given scopes, in the order of the table. */
export function reasonsOf<S extends Scope>(...scopes: S[]): ReasonOf<S>[] {
  const all = Object.entries(REASONS) as Array<[Reason, ReasonDescription]>;
  return all.filter(([, { scope }]) => (scopes as Scope[]).includes(scope)).map(([reason]) => reason as ReasonOf<S>);
}
