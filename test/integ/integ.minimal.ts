import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { DeployedStack, integApp } from './support/deployed-stack';
import { SalesDataPipeline } from '../../src';

const stack = new Stack(integApp(), 'IntegMinimal');
const sales = new SalesDataPipeline(stack, 'Sales', { removalPolicy: RemovalPolicy.DESTROY });

const pipeline = new DeployedStack(stack).pipeline(sales);
pipeline.upload('orders.json', {
  orders: [
    { 'contact-info': { name: 'Ada' }, 'order-info': { OrderId: '1', qty: 1 } },
    { 'order-info': { orderId: '2', qty: 2 } },
  ],
});
pipeline.expectProcessed('orders.json', { records: 2, inserted: 1, rejected: 1 });
pipeline.expectItem({ orderId: { S: '1' } }, { 'order-info': { M: { OrderId: { S: '1' }, qty: { N: '1' } } } });
pipeline.expectDeadLetter({ reason: 'SCHEMA_VIOLATION', record: '{"order-info":{"orderId":"2","qty":2}}' });
