import type { RemovalPolicy } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { AttributeType, ITable } from 'aws-cdk-lib/aws-dynamodb';
import { BillingMode, CfnGlobalTable, CfnTable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { KeyAttribute } from '../contract/names';
import { invalidProp } from '../props/prop-error';

/** The table of a pipeline that is given none: on demand, encrypted, with point-in-time recovery. */
export function createOrderTable(scope: Construct, id: string, props: {
  tableKey: KeyAttribute[];
  encryptionKey?: IKey;
  removalPolicy?: RemovalPolicy;
}): ITable {
  const [partitionKey, sortKey] = props.tableKey.map(({ name, type }) => ({ name, type: type as AttributeType }));
  // Not TableV2: with a customer-managed key it can't be in a stack whose region is open.
  return new Table(scope, id, {
    partitionKey,
    sortKey,
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: props.encryptionKey ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.DEFAULT,
    encryptionKey: props.encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: props.removalPolicy,
  });
}

/**
 * Fails where a table that is brought along has another key than the one that records are given. Of a table that is
 * imported by name or ARN nothing is known at synth.
 */
export function assertTableKey(table: ITable, tableKey: KeyAttribute[]): void {
  const resource = table.node.defaultChild;
  if (!CfnTable.isCfnTable(resource) && !CfnGlobalTable.isCfnGlobalTable(resource)) {
    return;
  }
  // Some are made when the template is.
  const { schema, definitions } = Stack.of(table).resolve({ schema: resource.keySchema, definitions: resource.attributeDefinitions });
  if (!Array.isArray(schema) || !Array.isArray(definitions)) {
    return;
  }
  const types = new Map(definitions.map((definition: any) => [definition.attributeName, definition.attributeType]));
  const actual = schema
    .map(({ attributeName, keyType }: any) => ({ text: `${attributeName} (${types.get(attributeName)})`, order: keyType === 'HASH' ? 0 : 1 }))
    .sort((a, b) => a.order - b.order)
    .map(({ text }) => text);
  const expected = tableKey.map(({ name, type }) => `${name} (${type})`);
  if (actual.join() !== expected.join()) {
    throw invalidProp('tableKey', expected.join(', '), `must be the key of the table that is given, ${actual.join(', ')}`,
      'Give "tableKey" with the same names and types as the table\'s, and the pointers at which records hold them.');
  }
}
