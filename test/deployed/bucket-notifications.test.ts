import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { Stack } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue as SqsQueue } from 'aws-cdk-lib/aws-sqs';
import { S3_KEEP_NOTIFICATION_IN_IMPORTED_BUCKET } from 'aws-cdk-lib/cx-api';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import { Queue } from '../../testkit/pipeline/queue';

/** The loader that a bucket also notifies. */
const loaderOf = (stackName: string) => `${stackName}-loader`;

function notifyLoader(bucket: IBucket): void {
  const stack = Stack.of(bucket);
  const loader = new SqsQueue(stack, 'Loader', { queueName: loaderOf(stack.stackName) });
  bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(loader));
}

/** A stack, with the feature flag as it is in an app. */
function withFlag(stack: Stack, flag: boolean): Stack {
  stack.node.setContext(S3_KEEP_NOTIFICATION_IN_IMPORTED_BUCKET, flag);
  return stack;
}

/** The pipeline creates the bucket. */
const created = (_: Stack) => ({});

function notifiedBefore(stack: Stack) {
  const bucket = new Bucket(stack, 'Files');
  notifyLoader(bucket);
  return { bucket };
}

const pipelines = {
  CreatedFlagOff: (stack: Stack) => created(withFlag(stack, false)),
  CreatedFlagOn: (stack: Stack) => created(withFlag(stack, true)),
  BeforeFlagOff: (stack: Stack) => notifiedBefore(withFlag(stack, false)),
  BeforeFlagOn: (stack: Stack) => notifiedBefore(withFlag(stack, true)),
  AfterFlagOff: (stack: Stack) => ({ bucket: new Bucket(withFlag(stack, false), 'Files') }),
  AfterFlagOn: (stack: Stack) => ({ bucket: new Bucket(withFlag(stack, true), 'Files') }),
};

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of(pipelines, {
    adjust: ({ bucket, node }) => { if (!node.path.startsWith('Before')) notifyLoader(bucket); },
  });
}, 240_000);

afterAll(() => deployment?.stop());

test.each(Object.keys(pipelines))('%s: pipeline and loader both hear of an upload', async (name) => {
  const { QueueUrl } = await deployment.clients.sqs.send(new GetQueueUrlCommand({ QueueName: loaderOf(name) }));

  const { announcement } = await deployment.pipeline(name).upload('order.json', JSON.stringify(order()));

  expect(announcement.detail).toMatchObject({ records: 1, inserted: 1 });
  const heard = await new Queue(deployment.clients.sqs, QueueUrl!).takeAll();
  expect(heard.join()).toContain('order.json');
}, 120_000);
