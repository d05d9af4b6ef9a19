import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import * as fc from 'fast-check';
import type { TableKey } from '../../src';
import { recordTable } from './support/cloudformation';
import { functionOptions } from './support/options';
import type { Synthesized } from './support/synth';
import { synth } from './support/synth';
import { inserts, workflows } from './support/workflow';
import { runs } from '../../testkit/property-runs';

const recordOptions = ({ template }: Synthesized) => functionOptions(template);

const tableKey: TableKey = {
  partitionKey: { name: 'customer', pointers: ['/customer/id', '/customerId', '/with~1slash/~0tilde'] },
  sortKey: { name: 'order', type: AttributeType.NUMBER, pointers: ['/order_id'] },
};

const minimal = synth();
const composite = synth({ tableKey });

test('is the primary key of the table', () => {
  const { template } = composite;
  expect(recordTable(template).Properties).toMatchObject({
    KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' }, { AttributeName: 'order', KeyType: 'RANGE' }],
    AttributeDefinitions: [{ AttributeName: 'customer', AttributeType: 'S' }, { AttributeName: 'order', AttributeType: 'N' }],
  });
});

test('is in the environment of both functions, with the pointers in the order given', () => {
  for (const options of recordOptions(composite)) {
    expect(options.tableKey).toEqual([
      { name: 'customer', type: 'S', pointers: ['/customer/id', '/customerId', '/with~1slash/~0tilde'] },
      { name: 'order', type: 'N', pointers: ['/order_id'] },
    ]);
  }
});

test('is the string orderId by default, in all its spellings', () => {
  const spellings = ['OrderId', 'orderId', 'order_id', 'order-id', 'orderID', 'OrderID'];
  for (const options of recordOptions(minimal)) {
    expect(options.tableKey).toEqual([{ name: 'orderId', type: 'S', pointers: spellings.map((spelling) => `/order-info/${spelling}`) }]);
  }
});

test('recordsPointer is in the environment of both functions', () => {
  expect(recordOptions(minimal).map((options) => options.recordsPointer)).toEqual(['/orders', '/orders']);
  expect(recordOptions(synth({ recordsPointer: '/a/*/b~1c' })).map((options) => options.recordsPointer)).toEqual(['/a/*/b~1c', '/a/*/b~1c']);
});

test('an attribute may have any name: it never becomes part of an expression', () => {
  const names = fc.oneof(fc.constantFrom('a.$', '$.x', '{% 1 %}', "it's \"so\"", 'a b', '#key', '\\', 'ü'), fc.string({ minLength: 1, maxLength: 20 }));
  fc.assert(fc.property(names, (attribute) => {
    // Prepare, Act
    const { template } = synth({ tableKey: { partitionKey: { name: attribute, pointers: ['/id'] } } });

    // Assess
    expect(recordTable(template).Properties.KeySchema[0].AttributeName).toBe(attribute);
    for (const { state } of workflows(template).flatMap(inserts)) {
      expect(state.Arguments.ConditionExpression).toMatch(/^attribute_not_exists\(#\w+\)$/);
      const [name] = Object.values<string>(state.Arguments.ExpressionAttributeNames);
      expect(name.startsWith('{%') ? JSON.parse(name.slice(2, -2)) : name).toEqual(attribute);
    }
  }), runs(8));
});
