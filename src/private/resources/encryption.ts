import { Annotations, Aws, Resource, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IAlias, IKey } from 'aws-cdk-lib/aws-kms';
import { CfnKey, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { invalidProp } from '../props/prop-error';
import { ValidationError } from '../props/validation-error';

/** What a caller of DynamoDB needs of the key of the table, which DynamoDB uses in the caller's name. */
const TABLE_KEY_ACTIONS = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** What a sender needs of the key of the queue. */
const QUEUE_KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];

export interface EncryptionProps {
  readonly tableKey?: IKey;
  readonly queueKey?: IKey;
  readonly workflows: IGrantable[];
}

/** Customer-managed keys: service integrations are granted nothing of them by the CDK. */
export function grantKeys(scope: Construct, { tableKey, queueKey, workflows }: EncryptionProps): void {
  for (const workflow of workflows) {
    if (tableKey) { grantKey(tableKey, 'table', workflow, TABLE_KEY_ACTIONS); }
    if (queueKey) { grantKey(queueKey, 'dead-letter queue', workflow, QUEUE_KEY_ACTIONS); }
  }
  if (queueKey) { allowEventBridge(scope, queueKey); }
}

/** Fails where nobody would be allowed anything: an alias that is imported by its name does not know its key. */
export function grantKey(key: IKey, of: 'bucket' | 'table' | 'dead-letter queue', grantee: IGrantable, actions: string[]): void {
  if (!key.grant(grantee, ...actions).success) {
    throw new ValidationError(`SalesDataPipeline: the encryptionKey of the ${of}, ${key.node.path}, is an alias imported by its name, for which the CDK grants nothing. `
      + 'Bring the key itself with Key.fromKeyArn(…), or set the feature flag "@aws-cdk/aws-kms:applyImportedAliasPermissionsToPrincipal".');
  }
}

/** Fails where a key that is made in this app is of a kind that S3, DynamoDB and SQS don't encrypt with. */
export function assertEncryptionKey(key: IKey): void {
  // Only an alias that is made in this app tells its key.
  const target = Resource.isOwnedResource(key) ? (key as Partial<IAlias>).aliasTargetKey ?? key : key;
  const resource = target.node.defaultChild;
  if (!(resource instanceof CfnKey)) {
    return;
  }
  const { keySpec = KeySpec.SYMMETRIC_DEFAULT, keyUsage = KeyUsage.ENCRYPT_DECRYPT } = resource;
  const wrong = (value: string, right: string) => !Token.isUnresolved(value) && value !== right;
  if (wrong(keySpec, KeySpec.SYMMETRIC_DEFAULT) || wrong(keyUsage, KeyUsage.ENCRYPT_DECRYPT)) {
    throw invalidProp('encryptionKey', `${keySpec}, ${keyUsage}`, `must be a symmetric key that encrypts (${KeySpec.SYMMETRIC_DEFAULT}, ${KeyUsage.ENCRYPT_DECRYPT})`,
      `That is ${key.node.path}. Leave out keySpec and keyUsage where it is made.`);
  }
}

/** EventBridge sends what it can't deliver as itself, not in somebody's name: only the key's own policy can allow it. */
function allowEventBridge(scope: Construct, queueKey: IKey): void {
  const { statementAdded } = queueKey.addToResourcePolicy(new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: QUEUE_KEY_ACTIONS,
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  }));
  if (!statementAdded) {
    Annotations.of(scope).addWarningV2('cdk-sales-data-pipeline:key-policy',
      'The policy of the key that encrypts the dead-letter queue can\'t be changed from here, because the key is imported. '
      + `Let it allow events.amazonaws.com ${QUEUE_KEY_ACTIONS.join(' and ')}, or events that EventBridge can't deliver are lost.`);
  }
}
