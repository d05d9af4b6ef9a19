import type { CatchProps, IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Pass, QueryLanguage, Result } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { WorkflowNames } from './names';
import { putCondition } from './put-condition';
import { messageOf } from './tasks/cause';
import { sendDeadLetter } from './tasks/dead-letter';
import { CONDITION_FAILED, RetryPolicy, retries, withRetries } from './tasks/retries';
import { sendable } from './tasks/sendable';
import { ServiceTask } from './tasks/service-task';
import type { Jsonata } from '../contract/jsonata';
import { jsonata, jsonataConstant, jsonataLiteral, jsonataMembers, jsonataOutput, jsonataText } from '../contract/jsonata';
import type { AcceptedRecord, Existing, Reason, RecordError, DeadLetterInput, RecordOptions, SourceFile } from '../contract/messages';

export interface InsertRecordProps extends Pick<WorkflowNames, 'pipelineName' | 'tableName' | 'tableArn' | 'queueUrl' | 'queueArn'> {
  readonly recordOptions: RecordOptions;
  /** Rejected and conflicting records of a batch that have a dead letter each. */
  readonly deadLettersPerBatch: number;
  /** When DynamoDB refuses an item for good, the execution fails with the policy FAST; with PATIENT, the record is a dead letter. */
  readonly retryPolicy: RetryPolicy;
}

/** What the insertion starts from. */
export interface InsertInput {
  readonly file: SourceFile;
  readonly accepted: AcceptedRecord;
  /** Number of records of the batch that are rejected or in conflict before this step. */
  readonly rejectedBefore: number;
}

/** How the insertion of an accepted record ends. */
export enum Outcome {
  INSERTED = 'inserted',
  REPLACED = 'replaced',
  REPEATED = 'repeated',
  SUPERSEDED = 'superseded',
  CONFLICT = 'conflict',
  /** A conflict without a dead letter of its own. */
  SHARED_CONFLICT = 'shared conflict',
  NOT_INSERTED = 'rejected',
}

/** What the insertion needs to know of a stored item. Null for what it does not have, as items of others. */
interface StoredItem {
  readonly contentHash: string | null;
  readonly source: string | null;
  readonly version: string | null;
}

interface StoredRecord extends InsertInput {
  /** Null if there is no item. */
  readonly stored: StoredItem | null;
}

/** An accepted record that turns out to be rejected. */
interface RejectedInsert {
  readonly file: SourceFile;
  readonly existing: Existing | null;
  readonly rejected: DeadLetterInput;
}

/** The response is larger than a state, because the item that was replaced is. */
const TOO_LARGE = 'States.DataLimitExceeded';

const input = jsonataMembers<InsertInput>('$states.input');
const accepted = jsonataMembers<AcceptedRecord>(input('accepted'));
const WITH_FAILURE: CatchProps = { outputs: "{% $merge([$states.input, {'failure': $states.errorOutput}]) %}" };
const AS_IT_WAS: CatchProps = { outputs: '{% $states.input %}' };

/**
 * Inserts the item of an InsertInput, and ends with its Outcome. The item is put on a condition; only if that fails, the
 * stored item is read. Calls DynamoDB through the SDK integration, which takes an item with any nesting; the optimized
 * integration takes flat items.
 */
export function insertRecord(scope: Construct, props: InsertRecordProps): IChainable {
  const { tableName, tableArn, recordOptions: { version, attributes } } = props;
  const put = new ServiceTask(scope, 'Insert', {
    comment: version ? 'Puts the item if the table has none with its key, or an older one' : 'Puts the item if the table has none with its key',
    resource: 'aws-sdk:dynamodb:putItem',
    actions: ['dynamodb:PutItem'],
    on: [tableArn],
    queryLanguage: QueryLanguage.JSONATA,
    parameters: { TableName: tableName, Item: jsonataOutput(accepted('item')), ...putCondition(props.recordOptions, accepted('version')) },
    outputs: version ? jsonataOutput(
      `$exists(${attribute('$old', props.recordOptions.tableKey[0].name)}) ? ${attribute('$old', attributes.contentHash)}.S = ${accepted('contentHash')} ? `
        + `${jsonataText(Outcome.REPEATED)} : ${jsonataText(Outcome.REPLACED)} : ${jsonataText(Outcome.INSERTED)}`,
      '$old := $states.result.Attributes',
    ) : jsonataOutput(jsonataText(Outcome.INSERTED)),
  });
  withRetries(put, retries(props.retryPolicy, [CONDITION_FAILED, ...(version ? [TOO_LARGE] : [])]));

  const read = readExisting(scope, props);
  read.next(compareWithExisting(scope, props, put));
  put.addCatch(read, { errors: [CONDITION_FAILED], ...AS_IT_WAS });
  if (version) {
    put.addCatch(end(scope, 'ReplacedLargeItem', Outcome.REPLACED, 'Only the response failed: the item is replaced'), { errors: [TOO_LARGE], ...AS_IT_WAS });
  }
  if (props.retryPolicy === RetryPolicy.PATIENT) {
    const notInserted = deadLetterNotInserted(scope, props);
    [put, read].forEach((call) => call.addCatch(notInserted, WITH_FAILURE));
  }
  return put;
}

