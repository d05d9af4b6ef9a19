import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Pass, Result } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { messageOf } from './tasks/cause';
import { sendDeadLetter } from './tasks/dead-letter';
import { RetryPolicy, retries, withRetries } from './tasks/retries';
import { sendable } from './tasks/sendable';
import { ServiceTask } from './tasks/service-task';
import { DuplicatePolicy } from '../../duplicate-policy';
import { jsonPathMembers } from '../contract/json-path';
import type { Jsonata } from '../contract/jsonata';
import { jsonataMembers, jsonataOutput, jsonataText } from '../contract/jsonata';
import type { AcceptedRecord, Existing, Reason, RecordError, DeadLetterInput, SourceFile } from '../contract/messages';
import { CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE } from '../contract/names';

export interface InsertRecordProps {
  readonly pipelineName: string;
  readonly table: ITable;
  readonly partitionKey: string;
  readonly queue: IQueue;
  readonly duplicatePolicy: DuplicatePolicy;
  /** When DynamoDB refuses an item for good, the execution fails with the policy FAST; with PATIENT, the record is a dead letter. */
  readonly retryPolicy: RetryPolicy;
}

/** How the insertion of an accepted record ends. */
export type Outcome = typeof INSERTED | typeof REPEATED | typeof CONFLICT | typeof NOT_INSERTED;
export const INSERTED = 'inserted';
export const REPEATED = 'repeated';
export const CONFLICT = 'conflict';
export const NOT_INSERTED = 'rejected';

/** An accepted record that turns out to be rejected. */
interface RejectedInsert {
  readonly file: SourceFile;
  readonly existing: Existing | null;
  readonly rejected: DeadLetterInput;
}

/** As the SDK integration spells it. */
const CONDITION_FAILED = 'DynamoDb.ConditionalCheckFailedException';

const accepted = jsonPathMembers<AcceptedRecord>('$.accepted');

/**
 * Inserts the item of `$.accepted`, and ends with its Outcome. Calls DynamoDB through the SDK integration, which takes an
 * item with any nesting; the optimized integration takes flat items.
 */
export function insertRecord(scope: Construct, props: InsertRecordProps): IChainable {
  const { table } = props;
  const overwrite = props.duplicatePolicy === DuplicatePolicy.OVERWRITE;
  const put = new ServiceTask(scope, 'Insert', {
    comment: overwrite ? 'The newer record replaces the stored item' : 'Inserts the item if the table has none with its key',
    resource: 'aws-sdk:dynamodb:putItem',
    actions: ['dynamodb:PutItem'],
    on: [table.tableArn],
    parameters: {
      'TableName': table.tableName,
      'Item.$': accepted('item'),
      ...(overwrite ? {} : { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': props.partitionKey } }),
    },
    resultSelector: { outcome: INSERTED },
    outputPath: '$.outcome',
  });
  withRetries(put, retries(props.retryPolicy, overwrite ? [] : [CONDITION_FAILED]));

  const calls = [put];
  if (!overwrite) {
    const read = readExisting(scope, props);
    read.next(compareWithExisting(scope, props, put));
    put.addCatch(read, { errors: [CONDITION_FAILED], resultPath: '$.failure' });
    calls.push(read);
  }
  if (props.retryPolicy === RetryPolicy.PATIENT) {
    const notInserted = deadLetterNotInserted(scope, props);
    calls.forEach((call) => call.addCatch(notInserted, { resultPath: '$.failure' }));
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
    .next(end(scope, 'NotInserted', NOT_INSERTED));
  return describe;
}

function readExisting(scope: Construct, props: InsertRecordProps): ServiceTask {
  const read = new ServiceTask(scope, 'ReadExisting', {
    comment: 'Reads where the stored item with this key came from',
    resource: 'aws-sdk:dynamodb:getItem',
    actions: ['dynamodb:GetItem'],
    on: [props.table.tableArn],
    parameters: {
      'TableName': props.table.tableName,
      'Key.$': accepted('key'),
      'ConsistentRead': true,
      // The table key, too: an item that others have written may have no other attribute, and would look like no item.
      'ProjectionExpression': '#key, #hash, #source',
      'ExpressionAttributeNames': { '#key': props.partitionKey, '#hash': CONTENT_HASH_ATTRIBUTE, '#source': SOURCE_ATTRIBUTE },
    },
    resultPath: '$.stored',
  });
  return withRetries(read, retries(props.retryPolicy));
}

/** The stored item came from the same record, from another one, or has been deleted since. */
function compareWithExisting(scope: Construct, props: InsertRecordProps, put: ServiceTask): IChainable {
  const storedHash = `$.stored.Item.${CONTENT_HASH_ATTRIBUTE}.S`;
  const storedSource = `$states.input.stored.Item.${SOURCE_ATTRIBUTE}.S`;
  const conflict = Pass.jsonata(scope, 'DescribeConflict', {
    comment: 'An item that something other than this pipeline has written has no source',
    outputs: rejection('KEY_CONFLICT', {
      pointer: jsonataText(''),
      keyword: jsonataText('key'),
      message: jsonataText('another record is stored under this key'),
    }, { source: `$exists(${storedSource}) ? ${sendable(storedSource)} : null` }),
  });
  conflict
    .next(sendDeadLetter(scope, 'DeadLetterConflict', { ...props, file: '$.file', rejected: '$.rejected', existing: '$.existing' }))
    .next(end(scope, 'Conflict', CONFLICT));

  const sameHash = Condition.and(Condition.isPresent(storedHash), Condition.stringEqualsJsonPath(storedHash, accepted('contentHash')));
  return new Choice(scope, 'SameRecord')
    .when(sameHash, end(scope, 'Repeated', REPEATED))
    .when(Condition.isNotPresent('$.stored.Item'), put)
    .otherwise(conflict);
}

function end(scope: Construct, id: string, outcome: Outcome): Pass {
  return new Pass(scope, id, { result: Result.fromString(outcome) });
}

/** The output of a state that rejects `$.accepted`. */
function rejection(reason: Reason, error: Jsonata<RecordError>, existing: Jsonata<Existing | null> = 'null'): string {
  const record = jsonataMembers<AcceptedRecord>('$states.input.accepted');
  return jsonataOutput<RejectedInsert>({
    file: '$states.input.file',
    existing,
    rejected: {
      reason: jsonataText(reason),
      errors: [error],
      records: '1',
      stretches: 'null',
      record: record('record'),
      recordBase64: record('recordBase64'),
      index: record('index'),
      offset: record('offset'),
      length: record('length'),
    },
  });
}
