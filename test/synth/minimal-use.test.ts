import type { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { allResources, only, recordTable, resources } from './support/cloudformation';
import { synth } from './support/synth';
import { fanOutWorkflow, fileWorkflow } from './support/workflow';

const { template, pipeline, stack, text, warnings, errors } = synth();

test('creates these resources and no others: no custom resource, no function but validator and splitter', () => {
  const types = Object.values(allResources(template)).map(({ Type }) => Type);
  expect(count(types)).toEqual({
    'AWS::DynamoDB::Table': 2,
    'AWS::Events::Rule': 2,
    'AWS::IAM::Policy': 6,
    'AWS::IAM::Role': 5,
    'AWS::Lambda::Function': 2,
    'AWS::Logs::LogGroup': 4,
    'AWS::S3::Bucket': 1,
    'AWS::S3::BucketPolicy': 1,
    'AWS::Logs::MetricFilter': 4,
    'AWS::SQS::Queue': 1,
    'AWS::SQS::QueuePolicy': 1,
    'AWS::SSM::Parameter': 1,
    'AWS::StepFunctions::StateMachine': 2,
  });
});

test('gives no warnings', () => {
  expect({ warnings, errors }).toEqual({ warnings: [], errors: [] });
});

test('uses no deprecated API of the CDK', () => {
  process.env.JSII_DEPRECATED = 'fail';
  try {
    expect(() => synth({}, {
      use: (made) => {
        made.addAlarms();
        made.addDashboard();
      },
    })).not.toThrow();
  } finally {
    delete process.env.JSII_DEPRECATED;
  }
});

test('sets no physical names except those with the pipeline name, so that it can be created twice and be replaced', () => {
  const named = Object.values(allResources(template)).flatMap(({ Type, Properties }) => Object.keys(Properties)
    // A metric filter names the log group that it belongs to.
    .filter(() => Type !== 'AWS::Logs::MetricFilter')
    .filter((name) => ['BucketName', 'TableName', 'QueueName', 'FunctionName', 'StateMachineName', 'RoleName', 'LogGroupName', 'Name'].includes(name))
    .filter((name) => !String(Properties[name]).includes(pipeline.pipelineName))
    .map((name) => `${Type} ${name}`));
  expect(named).toEqual([]);
});

test.each([
  ['bucket', pipeline.bucket, 'AWS::S3::Bucket'],
  ['table', pipeline.table, 'AWS::DynamoDB::Table'],
  ['historyTable', pipeline.historyTable!, 'AWS::DynamoDB::Table'],
  ['deadLetterQueue', pipeline.deadLetterQueue, 'AWS::SQS::Queue'],
  ['fileWorkflow', pipeline.fileWorkflow, 'AWS::StepFunctions::StateMachine'],
  ['fanOutWorkflow', pipeline.fanOutWorkflow, 'AWS::StepFunctions::StateMachine'],
  ['validatorFunction', pipeline.validatorFunction, 'AWS::Lambda::Function'],
  ['splitterFunction', pipeline.splitterFunction, 'AWS::Lambda::Function'],
  ['uploadRule', pipeline.uploadRule, 'AWS::Events::Rule'],
])('the attribute %s is the resource in the template', (_, construct, type) => {
  const id = logicalId(construct);
  expect(Object.keys(resources(template, type))).toContain(id);
});

test('each attribute is the right one among resources of its type', () => {
  expect(logicalId(pipeline.fileWorkflow)).toBe(fileWorkflow(template).logicalId);
  expect(logicalId(pipeline.fanOutWorkflow)).toBe(fanOutWorkflow(template).logicalId);
  const functions = resources(template, 'AWS::Lambda::Function');
  expect(functions[logicalId(pipeline.validatorFunction)].Properties.Handler).toMatch(/validator/);
  expect(functions[logicalId(pipeline.splitterFunction)].Properties.Handler).toMatch(/splitter/);
  expect(resources(template, 'AWS::Events::Rule')[logicalId(pipeline.uploadRule)].Properties.EventPattern['detail-type']).toEqual(['Object Created']);
});

test('the names of the attributes are references into the template', () => {
  expect(text(pipeline.bucket.bucketName)).toBe(`<${logicalId(pipeline.bucket)}>`);
  expect(text(pipeline.table.tableName)).toBe(`<${logicalId(pipeline.table)}>`);
  expect(text(pipeline.deadLetterQueue.queueUrl)).toBe(`<${logicalId(pipeline.deadLetterQueue)}>`);
});

test('the bucket is versioned and sends its events to EventBridge without a custom resource', () => {
  expect(only(template, 'AWS::S3::Bucket').Properties).toMatchObject({
    VersioningConfiguration: { Status: 'Enabled' },
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  });
});

test('the table is on demand, with point-in-time recovery and the string key orderId', () => {
  expect(recordTable(template).Properties).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
  });
});

test('bucket, tables and queue are retained when they are removed from the stack', () => {
  for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::SQS::Queue']) {
    for (const resource of Object.values(resources(template, type))) {
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  }
});

test('dead letters are kept for 14 days', () => {
  expect(only(template, 'AWS::SQS::Queue').Properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
});

test('ten batches of a large file are processed at a time', () => {
  const map = fanOutWorkflow(template).states.find(({ state }) => state.ItemProcessor?.ProcessorConfig.Mode === 'DISTRIBUTED')!;
  expect(map.state.MaxConcurrency).toBe(10);
});

test('two syntheses give the same template', () => {
  expect(synth().template.toJSON()).toEqual(template.toJSON());
});

test('the template names no account, region or partition', () => {
  expect(JSON.stringify(template.toJSON())).not.toMatch(/arn:aws|[a-z]{2}-[a-z]+-\d|\b\d{12}\b/);
});

function count(names: string[]): { [name: string]: number } {
  return names.reduce<{ [name: string]: number }>((counts, name) => ({ ...counts, [name]: (counts[name] ?? 0) + 1 }), {});
}

function logicalId(construct: IConstruct): string {
  return stack.getLogicalId(construct.node.defaultChild as CfnElement);
}
