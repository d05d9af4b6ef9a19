import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct } from 'constructs';
import { QUEUE_KEY_ACTIONS, TABLE_KEY_ACTIONS } from './encryption';
import type { OwnPermission } from './grants';
import { allOf, grantAccess, grantInOwnPolicy, keyUses } from './grants';
import { arnForPrefix, patternForPrefix } from './upload-bucket';
import { OPERATORS_ROWS } from '../contract/operators-rows';
import { REGISTRY_PATH } from '../contract/registry';

export interface OperatedResources {
  readonly bucket: IBucket;
  readonly objectKeyPrefix: string;
  readonly previousEncryptionKeys: IKey[];
  readonly table: ITable;
  /** Names of the attributes of an item that say which record it is, and of none of its members: table key, content hash, source, version. */
  readonly identifyingAttributes: string[];
  readonly deadLetterQueue: IQueue;
  /** Undefined if the pipeline keeps no history. */
  readonly historyTable: ITable | undefined;
  /** Names the resources of the pipeline. */
  readonly registry: IStringParameter;
  readonly validator: IFunction;
  readonly fanOutWorkflow: IStateMachine;
}

/**
 * Grants what an operator needs besides correcting records. Some of it only the policy of the grantee can allow: if that is not
 * possible, nothing is granted.
 */
export function grantOperating(scope: IConstruct, grantee: IGrantable, resources: OperatedResources, grantCorrect: () => Grant): Grant {
  const own: Grant[] = [];
  for (const permission of ownPermissions(scope, resources)) {
    const granted = grantInOwnPolicy(scope, grantee, permission);
    if (!granted.success) return granted;
    own.push(granted);
  }
  return allOf(grantCorrect(), ...own, ...grantReadVersions(scope, grantee, resources), grantPutBack(scope, grantee, resources));
}

function ownPermissions(scope: IConstruct, resources: OperatedResources): OwnPermission[] {
  const { validator, fanOutWorkflow, historyTable, registry } = resources;
  const stack = Stack.of(scope);
  const executions = stack.formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${Arn.split(fanOutWorkflow.stateMachineArn, ArnFormat.COLON_RESOURCE_NAME).resourceName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const registered = stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: REGISTRY_PATH.slice(1) });
  // A listing of alarms is a call on all of them.
  const alarms = stack.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  return [
    { actions: ['states:ListExecutions'], resource: fanOutWorkflow, resourceArns: [fanOutWorkflow.stateMachineArn] },
    { actions: ['states:DescribeExecution', 'states:RedriveExecution'], resource: fanOutWorkflow, resourceArns: [executions] },
    { actions: ['lambda:InvokeFunction'], resource: validator, resourceArns: [validator.functionArn] },
    { actions: ['ssm:GetParameter'], resource: registry, resourceArns: [registry.parameterArn] },
    // To find the pipelines of the account and region.
    { actions: ['ssm:GetParametersByPath'], resource: registry, resourceArns: [registered] },
    ...historyTable ? historyPermissions(historyTable) : [],
    identifyItems(resources),
    { actions: ['cloudwatch:DescribeAlarms'], resource: fanOutWorkflow, resourceArns: [alarms] },
  ];
}

/** Reading all of the history, and writing what operators note in it. */
function historyPermissions(historyTable: ITable): OwnPermission[] {
  const history = { resource: historyTable, resourceArns: [historyTable.tableArn] };
  return [
    { ...history, actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] },
    {
      ...history,
      // Transactions need the permissions of what they do.
      actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem', 'dynamodb:BatchWriteItem'],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': OPERATORS_ROWS },
        // All of no values are alike.
        'Null': { 'dynamodb:LeadingKeys': 'false' },
      },
      keys: keyUses([keyOf(historyTable)], TABLE_KEY_ACTIONS, 'dynamodb'),
    },
  ];
}

/** Whether a record is in the table, without its members. */
function identifyItems({ table, identifyingAttributes }: OperatedResources): OwnPermission {
  return {
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem'],
    resource: table,
    resourceArns: [table.tableArn],
    conditions: {
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': identifyingAttributes },
      'Null': { 'dynamodb:Attributes': 'false' },
      // A call that names no attributes would read all of them.
      'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    },
    keys: keyUses([keyOf(table)], ['kms:Decrypt'], 'dynamodb'),
  };
}

/** ITable has no encryptionKey, but its implementations have. */
const keyOf = (table: ITable): IKey | undefined => (table as Partial<Table>).encryptionKey;

/** A dead letter that was discarded by mistake. */
function grantPutBack(scope: IConstruct, grantee: IGrantable, { deadLetterQueue }: OperatedResources): Grant {
  return grantAccess(scope, grantee, {
    actions: ['sqs:SendMessage'],
    resource: deadLetterQueue,
    resourceArns: [deadLetterQueue.queueArn],
    keys: keyUses([deadLetterQueue.encryptionMasterKey], QUEUE_KEY_ACTIONS),
  });
}

/** The bytes that dead letters refer to, of objects that may have been deleted or replaced. */
function grantReadVersions(scope: IConstruct, grantee: IGrantable, { bucket, objectKeyPrefix, previousEncryptionKeys }: OperatedResources): Grant[] {
  return [
    grantAccess(scope, grantee, {
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resource: bucket,
      resourceArns: [arnForPrefix(bucket, objectKeyPrefix)],
      keys: keyUses([bucket.encryptionKey, ...previousEncryptionKeys], ['kms:Decrypt'], 's3'),
    }),
    grantAccess(scope, grantee, {
      actions: ['s3:ListBucket', 's3:ListBucketVersions'],
      resource: bucket,
      resourceArns: [bucket.bucketArn],
      conditions: objectKeyPrefix === '' ? undefined : { StringLike: { 's3:prefix': patternForPrefix(objectKeyPrefix) } },
      keys: [],
    }),
  ];
}
