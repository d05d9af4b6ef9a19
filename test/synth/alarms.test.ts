import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { resources } from './support/cloudformation';
import type { PropsIn } from './support/synth';
import { newApp, synth } from './support/synth';
import type { PipelineAlarms, PipelineAlarmsOptions } from '../../src';
import { PipelineAlarm, SalesDataPipeline } from '../../src';
import { ROOT } from '../../tools/root';

const RUNBOOK = 'https://github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline/blob/main/docs/runbook.md';
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const OPT_IN = [PipelineAlarm.NO_FILE];

const all = synth({}, { use: (pipeline) => { pipeline.addAlarms(); } });

/** The properties of an alarm. */
function alarm(name: PipelineAlarm, options: PipelineAlarmsOptions = {}, props: PropsIn = {}) {
  const { template, pipeline } = synth(props, { use: (made) => { made.addAlarms(options); } });
  return propertiesOf(template, pipeline, name);
}

function propertiesOf(template: Template, { pipelineName }: SalesDataPipeline, name: PipelineAlarm) {
  return Object.values(resources(template, 'AWS::CloudWatch::Alarm')).find(({ Properties }) => Properties.AlarmName === `${pipelineName}-${name}`)?.Properties;
}

test('makes all alarms but those that need an option, named after the pipeline', () => {
  const { template, pipeline } = all;
  const names = Object.values(resources(template, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties.AlarmName);
  expect(names.sort()).toEqual(Object.values(PipelineAlarm).filter((name) => !OPT_IN.includes(name)).map((name) => `${pipeline.pipelineName}-${name}`).sort());
});

test.each(Object.values(PipelineAlarm))('%s says what to do, links its section of the runbook, and knows what no data means', (name) => {
  const { AlarmDescription, TreatMissingData } = alarm(name, { noFileFor: Duration.hours(6) })!;
  expect(AlarmDescription).toMatch(/^[A-Z].+\. [A-Z].+\. https:/);
  expect(AlarmDescription.endsWith(`. ${RUNBOOK}#${name.toLowerCase()}`)).toBe(true);
  expect(AlarmDescription.length).toBeLessThanOrEqual(1_024);
  // No data is what a service sends while nothing happens. The alarm that waits for files takes it for bad news, and the number of stuck files always has data.
  expect(TreatMissingData).toBe({ [PipelineAlarm.NO_FILE]: 'breaching', [PipelineAlarm.FILES_STUCK]: 'missing' }[name as string] ?? 'notBreaching');
});

/** Which metric of which resource, at which value, how often. */
const WATCHED: [PipelineAlarm, string, string, number, number][] = [
  [PipelineAlarm.DEAD_LETTERS, 'AWS/SQS ApproximateNumberOfMessagesVisible', 'DeadLetterQueue', 1, 1],
  [PipelineAlarm.OLD_DEAD_LETTERS, 'AWS/SQS ApproximateAgeOfOldestMessage', 'DeadLetterQueue', 0.75 * 14 * 86_400, 1],
  [PipelineAlarm.SHARED_DEAD_LETTERS, 'SalesDataPipeline SharedDeadLetters', 'Test-Sales', 1, 1],
  [PipelineAlarm.FAN_OUT_WORKFLOW_FAILED, 'AWS/States ExecutionsFailed', 'FanOutWorkflow', 1, 1],
  [PipelineAlarm.FAN_OUT_WORKFLOW_TIMED_OUT, 'AWS/States ExecutionsTimedOut', 'FanOutWorkflow', 1, 1],
  [PipelineAlarm.FAN_OUT_WORKFLOW_ABORTED, 'AWS/States ExecutionsAborted', 'FanOutWorkflow', 1, 1],
  [PipelineAlarm.FILE_WORKFLOW_FAILED, 'AWS/States ExecutionsFailed', 'FileWorkflow', 1, 1],
  [PipelineAlarm.FILE_WORKFLOW_TIMED_OUT, 'AWS/States ExecutionsTimedOut', 'FileWorkflow', 1, 1],
  [PipelineAlarm.UPLOADS_UNDELIVERED, 'AWS/Events InvocationsSentToDlq', 'Uploaded', 1, 1],
  [PipelineAlarm.UPLOADS_LOST, 'AWS/Events InvocationsFailedToBeSentToDlq', 'Uploaded', 1, 1],
  [PipelineAlarm.FAILURES_UNDELIVERED, 'AWS/Events InvocationsSentToDlq', 'FanOutFailed', 1, 1],
  [PipelineAlarm.FAILURES_LOST, 'AWS/Events InvocationsFailedToBeSentToDlq', 'FanOutFailed', 1, 1],
  [PipelineAlarm.VALIDATOR_ERRORS, 'AWS/Lambda Errors', 'Validator', 1, 3],
  [PipelineAlarm.VALIDATOR_THROTTLED, 'AWS/Lambda Throttles', 'Validator', 1, 3],
  [PipelineAlarm.VALIDATOR_SLOW, 'AWS/Lambda Duration', 'Validator', 24_000, 1],
  [PipelineAlarm.SPLITTER_ERRORS, 'AWS/Lambda Errors', 'Splitter', 3, 1],
  [PipelineAlarm.SPLITTER_THROTTLED, 'AWS/Lambda Throttles', 'Splitter', 1, 3],
  [PipelineAlarm.SPLITTER_SLOW, 'AWS/Lambda Duration', 'Splitter', 870_000, 1],
  [PipelineAlarm.TABLE_THROTTLED, 'AWS/DynamoDB WriteThrottleEvents', 'Table', 1, 3],
  [PipelineAlarm.FILES_STUCK, 'SalesDataPipeline StuckFiles', 'Test-Sales', 1, 1],
];

test.each(WATCHED)('%s watches %s of %s', (name, metric, of, threshold, periods) => {
  const { Namespace, MetricName, Dimensions, Threshold, EvaluationPeriods, ComparisonOperator } = propertiesOf(all.template, all.pipeline, name)!;
  expect([`${Namespace} ${MetricName}`, Threshold, EvaluationPeriods, ComparisonOperator]).toEqual([metric, threshold, periods, 'GreaterThanOrEqualToThreshold']);
  expect(Dimensions).toHaveLength(1);
  expect(Dimensions[0].Value).toMatch(new RegExp(`^(<Sales)?${of}`));
});

test('RejectedShare is the share of rejected records of 15 minutes, if there are enough to tell', () => {
  const { Metrics, Threshold, ComparisonOperator } = propertiesOf(all.template, all.pipeline, PipelineAlarm.REJECTED_SHARE)!;
  expect([Threshold, ComparisonOperator]).toEqual([10, 'GreaterThanThreshold']);
  const [{ Expression }, ...others] = Metrics;
  expect(Expression).toBe('IF(accepted + rejected >= 20, 100 * rejected / (accepted + rejected), 0)');
  expect(others.map(({ Id, MetricStat: { Metric, Period, Stat } }: any) => [Id, Metric.MetricName, Period, Stat]))
    .toEqual([['accepted', 'AcceptedRecords', 900, 'Sum'], ['rejected', 'RejectedRecords', 900, 'Sum']]);
  expect(alarm(PipelineAlarm.REJECTED_SHARE, { rejectedPercent: 2.5 })!.Threshold).toBe(2.5);
});

test('NoFile goes off after the given hours without an upload', () => {
  expect(alarm(PipelineAlarm.NO_FILE, { noFileFor: Duration.days(2) })).toMatchObject({
    Namespace: 'AWS/Events', MetricName: 'Invocations', Statistic: 'Sum', Period: 3_600, EvaluationPeriods: 48, Threshold: 1, ComparisonOperator: 'LessThanThreshold',
  });
});

test('DeadLetters can wait for more dead letters', () => {
  expect(alarm(PipelineAlarm.DEAD_LETTERS, { deadLetters: 50 })!.Threshold).toBe(50);
});

describe('OldDeadLetters goes off at three quarters of the retention of', () => {
  const imported: PropsIn = (stack) => ({ deadLetterQueue: Queue.fromQueueArn(stack, 'DeadLetters', stack.formatArn({ service: 'sqs', resource: 'dead-letters' })) });
  const assumed = /assumed-retention|OldDeadLetters assumes 4 days/;

  test.each<[string, PropsIn, PipelineAlarmsOptions, number, boolean]>([
    ['the queue of the pipeline', { dlqRetention: Duration.hours(4) }, {}, 3 * 3_600, false],
    ['a queue of the app', (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { retentionPeriod: Duration.days(8) }) }), {}, 6 * 86_400, false],
    ['a queue of the app with the default of SQS', (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters') }), {}, 3 * 86_400, false],
    ['an imported queue that somebody knows', imported, { queueRetention: Duration.days(12) }, 9 * 86_400, false],
    ['an imported queue that nobody knows, with a warning', imported, {}, 3 * 86_400, true],
    [
      'a queue whose retention is a parameter, with a warning',
      (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { retentionPeriod: Duration.seconds(new CfnParameter(stack, 'Retention', { type: 'Number' }).valueAsNumber) }) }),
      {}, 3 * 86_400, true,
    ],
  ])('%s', (_, props, options, threshold, warned) => {
    const { template, pipeline, warnings } = synth(props, { use: (made) => { made.addAlarms(options); } });
    expect(propertiesOf(template, pipeline, PipelineAlarm.OLD_DEAD_LETTERS)!.Threshold).toBe(threshold);
    expect(warnings.some((warning) => assumed.test(warning))).toBe(warned);
  });

  test('no queue, if it is left out', () => {
    const { warnings } = synth(imported, { use: (made) => { made.addAlarms({ without: [PipelineAlarm.OLD_DEAD_LETTERS] }); } });
    expect(warnings.filter((warning) => assumed.test(warning))).toEqual([]);
  });
});

