import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import { DuplicatePolicy, PipelineAlarm, RecordSchema, SalesDataPipeline } from '../../../../src';

/** The same stacks are in ../python, ../java and ../go. Names of a schema are sorted: a map of Go has no other order. */
const app = new App();

const minimal = new SalesDataPipeline(new Stack(app, 'Minimal'), 'Sales');
minimal.metricDeadLetters().createAlarm(minimal, 'DeadLetters', { threshold: 1, evaluationPeriods: 1 });
minimal.metricRejectedRecords().createAlarm(minimal, 'Rejected', { threshold: 100, evaluationPeriods: 1 });

new SalesDataPipeline(new Stack(app, 'SchemaFromObject'), 'Sales', {
  schema: RecordSchema.fromObject({
    additionalProperties: true,
    properties: {
      currency: { enum: ['EUR', 'USD', '円'] },
      express: { default: false, type: 'boolean' },
      id: { maxLength: 20, minLength: 1, type: 'string' },
      total: { minimum: 0.01, multipleOf: 0.01, type: 'number' },
    },
    required: ['id', 'total', 'currency'],
    type: 'object',
  }),
});

new SalesDataPipeline(new Stack(app, 'SchemaFromFile'), 'Sales', {
  schema: RecordSchema.fromFile('order-schema.json', { references: [RecordSchema.fromFile('lines-schema.json')] }),
});

new SalesDataPipeline(new Stack(app, 'KeyAndSortKey'), 'Sales', {
  tableKey: {
    partitionKey: { name: 'customer', pointers: ['/customer/id', '/customerId'] },
    sortKey: { name: 'order', type: AttributeType.NUMBER, pointers: ['/order_id'] },
  },
});

new SalesDataPipeline(new Stack(app, 'DlqRetention'), 'Sales', { dlqRetention: Duration.days(7) });

const existing = new Stack(app, 'ExistingBucket');
new SalesDataPipeline(existing, 'Sales', {
  bucket: Bucket.fromBucketName(existing, 'Files', 'sales-files'),
  objectKeyPrefix: 'incoming/',
  objectKeySuffix: '.json',
});

const everything = new Stack(app, 'Everything', { env: { account: '111122223333', region: 'eu-central-1' } });
const pipeline = new SalesDataPipeline(everything, 'Sales', {
  schema: RecordSchema.contactAndOrder(),
  bucket: new Bucket(everything, 'Files', { versioned: true }),
  table: new Table(everything, 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.STRING } }),
  deadLetterQueue: new Queue(everything, 'DeadLetters', { retentionPeriod: Duration.days(3) }),
  recordsPointer: '/data/orders',
  duplicatePolicy: DuplicatePolicy.OVERWRITE,
  maxConcurrency: 3,
  encryptionKey: new Key(everything, 'Key'),
  removalPolicy: RemovalPolicy.DESTROY,
  logRetention: RetentionDays.ONE_WEEK,
  logLevel: LogLevel.ALL,
  tracingEnabled: true,
});
const clerk = new Role(everything, 'Clerk', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
pipeline.grantUpload(clerk);
pipeline.grantReadItems(clerk);
pipeline.grantCorrect(clerk);
const results = new Queue(everything, 'Results');
pipeline.onFileProcessed('Processed', { target: new SqsQueue(results) });
pipeline.onFileFailed('Failed', { target: new SqsQueue(results), description: 'A file could not be processed' });

const page = new SnsAction(new Topic(everything, 'Page'));
const alarms = pipeline.addAlarms({
  actions: [page],
  okActions: [page],
  without: [PipelineAlarm.FAN_OUT_WORKFLOW_ABORTED],
  deadLetters: 5,
  rejectedPercent: 2.5,
  noFileFor: Duration.hours(12),
});
alarms.noFile!.addInsufficientDataAction(page);
pipeline.addDashboard({ dashboardName: 'Orders', defaultInterval: Duration.hours(6) });
pipeline.metricTakenKeys({ period: Duration.hours(1) }).createAlarm(everything, 'Taken', { threshold: 10, evaluationPeriods: 1 });

app.synth();