function deadLetterNotInserted(scope: Construct, props: InsertRecordProps): IChainable {
  const describe = Pass.jsonata(scope, 'DescribeNotInserted', {
    outputs: rejection('INSERT_FAILED', {
      pointer: jsonataText(''),
      keyword: '$states.input.failure.Error',
      message: messageOf('$states.input.failure.Cause'),
    }),
  });
  describe
    .next(sendDeadLetter(scope, 'DeadLetterNotInserted', { ...props, file: '$.file', rejected: '$.rejected' }))
    .next(end(scope, 'NotInserted', Outcome.NOT_INSERTED));
  return describe;
}

function readExisting(scope: Construct, props: InsertRecordProps): ServiceTask {
  const { tableKey: [partitionKey], attributes, version } = props.recordOptions;
  // The table key, too: an item that others have written may have no other attribute, and would look like no item.
  const names = Object.entries({ '#key': partitionKey.name, '#hash': attributes.contentHash, '#source': attributes.source, '#version': version?.attribute })
    .flatMap(([placeholder, name]) => (name === undefined ? [] : [[placeholder, jsonataConstant(name)]]));
  const textOf = (name: string, type: 'S' | 'N'): string => `$exists(${attribute('$item', name)}.${type}) ? ${attribute('$item', name)}.${type} : null`;
  const stored = jsonata<StoredItem>({
    contentHash: textOf(attributes.contentHash, 'S'),
    source: textOf(attributes.source, 'S'),
    version: version ? textOf(version.attribute, 'N') : 'null',
  });
  const read = new ServiceTask(scope, 'ReadExisting', {
    comment: 'Reads what is stored under this key, how new it is, and where it came from',
    resource: 'aws-sdk:dynamodb:getItem',
    actions: ['dynamodb:GetItem'],
    on: [props.tableArn],
    queryLanguage: QueryLanguage.JSONATA,
    parameters: {
      TableName: props.tableName,
      Key: jsonataOutput(accepted('key')),
      ConsistentRead: true,
      ProjectionExpression: names.map(([placeholder]) => placeholder).join(', '),
      ExpressionAttributeNames: Object.fromEntries(names),
    },
    outputs: jsonataOutput<StoredRecord>({
      file: input('file'),
      accepted: input('accepted'),
      rejectedBefore: input('rejectedBefore'),
      stored: `$exists(${attribute('$item', partitionKey.name)}) ? ${stored} : null`,
    }, '$item := $states.result.Item'),
  });
  return withRetries(read, retries(props.retryPolicy));
}

/** The stored item came from the same record, from a newer one or from another one, or has been deleted since. */
function compareWithExisting(scope: Construct, props: InsertRecordProps, put: ServiceTask): IChainable {
  const stored = (member: keyof StoredItem) => `$.stored.${member}`;
  const conflict = Pass.jsonata(scope, 'DescribeConflict', {
    comment: 'An item that something other than this pipeline has written has no source',
    outputs: rejection('KEY_CONFLICT', {
      pointer: jsonataText(''),
      keyword: jsonataText('key'),
      message: jsonataText(props.recordOptions.version ? 'another record of the same version is stored under this key' : 'another record is stored under this key'),
    }, { source: `$states.input.stored.source != null ? ${sendable('$states.input.stored.source')} : null` }),
  });
  conflict
    .next(sendDeadLetter(scope, 'DeadLetterConflict', { ...props, file: '$.file', rejected: '$.rejected', existing: '$.existing' }))
    .next(end(scope, 'Conflict', Outcome.CONFLICT));

  const same = new Choice(scope, 'SameRecord')
    .when(Condition.isNull('$.stored'), put)
    .when(equal(stored('contentHash'), '$.accepted.contentHash'), end(scope, 'Repeated', Outcome.REPEATED));
  if (props.recordOptions.version) {
    // Only texts are compared: as numbers, versions would have 15 digits. An item whose version is no number is a conflict.
    const older = Condition.and(Condition.isString(stored('version')), Condition.not(Condition.stringEqualsJsonPath(stored('version'), '$.accepted.version')));
    same.when(older, end(scope, 'Superseded', Outcome.SUPERSEDED));
  }
  return same
    .when(Condition.numberGreaterThanEquals('$.rejectedBefore', props.deadLettersPerBatch),
      end(scope, 'SharedConflict', Outcome.SHARED_CONFLICT, 'The conflicts of the step share a dead letter'))
    .otherwise(conflict);
}

function equal(left: string, right: string): Condition {
  return Condition.and(Condition.isString(left), Condition.stringEqualsJsonPath(left, right));
}

/** JSONata for an attribute of an item, whatever its name. */
function attribute(item: string, name: string): string {
  return `$lookup(${item}, ${jsonataLiteral(name)})`;
}

function end(scope: Construct, id: string, outcome: Outcome, comment?: string): Pass {
  return new Pass(scope, id, { result: Result.fromString(outcome), comment });
}

/** The output of a state that rejects the record of an InsertInput. */
function rejection(reason: Reason, error: Jsonata<RecordError>, existing: Jsonata<Existing | null> = 'null'): string {
  return jsonataOutput<RejectedInsert>({
    file: input('file'),
    existing,
    rejected: {
      reason: jsonataText(reason),
      errors: [error],
      records: '1',
      stretches: 'null',
      record: accepted('record'),
      recordBase64: accepted('recordBase64'),
      index: accepted('index'),
      offset: accepted('offset'),
      length: accepted('length'),
    },
  });
}
