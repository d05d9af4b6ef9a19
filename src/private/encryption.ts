import { Annotations, Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

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
    if (tableKey) { tableKey.grant(workflow, ...TABLE_KEY_ACTIONS); }
    if (queueKey) { queueKey.grant(workflow, ...QUEUE_KEY_ACTIONS); }
  }
  if (queueKey) { allowEventBridge(scope, queueKey); }
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