test('returns the alarms, each under its name, and all of them; those that are left out are not made', () => {
  const { template } = synth({}, {
    use: (pipeline) => {
      const alarms = pipeline.addAlarms({ without: [PipelineAlarm.FAN_OUT_WORKFLOW_ABORTED, PipelineAlarm.DEAD_LETTERS] });
      const { all: list, ...members } = alarms;
      expect(list).toEqual(Object.values(members));
      expect(Object.keys(members)).toHaveLength(Object.values(PipelineAlarm).length - OPT_IN.length - 2);
      expect([alarms.deadLetters, alarms.fanOutWorkflowAborted, alarms.noFile]).toEqual([undefined, undefined, undefined]);
      expect(alarms.oldDeadLetters!.node.id).toBe('OldDeadLetters');
    },
  });
  expect(Object.keys(resources(template, 'AWS::CloudWatch::Alarm')).filter((id) => /Aborted|AlarmsDeadLetters/.test(id))).toEqual([]);
});

test('PipelineAlarms has a member for each alarm', () => {
  type Without = Exclude<Uncapitalize<`${PipelineAlarm}`>, keyof PipelineAlarms>;
  // Does not compile unless there is none.
  const none: [Without] extends [never] ? true : Without = true;
  expect(none).toBe(true);
});

