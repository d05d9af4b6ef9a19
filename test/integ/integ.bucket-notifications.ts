import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { S3_KEEP_NOTIFICATION_IN_IMPORTED_BUCKET } from 'aws-cdk-lib/cx-api';
import { DeployedStack, integApp } from './support/deployed-stack';
import { SalesDataPipeline } from '../../src';

const stack = new Stack(integApp(), 'IntegBucketNotifications');
// As in an app that `cdk init` has made: the custom resource for notifications replaces what it does not know.
stack.node.setContext(S3_KEEP_NOTIFICATION_IN_IMPORTED_BUCKET, false);
const loader = new Queue(stack, 'Loader');
const notifyLoader = (bucket: IBucket) => bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(loader));

const before = new Bucket(stack, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
notifyLoader(before);
const existing = new SalesDataPipeline(stack, 'Existing', { bucket: before, removalPolicy: RemovalPolicy.DESTROY });
const created = new SalesDataPipeline(stack, 'Created', { removalPolicy: RemovalPolicy.DESTROY });
notifyLoader(created.bucket);

const deployed = new DeployedStack(stack);
for (const sales of [existing, created]) {
  const pipeline = deployed.pipeline(sales);
  pipeline.upload('order.json', { 'contact-info': { name: 'Ada' }, 'order-info': { OrderId: '1' } });
  pipeline.expectProcessed('order.json', { records: 1, inserted: 1 });
}
