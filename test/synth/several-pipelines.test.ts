import { Lazy, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { RecordSchema, SalesDataPipeline } from '../../src';
import { resources } from './support/cloudformation';
import { allStatements } from './support/permissions';
import { newApp } from './support/synth';

test('two pipelines in one stack each have a name and resources', () => {
  // Prepare
  const stack = new Stack(newApp(), 'Test');

  // Act
  const orders = new SalesDataPipeline(stack, 'Orders');
  const returns = new SalesDataPipeline(stack, 'Returns', { schema: RecordSchema.fromObject({}) });
  const template = Template.fromStack(stack);

  // Assess
  expect(orders.pipelineName).not.toBe(returns.pipelineName);
  template.resourceCountIs('AWS::S3::Bucket', 2);
  template.resourceCountIs('AWS::DynamoDB::Table', 4);
  template.resourceCountIs('AWS::SQS::Queue', 2);
  template.resourceCountIs('AWS::StepFunctions::StateMachine', 4);
  const functions = Object.values(resources(template, 'AWS::Lambda::Function'));
  expect(functions.map(({ Properties }) => Properties.Environment.Variables.PIPELINE_NAME).sort())
    .toEqual([orders, orders, returns, returns].map(({ pipelineName }) => pipelineName).sort());
  // Each has its own schema.
  expect(new Set(functions.map(({ Properties }) => Properties.Code.S3Key)).size).toBe(2);
});

test('two pipelines can share bucket, table and queue', () => {
  // Prepare
  const stack = new Stack(newApp(), 'Test');
  const bucket = new Bucket(stack, 'Files');
  const table = new Table(stack, 'Items', { partitionKey: { name: 'orderId', type: AttributeType.STRING } });
  const deadLetterQueue = new Queue(stack, 'DeadLetters');

  // Act
  new SalesDataPipeline(stack, 'Orders', { bucket, table, deadLetterQueue, objectKeyPrefix: 'orders/' });
  new SalesDataPipeline(stack, 'Returns', { bucket, table, deadLetterQueue, objectKeyPrefix: 'returns/' });
  const template = Template.fromStack(stack);

  // Assess
  const rules = resources(template, 'AWS::Events::Rule');
  expect(Object.keys(rules)).toHaveLength(4);
  const prefixes = Object.values(rules).flatMap(({ Properties }) => Properties.EventPattern.detail.object?.key ?? []);
  expect(prefixes).toEqual([{ prefix: 'orders/' }, { prefix: 'returns/' }]);
  const senders = allStatements(template).filter(({ type, Principal }) => type === 'AWS::SQS::QueuePolicy' && Principal.Service === 'events.amazonaws.com');
  expect(senders.map(({ Condition }) => Condition?.ArnEquals['aws:SourceArn']).sort()).toEqual(Object.keys(rules).map((id) => `<${id}.Arn>`).sort());
});

test('two pipelines whose maxConcurrency is known later have their own', () => {
  // Prepare
  const stack = new Stack(newApp(), 'Test');

  // Act
  [3, 4].forEach((maxConcurrency) => new SalesDataPipeline(stack, `Pipeline${maxConcurrency}`, {
    maxConcurrency: Lazy.any({ produce: () => maxConcurrency }) as unknown as number,
  }));
  const machines = Object.values(resources(Template.fromStack(stack), 'AWS::StepFunctions::StateMachine'));

  // Assess
  const found = machines.flatMap(({ Properties }) => String(Properties.DefinitionString).match(/"MaxConcurrency":[34],/g) ?? []);
  expect(found.sort()).toEqual(['"MaxConcurrency":3,', '"MaxConcurrency":4,']);
});

test('the same pipeline in stages, stacks, nested stacks and under similar ids has a different name in each', () => {
  // Prepare
  const app = newApp();
  const [test, production] = [new Stage(app, 'Test'), new Stage(app, 'Production')];
  const scopes = [
    new Stack(test, 'Shop'),
    new Stack(production, 'Shop'),
    new Stack(app, 'Shop'),
    new Stack(app, 'Renamed', { stackName: 'shop-of-another-name' }),
    new NestedStack(new Stack(app, 'A'), 'Shop'),
    new NestedStack(new Stack(app, 'B'), 'Shop'),
  ];

  // Act
  const names = scopes.flatMap((scope) => ['Sales', 'Sales-', 'S'.repeat(100)]
    .map((id) => new SalesDataPipeline(scope, id).pipelineName));

  // Assess
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) {
    expect(name).toMatch(/^[A-Za-z0-9-]{1,80}$/);
  }
});

test('in a stage with an environment the functions use the assets of its region', () => {
  const inStage = new Stack(new Stage(newApp(), 'Production', { env: { account: '111122223333', region: 'eu-central-1' } }), 'Shop');
  new SalesDataPipeline(inStage, 'Sales');
  const template = Template.fromStack(inStage);
  template.resourceCountIs('AWS::StepFunctions::StateMachine', 2);
  template.resourceCountIs('AWS::Lambda::Function', 2);
  expect(Object.values(resources(template, 'AWS::Lambda::Function')).every(({ Properties }) => Properties.Code.S3Bucket.includes('eu-central-1'))).toBe(true);
});

test('the name is in the announcements and the dead letters of both workflows', () => {
  const stack = new Stack(newApp(), 'Test');
  const { pipelineName } = new SalesDataPipeline(stack, 'Sales');
  for (const { Properties } of Object.values(resources(Template.fromStack(stack), 'AWS::StepFunctions::StateMachine'))) {
    expect(Properties.DefinitionString).toContain(`"pipeline":"${pipelineName}"`);
    expect(Properties.DefinitionString).toContain(`'pipeline': '${pipelineName}'`);
  }
});
