import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { PropsIn } from './support/synth';
import { synth } from './support/synth';

/** What AwsSolutions finds, as `rule at construct`; for IAM5 with the resource, without the hashes of logical ids. */
function findings(props: PropsIn): string[] {
  const { app } = synth(props);
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return violations.flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) =>
    `${readable(ruleName)} at ${constructPath!.replace(/^Test\/(Sales\/)?/, '').replace(/\/Resource$/, '')}`)).sort();
}

const readable = (rule: string): string => rule
  .replace(/^AwsSolutions-/, '')
  .replace(/\{"Fn::Select".*\}\]\}\]\}/, '<the workflow\'s name>')
  .replace(/<Sales([A-Za-z]+)[0-9A-F]{8}/, '<$1');

type Findings = { [finding: string]: string };

const BUCKET: Findings = {
  'S1 at Bucket': 'access logs are left to the account: its trail or its log bucket, and what it pays for them',
};

const QUEUE: Findings = {
  'SQS3 at DeadLetterQueue': 'this queue is itself the end of the line: people read it',
};

const ALWAYS: Findings = {
  'IAM5[Resource::*] at FanOutWorkflow/Role/DefaultPolicy': 'log delivery and X-Ray know no resources',
  'IAM5[Resource::*] at FileWorkflow/Role/DefaultPolicy': 'log delivery and X-Ray know no resources',
  'IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<the workflow\'s name>/Batches:*] at FanOutWorkflow/DistributedMapPolicy':
    'the Distributed Map\'s own executions, whose names Step Functions makes up',
  'IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<the workflow\'s name>:*] at FanOutWorkflow/DistributedMapPolicy':
    'the workflow\'s own executions, whose names are not known before',
};

const OBJECTS: Findings = {
  'IAM5[Resource::<Bucket.Arn>/*] at SplitterRole/DefaultPolicy': 'every object is a sales file; objectKeyPrefix narrows it',
  'IAM5[Resource::<Bucket.Arn>/*] at ValidatorRole/DefaultPolicy': 'every object is a sales file; objectKeyPrefix narrows it',
};

const OBJECTS_OF_BROUGHT_BUCKET: Findings = {
  'IAM5[Resource::arn:<AWS::Partition>:s3:::sales-files/*] at SplitterRole/DefaultPolicy': 'every object is a sales file; objectKeyPrefix narrows it',
  'IAM5[Resource::arn:<AWS::Partition>:s3:::sales-files/*] at ValidatorRole/DefaultPolicy': 'every object is a sales file; objectKeyPrefix narrows it',
};

const NOTIFICATIONS_OF_BROUGHT_BUCKET: Findings = {
  'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole] at BucketNotificationsHandler050a0587b7544547bf325f094a3db834/Role':
    'the CDK\'s own handler, by which it turns on the notifications of a bucket that is there already',
};

const QUIET_LOGS: Findings = {
  'SF1 at FanOutWorkflow': 'level ALL would log eight events of 400 bytes for each record; logLevel turns it on',
  'SF1 at FileWorkflow': 'level ALL would log eight events of 400 bytes for each record; logLevel turns it on',
};

const NO_TRACING: Findings = {
  'SF2 at FanOutWorkflow': 'X-Ray is opt-in, because it is billed by the trace; tracingEnabled turns it on',
  'SF2 at FileWorkflow': 'X-Ray is opt-in, because it is billed by the trace; tracingEnabled turns it on',
};

const TRACING: Findings = {
  'IAM5[Resource::*] at SplitterRole/DefaultPolicy': 'X-Ray knows no resources',
  'IAM5[Resource::*] at ValidatorRole/DefaultPolicy': 'X-Ray knows no resources',
};

const CASES: [string, PropsIn, Findings][] = [
  ['no props', {}, { ...ALWAYS, ...BUCKET, ...QUEUE, ...OBJECTS, ...QUIET_LOGS, ...NO_TRACING }],
  [
    'a customer-managed key',
    (stack) => ({ encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }) }),
    { ...ALWAYS, ...BUCKET, ...QUEUE, ...OBJECTS, ...QUIET_LOGS, ...NO_TRACING },
  ],
  ['logs and traces', { logLevel: LogLevel.ALL, tracingEnabled: true }, { ...ALWAYS, ...BUCKET, ...QUEUE, ...OBJECTS, ...TRACING }],
  [
    'bucket, table and queue by name',
    (stack) => ({
      bucket: Bucket.fromBucketName(stack, 'Files', 'sales-files'),
      table: Table.fromTableName(stack, 'Orders', 'orders'),
      deadLetterQueue: Queue.fromQueueArn(stack, 'Letters', stack.formatArn({ service: 'sqs', resource: 'letters' })),
    }),
    { ...ALWAYS, ...OBJECTS_OF_BROUGHT_BUCKET, ...NOTIFICATIONS_OF_BROUGHT_BUCKET, ...QUIET_LOGS, ...NO_TRACING },
  ],
  [
    'a table of the same stack',
    (stack) => ({
      table: new Table(stack, 'Orders', {
        partitionKey: { name: 'orderId', type: AttributeType.STRING }, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      }),
    }),
    { ...ALWAYS, ...BUCKET, ...QUEUE, ...OBJECTS, ...QUIET_LOGS, ...NO_TRACING },
  ],
];

test.each(CASES)('with %s, AwsSolutions finds what is explained here, and nothing else', (_, props, explained) => {
  expect(findings(props)).toEqual(Object.keys(explained).sort());
});
