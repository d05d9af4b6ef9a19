import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct } from 'constructs';
import type { OwnPermission } from './grants';
import { allOf, grantAccess, grantInOwnPolicy, keyUses } from './grants';
import { arnForPrefix, patternForPrefix } from './upload-bucket';
import { REGISTRY_PATH } from '../contract/registry';

export interface OperatedResources {
  readonly bucket: IBucket;
  readonly objectKeyPrefix: string;
  readonly previousEncryptionKeys: IKey[];
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
  return allOf(grantCorrect(), ...own, ...grantReadVersions(scope, grantee, resources));
}

function ownPermissions(scope: IConstruct, { validator, fanOutWorkflow, historyTable, registry }: OperatedResources): OwnPermission[] {
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
    ...historyTable ? [{
      actions: ['dynamodb:GetItem', 'dynamodb:Query'],
      resource: historyTable,
      resourceArns: [historyTable.tableArn],
      // ITable has no encryptionKey, but its implementations have.
      keys: keyUses([(historyTable as Partial<Table>).encryptionKey], ['kms:Decrypt'], 'dynamodb'),
    }] : [],
    { actions: ['cloudwatch:DescribeAlarms'], resource: fanOutWorkflow, resourceArns: [alarms] },
  ];
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
      actions: ['s3:ListBucketVersions'],
      resource: bucket,
      resourceArns: [bucket.bucketArn],
      conditions: objectKeyPrefix === '' ? undefined : { StringLike: { 's3:prefix': patternForPrefix(objectKeyPrefix) } },
      keys: [],
    }),
  ];
}
