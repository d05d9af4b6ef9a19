import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { DeployedStack, integApp } from './support/deployed-stack';
import { DuplicatePolicy, SalesDataPipeline } from '../../src';

const stack = new Stack(integApp(), 'IntegKeyConflicts');
const rejecting = new SalesDataPipeline(stack, 'Rejecting', {
  duplicatePolicy: DuplicatePolicy.REJECT,
  removalPolicy: RemovalPolicy.DESTROY,
});
const overwriting = new SalesDataPipeline(stack, 'Overwriting', {
  duplicatePolicy: DuplicatePolicy.OVERWRITE,
  recordVersion: { pointers: ['/order-info/qty'] },
  removalPolicy: RemovalPolicy.DESTROY,
});

const order = (qty: number) => ({ 'contact-info': { name: 'Ada' }, 'order-info': { OrderId: '1', qty } });
const item = (qty: number) => ({ 'order-info': { M: { OrderId: { S: '1' }, qty: { N: String(qty) } } } });

const deployed = new DeployedStack(stack);
for (const sales of [rejecting, overwriting]) {
  const pipeline = deployed.pipeline(sales);
  pipeline.upload('first.json', order(1));
  pipeline.expectProcessed('first.json', { records: 1, inserted: 1 });
  pipeline.upload('second.json', order(2));
  if (sales === rejecting) {
    pipeline.expectProcessed('second.json', { records: 1, conflicts: 1 });
    pipeline.expectItem({ orderId: { S: '1' } }, item(1));
    pipeline.expectDeadLetter({ reason: 'KEY_CONFLICT', record: JSON.stringify(order(2)), existing: { source: 'first.json#0' } });
  } else {
    pipeline.expectProcessed('second.json', { records: 1, replaced: 1 });
    pipeline.upload('late.json', order(1));
    pipeline.expectProcessed('late.json', { records: 1, superseded: 1 });
    pipeline.expectItem({ orderId: { S: '1' } }, item(2));
    pipeline.expectNoDeadLetter();
  }
}
