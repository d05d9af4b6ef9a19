import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { SalesDataPipeline } from '../../src';
import { RejectionReason } from '../../src';
import { changes } from './support/changes';
import { only, resources } from './support/cloudformation';
import { synth } from './support/synth';
import { reasonsOf } from '../../src/private/contract/reasons';

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

describe('the metrics that are made where they are asked for', () => {
  const { SCHEMA_VIOLATION, INSERT_FAILED } = RejectionReason;

  /** A pipeline of which these metrics are asked for, each twice. */
  function asked(...metrics: Array<(pipeline: SalesDataPipeline) => Metric>) {
    const made: Metric[] = [];
    const synthesized = synth({}, { use: (pipeline) => { [...metrics, ...metrics].forEach((metric) => made.push(metric(pipeline))); } });
    const filters = Object.values(resources(synthesized.template, 'AWS::Logs::MetricFilter')).map(({ Properties }) => Properties);
    return {
      ...synthesized,
      made,
      filterOf: (name: string) => {
        const found = filters.filter(({ MetricTransformations: [{ MetricName }] }) => MetricName === name);
        expect(found).toHaveLength(1);
        return found[0];
      },
      /** The rule for announcements that are logged. */
      rule: () => Object.values(resources(synthesized.template, 'AWS::Events::Rule')).map(({ Properties }) => Properties)
        .find(({ EventPattern }) => EventPattern['detail-type'][0] === 'Sales File Processed'),
    };
  }

  test('nothing is made that nobody asks for', () => {
    const { template } = minimal;
    expect(Object.keys(resources(template, 'AWS::Logs::MetricFilter'))).toHaveLength(4);
    expect(resources(template, 'AWS::Logs::ResourcePolicy')).toEqual({});
    expect(JSON.stringify(template.toJSON())).not.toContain('/aws/events/');
  });

  test('a reason of the validator function is counted in the lines that it writes anyway, once', () => {
    const { template, pipeline, filterOf, made: [metric] } = asked((p) => p.metricRejectedRecordsForReason(SCHEMA_VIOLATION));
    expect(filterOf('RejectedRecords-SCHEMA_VIOLATION')).toMatchObject({
      FilterPattern: '{ $.reasons.SCHEMA_VIOLATION = "*" }',
      MetricTransformations: [{ MetricValue: '$.reasons.SCHEMA_VIOLATION', Unit: 'Count', Dimensions: [{ Key: 'Pipeline', Value: '$.Pipeline' }] }],
    });
    expect(metric.toMetricConfig().metricStat).toMatchObject({
      namespace: 'SalesDataPipeline', metricName: 'RejectedRecords-SCHEMA_VIOLATION', dimensions: [{ name: 'Pipeline', value: pipeline.pipelineName }], statistic: 'Sum',
    });
    expect(changes(minimal.template, template)).toEqual(['+ Logs::MetricFilter']);
  });

  test.each<[string, (pipeline: SalesDataPipeline) => Metric, string, object]>([
    ['RepeatedRecords', (p) => p.metricRepeatedRecords(), 'repeated', { repeated: [{ numeric: ['>', 0] }] }],
    ['SupersededRecords', (p) => p.metricSupersededRecords(), 'superseded', { superseded: [{ numeric: ['>', 0] }] }],
    ['Conflicts', (p) => p.metricConflicts(), 'conflicts', { conflicts: [{ numeric: ['>', 0] }] }],
    ['RejectedRecords-INSERT_FAILED', (p) => p.metricRejectedRecordsForReason(INSERT_FAILED), 'reasons.INSERT_FAILED', { reasons: { INSERT_FAILED: [{ numeric: ['>', 0] }] } }],
    ['UploadToDone', (p) => p.metricUploadToDone(), 'sinceUploadMs', { sinceUploadMs: [{ exists: true }] }],
  ])('%s is counted in a log of the announcements that say something of it', (metricName, metric, member, pattern) => {
    const { template, pipeline, filterOf, rule, made } = asked(metric);
    expect(filterOf(metricName)).toMatchObject({
      FilterPattern: `{ $.detail.${member} = "*" }`,
      MetricTransformations: [{ MetricValue: `$.detail.${member}`, Dimensions: [{ Key: 'Pipeline', Value: '$.detail.pipeline' }] }],
    });
    expect(rule()!.EventPattern).toEqual({
      'source': ['sales-data-pipeline'], 'detail-type': ['Sales File Processed'], 'detail': { pipeline: [pipeline.pipelineName], ...pattern },
    });
    expect(rule()!.Targets).toEqual([{ Id: 'Log', Arn: expect.stringMatching(/^arn:.*:logs:.*:log-group:<SalesAnnouncementLogLogs[0-9A-F]+>$/) }]);
    expect(made[0].toMetricConfig().metricStat).toMatchObject({ metricName, statistic: metricName === 'UploadToDone' ? 'p99' : 'Sum' });
    // No function, which the CDK's target would make for the policy.
    expect(changes(minimal.template, template)).toEqual(['+ Events::Rule', '+ Logs::LogGroup', '+ Logs::MetricFilter', '+ Logs::ResourcePolicy']);
  });

  test('several of them share a log, and an announcement is logged if one of them counts it', () => {
    const { template, rule } = asked((p) => p.metricRepeatedRecords(), (p) => p.metricConflicts());
    expect(rule()!.EventPattern.detail.$or).toEqual([{ repeated: [{ numeric: ['>', 0] }] }, { conflicts: [{ numeric: ['>', 0] }] }]);
    expect(Object.keys(resources(template, 'AWS::Logs::ResourcePolicy'))).toHaveLength(1);
  });

  test('EventBridge may write into the log, and nobody else', () => {
    const { PolicyDocument } = only(asked((p) => p.metricConflicts()).template, 'AWS::Logs::ResourcePolicy').Properties;
    expect(JSON.parse(PolicyDocument).Statement).toEqual([{
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
      Resource: expect.stringContaining('SalesAnnouncementLogLogs'),
    }]);
  });

  test('they need announcements', () => {
    const { pipeline } = synth({ announcementsEnabled: false });
    expect(() => pipeline.metricConflicts()).toThrow('SalesDataPipeline: announcementsEnabled must be true for the metric Conflicts, but is false');
    expect(() => pipeline.metricRejectedRecordsForReason(INSERT_FAILED)).toThrow('announcementsEnabled must be true for the metric RejectedRecords-INSERT_FAILED');
    expect(pipeline.metricRejectedRecordsForReason(SCHEMA_VIOLATION).metricName).toBe('RejectedRecords-SCHEMA_VIOLATION');
  });

  test('each reason that a record can be rejected for has a metric', () => {
    expect(Object.values(RejectionReason).sort())
      .toEqual([...reasonsOf('record', 'shared', 'insert', 'validator').filter((reason) => reason !== 'KEY_CONFLICT')].sort());
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
  ['metricRejectedRecordsForReason', (p) => p.metricRejectedRecordsForReason(RejectionReason.TOO_DEEP, { period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricRepeatedRecords', (p) => p.metricRepeatedRecords({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricSupersededRecords', (p) => p.metricSupersededRecords({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricConflicts', (p) => p.metricConflicts({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
  ['metricUploadToDone', (p) => p.metricUploadToDone({ period: Duration.hours(1), statistic: 'Average', label: 'L' })],
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
