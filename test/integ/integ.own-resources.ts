import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DeployedStack, integApp } from './support/deployed-stack';
import { RecordSchema, SalesDataPipeline } from '../../src';

const stack = new Stack(integApp(), 'IntegOwnResources');
const key = new Key(stack, 'Key', { removalPolicy: RemovalPolicy.DESTROY, pendingWindow: Duration.days(7) });

const sales = new SalesDataPipeline(stack, 'Sales', {
  bucket: new Bucket(stack, 'Bucket', { encryption: BucketEncryption.KMS, encryptionKey: key, removalPolicy: RemovalPolicy.DESTROY }),
  objectKeyPrefix: 'incoming/',
  objectKeySuffix: '.json',
  table: new Table(stack, 'Table', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    removalPolicy: RemovalPolicy.DESTROY,
  }),
  tableKey: { partitionKey: { name: 'id', pointers: ['/sale/id'] } },
  deadLetterQueue: new Queue(stack, 'DeadLetterQueue', { encryptionMasterKey: key, retentionPeriod: Duration.days(4) }),
  schema: RecordSchema.fromObject({
    type: 'object',
    required: ['sale'],
    properties: { sale: { type: 'object', properties: { amount: { type: 'number', minimum: 0 } } } },
  }),
  recordsPointer: '/sales',
});

const pipeline = new DeployedStack(stack).pipeline(sales);
pipeline.upload('elsewhere/sales.json', { sales: [{ sale: { id: 'not looked at' } }] });
pipeline.upload('incoming/sales.json', { sales: [{ sale: { id: 'A', amount: 12.50 } }, { sale: { id: 'B', amount: -1 } }] });
pipeline.expectProcessed('incoming/sales.json', { records: 2, inserted: 1, rejected: 1 });
pipeline.expectItem({ id: { S: 'A' } }, { sale: { M: { amount: { N: '12.5' } } }, _source: { S: 'incoming/sales.json#0' } });
pipeline.expectDeadLetter({ reason: 'SCHEMA_VIOLATION', record: '{"sale":{"id":"B","amount":-1}}' });
