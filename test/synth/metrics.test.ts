import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { SalesDataPipeline } from '../../src';
import { only, resources } from './support/cloudformation';
import { synth } from './support/synth';

const minimal = synth();

test.each([
  ['metricAcceptedRecords', 'AcceptedRecords'],
  ['metricRejectedRecords', 'RejectedRecords'],
  ['metricSharedDeadLetters', 'SharedDeadLetters'],
  ['metricBytes', 'Bytes'],
] as const)('%s is the sum over 5 minutes of the counts of this pipeline', (metric, metricName) => {
  const { pipeline } = minimal;
  expect(pipeline[metric]().toMetricConfig().metricStat).toMatchObject({
    namespace: 'SalesDataPipeline',
    metricName,
    dimensions: [{ name: 'Pipeline', value: pipeline.pipelineName }],
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
});

test.each([
  ['AcceptedRecords', 'Count'], ['RejectedRecords', 'Count'], ['SharedDeadLetters', 'Count'], ['Bytes', 'Bytes'],
])('%s is made of the lines of the validator function that have it, by pipeline', (metric, unit) => {
  const { template } = minimal;
  const [validator] = Object.values(resources(template, 'AWS::Lambda::Function')).filter(({ Properties }) => Properties.Handler === 'index.validator');
  const [{ Properties }] = Object.values(resources(template, 'AWS::Logs::MetricFilter'))
    .filter(({ Properties: { MetricTransformations } }) => MetricTransformations[0].MetricName === metric);
  expect(Properties).toEqual({
    LogGroupName: validator.Properties.LoggingConfig.LogGroup,
    FilterPattern: `{ $.${metric} = "*" }`,
    MetricTransformations: [{
      MetricNamespace: 'SalesDataPipeline', MetricName: metric, MetricValue: `$.${metric}`, Unit: unit, Dimensions: [{ Key: 'Pipeline', Value: '$.Pipeline' }],
    }],
  });
});

test.each([
  ['metricFiles', 'AWS/Events', 'Invocations', 'Sum', 'RuleName', 'Uploaded'],
  ['metricTakenKeys', 'AWS/DynamoDB', 'ConditionalCheckFailedRequests', 'Sum', 'TableName', 'Table'],
  ['metricFileDuration', 'AWS/States', 'ExecutionTime', 'p99', 'StateMachineArn', 'FileWorkflow'],
  ['metricLargeFileDuration', 'AWS/States', 'ExecutionTime', 'Maximum', 'StateMachineArn', 'FanOutWorkflow'],
] as const)('%s comes from %s, which costs nothing', (metric, namespace, metricName, statistic, dimension, of) => {
  const { pipeline, stack } = minimal;
  const { metricStat } = pipeline[metric]().toMetricConfig();
  expect(metricStat).toMatchObject({ namespace, metricName, statistic, period: Duration.minutes(5) });
  expect(stack.resolve(metricStat!.dimensions)).toEqual([{ name: dimension, value: { Ref: expect.stringMatching(new RegExp(`^Sales${of}[0-9A-F]{8}$`)) } }]);
});

test('metricDeadLetters is the highest number of dead letters within 5 minutes', () => {
  const { pipeline, stack } = minimal;
  const { metricStat } = pipeline.metricDeadLetters().toMetricConfig();
  expect(metricStat).toMatchObject({
    namespace: 'AWS/SQS', metricName: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum', period: Duration.minutes(5),
  });
  expect(stack.resolve(metricStat!.dimensions)).toEqual([{ name: 'QueueName', value: stack.resolve(pipeline.deadLetterQueue.queueName) }]);
});

test('metricDeadLetters is the metric of an existing queue', () => {
  const { pipeline, stack } = synth((s) => ({ deadLetterQueue: new Queue(s, 'DeadLetters') }));
  const { metricStat } = pipeline.metricDeadLetters().toMetricConfig();
  expect(stack.resolve(metricStat!.dimensions![0].value)).toEqual(stack.resolve((stack.node.findChild('DeadLetters') as Queue).queueName));
});

test.each<[string, (pipeline: SalesDataPipeline) => Metric]>([
  ['metricAcceptedRecords', (p) => p.metricAcceptedRecords({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricRejectedRecords', (p) => p.metricRejectedRecords({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricSharedDeadLetters', (p) => p.metricSharedDeadLetters({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricBytes', (p) => p.metricBytes({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricFiles', (p) => p.metricFiles({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricTakenKeys', (p) => p.metricTakenKeys({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricFileDuration', (p) => p.metricFileDuration({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricLargeFileDuration', (p) => p.metricLargeFileDuration({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricDeadLetters', (p) => p.metricDeadLetters({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
])('%s takes options', (_, metric) => {
  const made = metric(minimal.pipeline);
  expect([made.period.toSeconds(), made.statistic, made.label]).toEqual([3600, 'Average', 'L']);
});

test('metricLostEvents is the sum of what EventBridge loses of both rules', () => {
  const { template, pipeline } = synth({}, {
    use: (p, stack) => { p.metricLostEvents({ period: Duration.minutes(1) }).createAlarm(stack, 'LostEvents', { threshold: 1, evaluationPeriods: 1 }); },
  });
  const { Metrics } = only(template, 'AWS::CloudWatch::Alarm').Properties;
  const lost = Metrics.flatMap(({ MetricStat }: any) => MetricStat ?? []);
  const rules = Object.entries(resources(template, 'AWS::Events::Rule'));
  expect(lost).toHaveLength(rules.length);
  expect(lost).toEqual(expect.arrayContaining(rules.map(([id]) => ({
    Metric: { Namespace: 'AWS/Events', MetricName: 'InvocationsFailedToBeSentToDlq', Dimensions: [{ Name: 'RuleName', Value: `<${id}>` }] }, Period: 60, Stat: 'Sum',
  }))));
  expect(Metrics.find(({ Expression }: any) => Expression)).toMatchObject({ Expression: 'FILL(uploads, 0) + FILL(failures, 0)' });
  expect(pipeline.metricLostEvents().period).toEqual(Duration.minutes(5));
});

test('an alarm on dead letters takes one call', () => {
  const { template } = synth({}, {
    use: (p, stack) => { p.metricDeadLetters().createAlarm(stack, 'DeadLetters', { threshold: 1, evaluationPeriods: 1 }); },
  });
  expect(only(template, 'AWS::CloudWatch::Alarm').Properties).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1 });
});

test('the environment of the functions has the pipeline name, which is the dimension of the metrics', () => {
  const { template, pipeline } = minimal;
  for (const { Properties } of Object.values(resources(template, 'AWS::Lambda::Function'))) {
    expect(Properties.Environment.Variables.PIPELINE_NAME).toBe(pipeline.pipelineName);
  }
});
