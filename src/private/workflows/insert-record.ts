import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import { Choice, Condition, Pass, Result } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { DuplicatePolicy } from '../../duplicate-policy';
import { sendLetter } from './tasks/dead-letter';
import { Patience, retries, withRetries } from './tasks/retries';
import { CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE } from '../contract/names';
import { sendable } from './tasks/sendable';
import { ServiceTask } from './tasks/service-task';

export interface InsertRecordProps {
  readonly pipelineName: string;
  readonly table: ITable;
  readonly partitionKey: string;
  readonly queue: IQueue;
  readonly duplicatePolicy: DuplicatePolicy;
  /** With short patience, what can't be inserted fails; with long patience it is a letter. */
  readonly patience: Patience;
}

/** How the insertion of one accepted record ended. */
export const INSERTED = 'inserted';
export const REPEATED = 'repeated';
export const CONFLICT = 'conflict';
export const NOT_INSERTED = 'rejected';

/** Through the SDK integration, which takes a whole item with whatever is nested in it. */
const CONDITION_FAILED = 'DynamoDb.ConditionalCheckFailedException';

/** Puts `$.accepted`. Ends with one word: inserted, repeated, conflict or rejected. */
export function insertRecord(scope: Construct, props: InsertRecordProps): IChainable {
  const { table } = props;
  const overwrite = props.duplicatePolicy === DuplicatePolicy.OVERWRITE;
  const ends = (id: string, outcome: string) => new Pass(scope, id, { result: Result.fromString(outcome) });

  const put = new ServiceTask(scope, 'Insert', {
    comment: overwrite ? 'The newer record wins' : 'Insert if absent: the same record again changes nothing',
    resource: 'aws-sdk:dynamodb:putItem',
    actions: ['dynamodb:PutItem'],
    on: [table.tableArn],
    parameters: {
      'TableName': table.tableName,
      'Item.$': '$.accepted.item',
      ...(overwrite ? {} : { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': props.partitionKey } }),
    },
    resultSelector: { outcome: INSERTED },
    outputPath: '$.outcome',
  });
  withRetries(put, retries(props.patience, overwrite ? [] : [CONDITION_FAILED]));

  const calls = [put];
  if (!overwrite) {
    const read = readExisting(scope, props);
    read.next(handleExisting(scope, props, put, ends));
    put.addCatch(read, { errors: [CONDITION_FAILED], resultPath: '$.failure' });
    calls.push(read);
  }
  if (props.patience === Patience.LONG) {
    const notInserted = deadLetterNotInserted(scope, props, ends);
    calls.forEach((call) => call.addCatch(notInserted, { resultPath: '$.failure' }));
  }
  return put;
}

function deadLetterNotInserted(scope: Construct, props: InsertRecordProps, ends: (id: string, outcome: string) => Pass): IChainable {
  const notInserted = Pass.jsonata(scope, 'DescribeNotInserted', {
    outputs: rejection('INSERT_FAILED', `{'pointer': '', 'keyword': $states.input.failure.Error, 'message': ${sendable('$substring($states.input.failure.Cause, 0, 1000)')}}`),
  });
  notInserted
    .next(sendLetter(scope, 'DeadLetterNotInserted', { ...props, file: '$.file', rejected: '$.rejected' }))
    .next(ends('NotInserted', NOT_INSERTED));
  return notInserted;
}

function readExisting(scope: Construct, props: InsertRecordProps): ServiceTask {
  const read = new ServiceTask(scope, 'ReadExisting', {
    comment: 'What is stored under this key?',
    resource: 'aws-sdk:dynamodb:getItem',
    actions: ['dynamodb:GetItem'],
    on: [props.table.tableArn],
    parameters: {
      'TableName': props.table.tableName,
      'Key.$': '$.accepted.key',
      'ConsistentRead': true,
      // The key as well: what others have written may have nothing but that, and an empty item could pass for none.
      'ProjectionExpression': '#key, #hash, #source',
      'ExpressionAttributeNames': { '#key': props.partitionKey, '#hash': CONTENT_HASH_ATTRIBUTE, '#source': SOURCE_ATTRIBUTE },
    },
    resultPath: '$.stored',
  });
  return withRetries(read, retries(props.patience));
}

/** Something is stored under the key: the same record (nothing to do), or another one (a conflict). */
function handleExisting(scope: Construct, props: InsertRecordProps, put: ServiceTask, ends: (id: string, outcome: string) => Pass): IChainable {
  const storedHash = `$.stored.Item.${CONTENT_HASH_ATTRIBUTE}.S`;
  const storedSource = `$states.input.stored.Item.${SOURCE_ATTRIBUTE}.S`;
  const conflict = Pass.jsonata(scope, 'DescribeConflict', {
    comment: 'An item that something else than this pipeline has written has no source',
    outputs: rejection(
      'KEY_CONFLICT',
      "{'pointer': '', 'keyword': 'key', 'message': 'another record is stored under this key'}",
      `{'source': $exists(${storedSource}) ? ${sendable(storedSource)} : null}`,
    ),
  });
  conflict
    .next(sendLetter(scope, 'DeadLetterConflict', { ...props, file: '$.file', rejected: '$.rejected', existing: '$.existing' }))
    .next(ends('Conflict', CONFLICT));

  return new Choice(scope, 'SameRecord')
    .when(Condition.and(Condition.isPresent(storedHash), Condition.stringEqualsJsonPath(storedHash, '$.accepted.contentHash')), ends('Repeated', REPEATED))
    .when(Condition.isNotPresent('$.stored.Item'), put)
    .otherwise(conflict);
}

/** JSONata that turns an accepted record, of which something has gone wrong since, into a rejected one. */
function rejection(reason: string, error: string, existing = 'null'): string {
  return `{% {
    'file': $states.input.file,
    'existing': ${existing},
    'rejected': {
      'reason': '${reason}', 'errors': [${error}],
      'record': $states.input.accepted.record, 'recordBase64': $states.input.accepted.recordBase64,
      'index': $states.input.accepted.index, 'offset': $states.input.accepted.offset, 'length': $states.input.accepted.length
    }
  } %}`;
}

