import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct, IConstruct } from 'constructs';
import { ValidationError } from '../contract/validation-error';
import { importedQueueKey, warn } from '../props/warnings';

/** DynamoDB uses the key of a table on behalf of its callers; a caller needs these. */
export const TABLE_KEY_ACTIONS = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** A sender needs these on the key of the queue. */
export const QUEUE_KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];

export interface EncryptionProps {
  readonly tableKey?: IKey;
  readonly historyKey?: IKey;
  readonly queueKey?: IKey;
  readonly workflows: IGrantable[];
}

/** Grants the use of customer managed keys, which the CDK does not grant for service integrations. */
export function grantKeys(scope: Construct, { tableKey, historyKey, queueKey, workflows }: EncryptionProps): void {
  for (const workflow of workflows) {
    if (tableKey) { requireGrant(tableKey.grant(workflow, ...TABLE_KEY_ACTIONS), tableKey, 'table'); }
    if (historyKey) { requireGrant(historyKey.grant(workflow, ...TABLE_KEY_ACTIONS), historyKey, 'history table'); }
    if (queueKey) { requireGrant(queueKey.grant(workflow, ...QUEUE_KEY_ACTIONS), queueKey, 'dead-letter queue'); }
  }
  if (queueKey) { allowEventBridge(scope, queueKey); }
}

/** A service that uses a key for its callers. */
export type KeyService = 's3' | 'dynamodb';

/**
 * Grants the use of a key in calls of a service only: the grantee can't decrypt data of other services with the key, which
 * often encrypts more than one resource.
 */
export function grantKeyThrough(service: KeyService, scope: IConstruct, key: IKey, grantee: IGrantable, actions: string[]): Grant {
  const grant = key.grant(grantee, ...actions);
  for (const statement of [...grant.principalStatements, ...grant.resourceStatements]) {
    statement.addConditions(throughService(service, scope));
  }
  return grant;
}

/** The condition that a service uses the key for its caller. What follows the region differs between the partitions of AWS. */
export function throughService(service: KeyService, scope: IConstruct): Record<string, Record<string, string>> {
  return { StringLike: { 'kms:ViaService': `${service}.${Stack.of(scope).region}.*` } };
}

/** Throws if nothing was granted: an alias that is imported by name does not know its key. */
export function requireGrant({ success }: Grant, key: IKey, of: 'bucket' | 'table' | 'history table' | 'dead-letter queue'): void {
  if (!success) {
    throw new ValidationError(`SalesDataPipeline: the encryptionKey of the ${of}, ${key.node.path}, is an alias imported by name, for which the CDK grants nothing. `
      + 'Pass in the key itself with Key.fromKeyArn(…), or set the feature flag "@aws-cdk/aws-kms:applyImportedAliasPermissionsToPrincipal".');
  }
}

/**
 * EventBridge sends undeliverable events under its own service principal, which only the policy of the key can allow. As in the
 * documentation of SQS, there is no condition: AWS does not say that EventBridge sends the account or the rule to KMS. The
 * policy of the queue says which rules may send.
 */
function allowEventBridge(scope: Construct, queueKey: IKey): void {
  const { statementAdded } = queueKey.addToResourcePolicy(new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: QUEUE_KEY_ACTIONS,
    resources: ['*'],
  }));
  if (!statementAdded) { warn(scope, importedQueueKey(QUEUE_KEY_ACTIONS)); }
}
