import { Duration } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import type { PropsIn, SynthOptions, Synthesized } from './synth';
import { synth } from './synth';
import { DuplicatePolicy, RecordSchema } from '../../../src';

export interface Configuration {
  readonly name: string;
  readonly props: PropsIn;
  readonly options?: SynthOptions;
}

const ORDER_ID = { name: 'orderId', type: AttributeType.STRING };

const HISTORY = { day: { name: 'day', type: AttributeType.STRING }, upload: { name: 'upload', type: AttributeType.STRING } };

/** The pipelines for the tests of what every pipeline must have. */
export const CONFIGURATIONS: Configuration[] = [
  { name: 'no props', props: {} },
  { name: 'no props, with the feature flags of a new CDK app', props: {}, options: { context: CURRENTLY_RECOMMENDED_FLAGS } },
  { name: 'a stack with an environment', props: {}, options: { env: { account: '111122223333', region: 'cn-north-1' } } },
  { name: 'a customer-managed key', props: (stack) => ({ encryptionKey: new Key(stack, 'Key') }) },
  {
    name: 'an imported customer-managed key',
    props: (stack) => ({ encryptionKey: Key.fromKeyArn(stack, 'Key', stack.formatArn({ service: 'kms', resource: 'key', resourceName: 'k' })) }),
  },
  {
    name: 'bucket, table and queue of the same stack',
    props: (stack) => ({
      bucket: new Bucket(stack, 'Files'),
      table: new Table(stack, 'Orders', { partitionKey: ORDER_ID }),
      deadLetterQueue: new Queue(stack, 'DeadLetters'),
    }),
  },
  {
    name: 'bucket, table and queue of the same stack, each with a key of its own',
    props: (stack) => ({
      bucket: new Bucket(stack, 'Files', { encryptionKey: new Key(stack, 'FilesKey') }),
      table: new Table(stack, 'Orders', { partitionKey: ORDER_ID, encryptionKey: new Key(stack, 'OrdersKey') }),
      deadLetterQueue: new Queue(stack, 'DeadLetters', { encryptionMasterKey: new Key(stack, 'DeadLettersKey') }),
    }),
  },
  {
    name: 'bucket, table and queue by name',
    props: (stack) => ({
      bucket: Bucket.fromBucketName(stack, 'Files', 'sales-files'),
      table: Table.fromTableName(stack, 'Orders', 'orders'),
      deadLetterQueue: Queue.fromQueueArn(stack, 'DeadLetters', stack.formatArn({ service: 'sqs', resource: 'dead-letters' })),
    }),
  },
  {
    name: 'no history and no announcements',
    props: { historyEnabled: false, announcementsEnabled: false },
  },
  {
    name: 'an existing table for the history, with a key of its own',
    props: (stack) => ({
      historyTable: new Table(stack, 'Files', { partitionKey: HISTORY.day, sortKey: HISTORY.upload, encryptionKey: new Key(stack, 'FilesKey') }),
    }),
  },
  {
    name: 'every other prop',
    props: {
      schema: RecordSchema.fromObject({ type: 'object' }),
      tableKey: {
        partitionKey: { name: 'customer', pointers: ['/customer/id', '/customerId'] },
        sortKey: { name: 'order', type: AttributeType.NUMBER, pointers: ['/order_id'] },
      },
      dlqRetention: Duration.days(7),
      recordsPointer: '/data',
      objectKeyPrefix: 'incoming/',
      objectKeySuffix: '.json',
      duplicatePolicy: DuplicatePolicy.OVERWRITE,
      recordVersion: { pointers: ['/updated_at'] },
      contentHashAttribute: 'hash',
      sourceAttribute: 'origin',
      versionAttribute: 'version',
      maxConcurrency: 3,
      deadLettersPerBatch: 20,
      historyRetention: Duration.days(30),
      logRetention: RetentionDays.ONE_WEEK,
      logLevel: LogLevel.ALL,
      tracingEnabled: true,
    },
  },
];

const synthesized = new Map<Configuration, Synthesized>();

/** A configuration, synthesized once for all tests of a file. */
export function synthOnce(configuration: Configuration): Synthesized {
  if (!synthesized.has(configuration)) {
    synthesized.set(configuration, synth(configuration.props, configuration.options));
  }
  return synthesized.get(configuration)!;
}
