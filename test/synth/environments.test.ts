import { Stack } from 'aws-cdk-lib';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { SalesDataPipelineProps } from '../../src';
import { SalesDataPipeline } from '../../src';
import { newApp } from './support/synth';

const HERE = { account: '111122223333', region: 'eu-central-1' };
const ELSEWHERE = { account: HERE.account, region: 'us-east-1' };
const SOMEBODY = { account: '999999999999', region: HERE.region };

type ExistingResource = (scope: Stack, env: typeof HERE) => SalesDataPipelineProps;

const partitionKey = { name: 'orderId', type: AttributeType.STRING };
const arn = (service: string, resource: string, env: typeof HERE) => `arn:aws:${service}:${env.region}:${env.account}:${resource}`;
const stackIn = (scope: Stack, env: typeof HERE) => new Stack(scope.node.root as any, 'Other', { env });

const BUCKETS: [string, ExistingResource][] = [
  ['bucket', (stack, env) => ({ bucket: Bucket.fromBucketAttributes(stack, 'Existing', { bucketName: 'files', ...env }) })],
  ['bucket', (stack, env) => ({ bucket: new Bucket(stackIn(stack, env), 'Existing', { bucketName: 'files' }) })],
];
const TABLES: [string, ExistingResource][] = [
  ['table', (stack, env) => ({ table: Table.fromTableArn(stack, 'Existing', arn('dynamodb', 'table/orders', env)) })],
  ['table', (stack, env) => ({ table: TableV2.fromTableArn(stack, 'Existing', arn('dynamodb', 'table/orders', env)) })],
  ['table', (stack, env) => ({ table: new Table(stackIn(stack, env), 'Existing', { tableName: 'orders', partitionKey }) })],
  ['table', (stack, env) => ({ table: new TableV2(stackIn(stack, env), 'Existing', { tableName: 'orders', partitionKey }) })],
];
const QUEUES: [string, ExistingResource][] = [
  ['deadLetterQueue', (stack, env) => ({ deadLetterQueue: Queue.fromQueueArn(stack, 'Existing', arn('sqs', 'dead-letters', env)) })],
  ['deadLetterQueue', (stack, env) => ({ deadLetterQueue: new Queue(stackIn(stack, env), 'Existing', { queueName: 'dead-letters' }) })],
];
const KEYS: [string, ExistingResource][] = [
  ['encryptionKey', (stack, env) => ({ encryptionKey: Key.fromKeyArn(stack, 'Existing', arn('kms', 'key/k', env)) })],
];

function synthesize(existing: ExistingResource, env: typeof HERE, stackEnv?: typeof HERE): void {
  const app = newApp();
  const stack = new Stack(app, 'Test', { env: stackEnv });
  new SalesDataPipeline(stack, 'Sales', existing(stack, env));
  app.synth();
}

test.each([...BUCKETS, ...TABLES, ...QUEUES, ...KEYS])('%s of another region is refused: %s', (prop, existing) => {
  expect(() => synthesize(existing, ELSEWHERE, HERE)).toThrow(new RegExp(`^SalesDataPipeline Test/Sales: ${prop} must .*Existing.*us-east-1.*eu-central-1.* [Pp]ass in `, 's'));
});

test.each([...BUCKETS, ...TABLES, ...QUEUES])('%s of another account is refused: %s', (prop, existing) => {
  expect(() => synthesize(existing, SOMEBODY, HERE)).toThrow(new RegExp(`^SalesDataPipeline Test/Sales: ${prop} must .*Existing.*999999999999.*111122223333.* [Pp]ass in `, 's'));
});

test('a key of another account is accepted', () => {
  expect(() => synthesize(KEYS[0][1], SOMEBODY, HERE)).not.toThrow();
});

test.each([BUCKETS[0], TABLES[0], TABLES[1], QUEUES[0], KEYS[0]])('%s of the same account and region is accepted: %s', (_, existing) => {
  expect(() => synthesize(existing, HERE, HERE)).not.toThrow();
});

test.each([BUCKETS[0], TABLES[0], TABLES[1], QUEUES[0], KEYS[0]])('%s is accepted in a stack without an environment: %s', (_, existing) => {
  expect(() => synthesize(existing, ELSEWHERE)).not.toThrow();
});

test('the replica of a global table in the region of the stack is accepted', () => {
  const app = newApp();
  const table = new TableV2(new Stack(app, 'Orders', { env: ELSEWHERE }), 'Orders', { tableName: 'orders', partitionKey, replicas: [{ region: HERE.region }] });

  new SalesDataPipeline(new Stack(app, 'Test', { env: HERE }), 'Sales', { table: table.replica(HERE.region) });

  expect(() => app.synth()).not.toThrow();
});
