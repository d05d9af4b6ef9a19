import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { only, resources } from './support/cloudformation';
import type { PropsIn } from './support/synth';
import { newApp, synth } from './support/synth';
import { DuplicatePolicy, SalesDataPipeline } from '../../src';
import type { RegistryEntry } from '../../src/private/contract/registry';
import { packageJson } from '../../tools/packages/versions';

/** Advanced parameters; standard ones take half of it. */
const MOST = 8 * 1_024;

function entry(props: PropsIn = {}) {
  const synthesized = synth(props);
  const { Properties } = only(synthesized.template, 'AWS::SSM::Parameter');
  return { ...synthesized, properties: Properties, entry: JSON.parse(Properties.Value) as RegistryEntry };
}

test('the parameter is below the path of all pipelines, and names the resources', () => {
  const { properties, entry: found, pipeline, text } = entry();
  expect(properties).toMatchObject({ Name: `/sales-data-pipeline/${pipeline.pipelineName}`, Type: 'String', Tier: 'Intelligent-Tiering' });
  expect(found).toEqual({
    version: '1',
    library: packageJson().version,
    pipeline: pipeline.pipelineName,
    stack: 'Test',
    bucket: text(pipeline.bucket.bucketName),
    objectKeyPrefix: '',
    objectKeySuffix: '',
    table: text(pipeline.table.tableName),
    tableKey: [expect.objectContaining({ name: 'orderId', type: 'S' })],
    recordsPointer: '/orders',
    attributes: { contentHash: '_contentHash', source: '_source' },
    versionAttribute: null,
    duplicatePolicy: 'REJECT',
    historyTable: text(pipeline.historyTable!.tableName),
    historyRetentionDays: 90,
    sensitiveMembers: [],
    deadLetterQueue: text(pipeline.deadLetterQueue.queueUrl),
    fileWorkflow: text(pipeline.fileWorkflow.stateMachineArn),
    fanOutWorkflow: text(pipeline.fanOutWorkflow.stateMachineArn),
    validatorFunction: text(pipeline.validatorFunction.functionName),
    splitterFunction: text(pipeline.splitterFunction.functionName),
    validatorLogs: text(pipeline.validatorFunction.logGroup.logGroupName),
    splitterLogs: text(pipeline.splitterFunction.logGroup.logGroupName),
    fileWorkflowLogs: `/aws/vendedlogs/states/${pipeline.pipelineName}-FileWorkflow`,
    fanOutWorkflowLogs: `/aws/vendedlogs/states/${pipeline.pipelineName}-FanOutWorkflow`,
  });
});

test('the log groups in it exist', () => {
  const { template, entry: found } = entry();
  const named = Object.values(resources(template, 'AWS::Logs::LogGroup')).map(({ Properties }) => Properties.LogGroupName);
  expect(named).toEqual(expect.arrayContaining([found.fileWorkflowLogs, found.fanOutWorkflowLogs]));
});

test('it has the props that a tool needs, as they are', () => {
  const tableKey = {
    partitionKey: { name: 'customer', pointers: ['/customer/id', '/{{ssm:x}}'] },
    sortKey: { name: 'order', type: AttributeType.NUMBER, pointers: ['/"\\\u0001é'] },
  };
  const { entry: found, properties } = entry({
    tableKey,
    recordsPointer: '/{{{a',
    objectKeyPrefix: 'in {{',
    objectKeySuffix: '}}.json',
    duplicatePolicy: DuplicatePolicy.OVERWRITE,
    historyRetention: Duration.hours(36),
    sensitiveMembers: ['/contact-info/email', '/cards/*', '/{{x'],
  });
  expect(found).toMatchObject({
    tableKey: [{ ...tableKey.partitionKey, type: 'S' }, { ...tableKey.sortKey, type: 'N' }],
    recordsPointer: '/{{{a',
    objectKeyPrefix: 'in {{',
    objectKeySuffix: '}}.json',
    duplicatePolicy: 'OVERWRITE',
    versionAttribute: '_version',
    historyRetentionDays: 1.5,
    sensitiveMembers: ['/contact-info/email', '/cards/*', '/{{x'],
  });
  // Parameter Store would take this for a reference to another parameter.
  expect(properties.Value).not.toContain('{{');
});

test('it names no table and no retention where there is no history', () => {
  expect(entry({ historyEnabled: false }).entry).toMatchObject({ historyTable: null, historyRetentionDays: null });
});

test('the retention is also that of the rows in a table that was passed in', () => {
  const { entry: found } = entry((stack) => ({ historyTable: Table.fromTableName(stack, 'Shared', 'history'), historyRetention: Duration.days(400) }));
  expect(found).toMatchObject({ historyTable: 'history', historyRetentionDays: 400 });
});

test('it is a standard parameter, at no cost, unless prefix and pointers are very long; it always fits', () => {
  const usual = entry({ objectKeyPrefix: 'incoming/orders/2026/', objectKeySuffix: '.json' });
  expect(Buffer.byteLength(withLongestNames(usual.properties.Value))).toBeLessThanOrEqual(4_096);

  const name = 'é'.repeat(127);
  const longest = entry({
    objectKeyPrefix: 'p'.repeat(500),
    objectKeySuffix: 's'.repeat(500),
    tableKey: { partitionKey: { name, pointers: Array.from({ length: 3 }, (_, i) => `/${i}${'k'.repeat(1_000)}`) } },
  });
  expect(Buffer.byteLength(withLongestNames(longest.properties.Value))).toBeLessThanOrEqual(MOST);
});

/** With the longest names that CloudFormation gives, instead of references. */
const withLongestNames = (value: string): string => value
  .replace(/<\w*Logs\w*>/g, 'l'.repeat(512))
  .replace(/<\w*Table\w*>/g, 't'.repeat(255))
  .replace(/<\w*Workflow\w*>/g, `arn:aws-us-gov:states:us-gov-west-1:111122223333:stateMachine:${'w'.repeat(80)}`)
  .replace(/<\w*Queue\w*>/g, `https://sqs.us-gov-west-1.amazonaws.com/111122223333/${'q'.repeat(80)}`)
  .replace(/<\w+>/g, 'n'.repeat(64));

test('several pipelines each have a parameter', () => {
  const stack = new Stack(newApp(), 'Test');
  const names = ['Orders', 'Returns'].map((id) => `/sales-data-pipeline/${new SalesDataPipeline(stack, id).pipelineName}`);
  expect(Object.values(resources(Template.fromStack(stack), 'AWS::SSM::Parameter')).map(({ Properties }) => Properties.Name).sort()).toEqual(names.sort());
});
