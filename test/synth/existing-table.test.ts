import { AttributeType, Table, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { SalesDataPipelineProps } from '../../src';
import { recordTables, resources } from './support/cloudformation';
import { allowedTo, TABLE_KEY_ACTIONS } from './support/permissions';
import type { PropsIn } from './support/synth';
import { synth } from './support/synth';
import { inserts, tasksThatCall, workflows } from './support/workflow';

// This version of TableV2 uses deprecated members of the CDK itself.
process.env.JSII_DEPRECATED = 'quiet';

const ORDER_ID = { name: 'orderId', type: AttributeType.STRING };
const COMPOSITE: SalesDataPipelineProps = {
  tableKey: {
    partitionKey: { name: 'customer', pointers: ['/customer'] },
    sortKey: { name: 'order', type: AttributeType.NUMBER, pointers: ['/order'] },
  },
};
const compositeKey = { partitionKey: { name: 'customer', type: AttributeType.STRING }, sortKey: { name: 'order', type: AttributeType.NUMBER } };

const ACCEPTED: [string, PropsIn][] = [
  ['a table of the same stack', (stack) => ({ table: new Table(stack, 'Orders', { partitionKey: ORDER_ID }) })],
  ['a table of the same stack with a sort key', (stack) => ({ ...COMPOSITE, table: new Table(stack, 'Orders', compositeKey) })],
  ['a global table of the same stack', (stack) => ({ table: new TableV2(stack, 'Orders', { partitionKey: ORDER_ID }) })],
  ['a global table of the same stack with a sort key', (stack) => ({ ...COMPOSITE, table: new TableV2(stack, 'Orders', compositeKey) })],
  ['a table by name', (stack) => ({ table: Table.fromTableName(stack, 'Orders', 'orders') })],
  ['a table by ARN', (stack) => ({
    table: Table.fromTableArn(stack, 'Orders', stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: 'orders' })),
  })],
];

test.each(ACCEPTED)('%s receives the records, and no other table is created', (_, props) => {
  // Act
  const { template, pipeline, text } = synth(props);

  // Assess
  const calls = workflows(template).flatMap((workflow) => [...inserts(workflow), ...tasksThatCall(workflow, 'getItem')]);
  expect(calls.length).toBeGreaterThanOrEqual(4);
  expect(new Set(calls.map(({ state }) => state.Arguments.TableName))).toEqual(new Set([text(pipeline.table.tableName)]));
  const made = Object.keys({ ...recordTables(template), ...resources(template, 'AWS::DynamoDB::GlobalTable') });
  expect(made.filter((id) => id.startsWith('Sales'))).toEqual([]);
});

test.each(['Table', 'TableV2'])('the workflows get the actions that they need on the key of a %s', (kind) => {
  // Prepare, Act
  const { template, text, stack } = synth((s) => {
    const key = new Key(s, 'OrdersKey');
    return {
      table: kind === 'Table'
        ? new Table(s, 'Orders', { partitionKey: ORDER_ID, encryptionKey: key })
        : new TableV2(s, 'Orders', { partitionKey: ORDER_ID, encryption: TableEncryptionV2.customerManagedKey(key) }),
    };
  }, { env: { account: '111122223333', region: 'eu-central-1' } });

  // Assess
  const key = text((stack.node.findChild('OrdersKey') as Key).keyArn);
  for (const { properties } of workflows(template)) {
    expect(allowedTo(template, properties.RoleArn)).toEqual(expect.arrayContaining(TABLE_KEY_ACTIONS.map((action) => `${action} on ${key}`)));
  }
});

test('the workflows get the actions that they need on the key of an imported table', () => {
  // Prepare, Act
  const { template, text, stack } = synth((s) => ({
    table: Table.fromTableAttributes(s, 'Orders', {
      tableName: 'orders',
      encryptionKey: Key.fromKeyArn(s, 'OrdersKey', s.formatArn({ service: 'kms', resource: 'key', resourceName: 'k' })),
    }),
  }));

  // Assess
  const key = text((stack.node.findChild('OrdersKey') as Key).keyArn);
  for (const { properties } of workflows(template)) {
    expect(allowedTo(template, properties.RoleArn)).toEqual(expect.arrayContaining(TABLE_KEY_ACTIONS.map((action) => `${action} on ${key}`)));
  }
});

test('the other props do not change an existing table', () => {
  const { template } = synth((stack) => ({ table: new Table(stack, 'Orders', { partitionKey: ORDER_ID }), encryptionKey: new Key(stack, 'Key') }));
  const [{ Properties }] = Object.values(recordTables(template));
  expect(Properties.SSESpecification).toBeUndefined();
});
