import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { HISTORY_KEY } from '../contract/messages';
import type { KeyAttribute } from '../contract/names';
import { invalidProp } from '../contract/validation-error';

/** Throws if an existing table has another primary key than `tableKey`. Nothing is known about an imported table. */
export function assertTableKey(table: ITable, tableKey: KeyAttribute[]): void {
  const actual = primaryKey(table);
  const expected = tableKey.map(({ name, type }) => `${name} (${type})`);
  if (actual && actual.join() !== expected.join()) {
    throw invalidProp('tableKey', expected.join(', '), `must match the primary key of the table that is passed in, ${actual.join(', ')}`,
      'Set "tableKey" to the names and types of the table, with the pointers at which records have them.');
  }
}

/** Throws if an existing table has another primary key than the history. Nothing is known about an imported table. */
export function assertHistoryKey(table: ITable): void {
  const actual = primaryKey(table);
  const expected = [HISTORY_KEY.partition, HISTORY_KEY.sort].map((name) => `${name} (S)`);
  if (actual && actual.join() !== expected.join()) {
    throw invalidProp('historyTable', actual.join(', '), `must have the primary key ${expected.join(', ')}`,
      `Create a table with the partition key "${HISTORY_KEY.partition}" and the sort key "${HISTORY_KEY.sort}", both of type STRING, or leave historyTable out.`);
  }
}

/** Partition key and sort key as `name (type)`; undefined where they are not known at synthesis. */
function primaryKey(table: ITable): string[] | undefined {
  const resource = table.node.defaultChild;
  if (!CfnTable.isCfnTable(resource) && !CfnGlobalTable.isCfnGlobalTable(resource)) {
    return undefined;
  }
  // Both may be lazy values.
  const { schema, definitions } = Stack.of(table).resolve({ schema: resource.keySchema, definitions: resource.attributeDefinitions });
  if (!Array.isArray(schema) || !Array.isArray(definitions)) {
    return undefined;
  }
  const types = new Map(definitions.map(({ attributeName, attributeType }: CfnTable.AttributeDefinitionProperty) => [attributeName, attributeType]));
  const partitionKeyFirst = (a: CfnTable.KeySchemaProperty, b: CfnTable.KeySchemaProperty) => Number(b.keyType === 'HASH') - Number(a.keyType === 'HASH');
  return [...schema].sort(partitionKeyFirst).map(({ attributeName }: CfnTable.KeySchemaProperty) => `${attributeName} (${types.get(attributeName)})`);
}
