import { join } from 'path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DeployedStack, integApp } from './support/deployed-stack';
import { RecordSchema, SalesDataPipeline } from '../../src';

const stack = new Stack(integApp(), 'IntegSchemaAndCompositeKey');
const sales = new SalesDataPipeline(stack, 'Sales', {
  schema: RecordSchema.fromFile(join(__dirname, '..', '..', 'examples', 'data', 'elastic-ecommerce-schema.json')),
  tableKey: {
    partitionKey: { name: 'customer', pointers: ['/email'] },
    sortKey: { name: 'order', type: AttributeType.NUMBER, pointers: ['/order_id'] },
  },
  encryptionKey: new Key(stack, 'Key', { removalPolicy: RemovalPolicy.DESTROY, pendingWindow: Duration.days(7) }),
  removalPolicy: RemovalPolicy.DESTROY,
});

const ada = {
  order_id: 584677,
  customer_id: 38,
  email: 'ada@example.com',
  order_date: '2016-12-26T09:28:48+00:00',
  products: [{ sku: 'ZO0549605496', quantity: 1, price: 11.99 }],
};

const pipeline = new DeployedStack(stack).pipeline(sales);
pipeline.upload('orders.json', [ada, { ...ada, order_id: 584678 }, { ...ada, order_id: 584679, order_date: 'yesterday' }]);
pipeline.expectProcessed('orders.json', { records: 3, inserted: 2, rejected: 1 });
pipeline.expectItem({ customer: { S: 'ada@example.com' }, order: { N: '584678' } }, { products: { L: [{ M: { price: { N: '11.99' } } }] } });
pipeline.expectDeadLetter({ reason: 'SCHEMA_VIOLATION', errors: [{ pointer: '/order_date', keyword: 'format' }] });
