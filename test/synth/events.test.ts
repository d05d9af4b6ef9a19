import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { SalesDataPipeline } from '../../src';
import { resources } from './support/cloudformation';
import { matches } from './support/event-pattern';
import { newApp, synth } from './support/synth';
import { workflows } from './support/workflow';

/** The rules besides the two of the pipeline. */
const usersRules = (template: Template) => Object.values(resources(template, 'AWS::Events::Rule')).map(({ Properties }) => Properties)
  .filter(({ EventPattern }) => !EventPattern.source.some((source: string) => source.startsWith('aws.')));

const announced = (pipeline: SalesDataPipeline, kind: string, detail = {}) =>
  ({ 'source': 'sales-data-pipeline', 'detail-type': `Sales File ${kind}`, 'detail': { pipeline: pipeline.pipelineName, key: 'a.json', ...detail } });

test.each([
  ['onFileProcessed', 'Processed', 'Failed'],
  ['onFileFailed', 'Failed', 'Processed'],
] as const)('%s runs the target for this event of this pipeline, and for no other event', (on, kind, other) => {
  // Act
  const { template, pipeline, stack, text } = synth({}, {
    use: (p, s) => p[on]('Rule', { target: new SqsQueue(new Queue(s, 'Results')) }),
  });

  // Assess
  const [rule] = usersRules(template);
  expect(matches(rule.EventPattern, announced(pipeline, kind))).toBe(true);
  expect(matches(rule.EventPattern, announced(pipeline, other))).toBe(false);
  expect(matches(rule.EventPattern, announced(pipeline, kind, { pipeline: 'another' }))).toBe(false);
  expect(matches(rule.EventPattern, { ...announced(pipeline, kind), source: 'another' })).toBe(false);
  expect(rule.Targets).toMatchObject([{ Arn: text((stack.node.findChild('Results') as Queue).queueArn) }]);
  expect(rule.EventBusName).toBeUndefined();
});

test.each(['onFileProcessed', 'onFileFailed'] as const)('%s works without options; targets can be added to what it returns', (on) => {
  const { template } = synth({}, {
    use: (p, s) => p[on]('Rule').addTarget(new SqsQueue(new Queue(s, 'Results'), { message: RuleTargetInput.fromText('done') })),
  });
  expect(usersRules(template)[0].Targets).toHaveLength(1);
});

test('a rule can be named and described', () => {
  const { template } = synth({}, { use: (p) => p.onFileFailed('Rule', { ruleName: 'sales-failed', description: 'tell us' }) });
  expect(usersRules(template)).toMatchObject([{ Name: 'sales-failed', Description: 'tell us' }]);
});

test('a pattern narrows the events', () => {
  const { template, pipeline } = synth({}, { use: (p) => p.onFileProcessed('Rule', { eventPattern: { detail: { bucket: ['files'] } } }) });
  const [{ EventPattern }] = usersRules(template);
  expect(matches(EventPattern, announced(pipeline, 'Processed', { bucket: 'files' }))).toBe(true);
  expect(matches(EventPattern, announced(pipeline, 'Processed', { bucket: 'others' }))).toBe(false);
  expect(matches(EventPattern, announced(pipeline, 'Failed', { bucket: 'files' }))).toBe(false);
});

test('a rule can be in the stack of its target', () => {
  // Prepare
  const app = newApp();
  const sales = new Stack(app, 'Sales');
  const other = new Stack(app, 'Other');
  const pipeline = new SalesDataPipeline(sales, 'Sales');

  // Act
  pipeline.onFileProcessed('Rule', { crossStackScope: other, target: new SqsQueue(new Queue(other, 'Results')) });

  // Assess
  expect(usersRules(Template.fromStack(sales))).toEqual([]);
  expect(matches(usersRules(Template.fromStack(other))[0].EventPattern, announced(pipeline, 'Processed'))).toBe(true);
});

test('both workflows send the announcements that the rules match to the default bus', () => {
  const { template, pipeline } = synth({}, { use: (p) => { p.onFileProcessed('Processed'); p.onFileFailed('Failed'); } });
  const kinds = workflows(template).flatMap(({ states }) => states)
    .filter(({ state }) => state.Resource?.endsWith(':events:putEvents'))
    .map(({ state }) => {
      const [entry, ...others] = state.Arguments.Entries;
      expect(others).toEqual([]);
      const event = { 'source': entry.Source, 'detail-type': entry.DetailType, 'detail': { pipeline: pipeline.pipelineName } };
      return usersRules(template).filter(({ EventPattern }) => matches(EventPattern, event)).map(() => [entry.DetailType, entry.EventBusName]);
    });
  // One rule waits for each.
  expect(kinds.flat().sort()).toEqual([
    ['Sales File Failed', 'default'], ['Sales File Failed', 'default'], ['Sales File Processed', 'default'], ['Sales File Processed', 'default'],
  ]);
});