test('each alarm takes the actions', () => {
  const { template } = synth({}, {
    use: (pipeline, stack) => {
      const [page, calm] = [new Topic(stack, 'Page'), new Topic(stack, 'Calm')];
      pipeline.addAlarms({ actions: [new SnsAction(page)], okActions: [new SnsAction(calm)] });
    },
  });
  for (const { Properties } of Object.values(resources(template, 'AWS::CloudWatch::Alarm'))) {
    expect([...Properties.AlarmActions, ...Properties.OKActions]).toEqual([expect.stringMatching(/^<Page/), expect.stringMatching(/^<Calm/)]);
  }
});

test('two pipelines in a stack each have their alarms', () => {
  const stack = new Stack(newApp(), 'Test');
  ['Orders', 'Returns'].forEach((id) => new SalesDataPipeline(stack, id).addAlarms());
  const names = Object.values(resources(Template.fromStack(stack), 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties.AlarmName);
  expect(new Set(names).size).toBe(2 * (Object.values(PipelineAlarm).length - OPT_IN.length));
});

test('cost what docs/cost.md and the README say: $0.10 for each metric of an alarm', () => {
  const metrics = Object.values(resources(all.template, 'AWS::CloudWatch::Alarm'))
    .map(({ Properties }) => (Properties.Metrics as { MetricStat?: object }[] | undefined)?.filter(({ MetricStat }) => MetricStat).length ?? 1);
  const [alarms, sum] = [metrics.length, metrics.reduce((total, number) => total + number, 0)];
  const cost = `$${(0.1 * sum).toFixed(2)}`;
  expect(read('docs/cost.md')).toContain(`| \`addAlarms()\`: ${alarms} alarms on ${sum} metrics; \`NoFile\` is one more | $0.10 for each metric of an alarm | ${cost} |`);
  expect(read('README.md')).toContain(`They cost ${cost} per month`);
});

test('watch a queue of another stack', () => {
  const app = newApp();
  const deadLetterQueue = new Queue(new Stack(app, 'Queues'), 'DeadLetters', { retentionPeriod: Duration.days(4) });
  const stack = new Stack(app, 'Test');
  const pipeline = new SalesDataPipeline(stack, 'Sales', { deadLetterQueue });
  pipeline.addAlarms();
  const template = Template.fromStack(stack);
  const [{ Value }] = propertiesOf(template, pipeline, PipelineAlarm.DEAD_LETTERS)!.Dimensions;
  expect(JSON.stringify(Value)).toMatch(/ImportValue.*Queues:.*DeadLetters.*QueueName/);
  expect(propertiesOf(template, pipeline, PipelineAlarm.OLD_DEAD_LETTERS)!.Threshold).toBe(3 * 86_400);
});

test('no alarm is made unless it is asked for', () => {
  expect(resources(synth().template, 'AWS::CloudWatch::Alarm')).toEqual({});
});

test('alarms add nothing but alarms, and what counts stuck files', () => {
  const before = synth().template.toJSON().Resources;
  const added = ({ template }: typeof all) => Object.entries<any>(template.toJSON().Resources).filter(([id]) => !before[id]).map(([id, { Type }]) => `${Type} ${id}`);
  const alarmsOnly = synth({}, { use: (pipeline) => { pipeline.addAlarms({ without: [PipelineAlarm.FILES_STUCK] }); } });
  expect(new Set(added(alarmsOnly).map((resource) => resource.split(' ')[0]))).toEqual(new Set(['AWS::CloudWatch::Alarm']));
  const others = added(all).filter((resource) => !added(alarmsOnly).includes(resource));
  expect(others.filter((resource) => !/ SalesAlarms(StuckFiles|FilesStuck)/.test(resource))).toEqual([]);
});

test.each<[string, PipelineAlarmsOptions, RegExp]>([
  ['no dead letters', { deadLetters: 0 }, /addAlarms deadLetters must be a whole number from 1, but is 0/],
  ['half a dead letter', { deadLetters: 1.5 }, /deadLetters .*1\.5/],
  ['more than all records', { rejectedPercent: 101 }, /rejectedPercent must be a number from 0 to 100, but is 101/],
  ['a share that is none', { rejectedPercent: NaN }, /rejectedPercent .*NaN/],
  ['part of an hour', { noFileFor: Duration.minutes(90) }, /noFileFor must be whole hours, from one hour to seven days.* but is "1 hour 30 minutes"/],
  ['no time', { noFileFor: Duration.hours(0) }, /noFileFor/],
  ['more than a week', { noFileFor: Duration.days(8) }, /noFileFor .*8 days/],
  ['a time that no file takes', { stuckAfter: Duration.minutes(5) }, /stuckAfter must be whole minutes, from 10 minutes to six days.* but is "5 minutes".*6 hours/],
  ['as long as FanOutWorkflow may take', { stuckAfter: Duration.days(7) }, /stuckAfter .*7 days/],
  ['an alarm that does not exist', { without: ['Fire' as PipelineAlarm] }, /without must have members of PipelineAlarm, but is "Fire"/],
])('%s is refused', (_, options, message) => {
  expect(() => synth({}, { use: (pipeline) => { pipeline.addAlarms(options); } })).toThrow(message);
});

test('a second call is refused', () => {
  expect(() => synth({}, {
    use: (pipeline) => {
      pipeline.addAlarms();
      pipeline.addAlarms();
    },
  })).toThrow(/addAlarms was called before for Test\/Sales.*one call/);
});
