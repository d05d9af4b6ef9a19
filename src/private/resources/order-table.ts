import type { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { ResolvedProps } from '../props/resolve-props';

/** The default table: on demand, encrypted, with point-in-time recovery. */
export function createOrderTable(
  scope: Construct,
  id: string,
  { recordOptions, encryptionKey, removalPolicy }: Pick<ResolvedProps, 'recordOptions' | 'encryptionKey' | 'removalPolicy'>,
): Table {
  const [partitionKey, sortKey] = recordOptions.tableKey.map(({ name, type }) => ({ name, type: type as AttributeType }));
  // Not TableV2, which accepts a customer managed key only in a stack with an explicit region.
  return new Table(scope, id, {
    partitionKey,
    sortKey,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: encryptionKey ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.DEFAULT,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy,
  });
}
