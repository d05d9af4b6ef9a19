import { Duration } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { resources } from './support/cloudformation';
import { evaluateExpression, expressionsOf, refusedIn } from './support/jsonata';
import { allowedTo, neededBy } from './support/permissions';
import { synth } from './support/synth';
import { fanOutWorkflow, workflows } from './support/workflow';
import { PipelineAlarm } from '../../src';

const synthesized = synth({}, {
  use: (pipeline, stack) => { pipeline.addAlarms({ stuckAfter: Duration.hours(2), actions: [new SnsAction(new Topic(stack, 'Page'))] }); },
});
const { template, pipeline } = synthesized;
const workflow = workflows(template).find(({ logicalId }) => logicalId.includes('StuckFiles'))!;
const { ListRunning, MoreRunning, ReportStuck } = workflow.definition.States;

const HOUR_MS = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();

/** What the workflow knows after a page of running executions. */
function after(search: object, page: object): Promise<any> {
  return evaluateExpression(ListRunning.Output, { input: { stuckAfterSeconds: 7_200, stuck: 0, ...search }, result: page }) as Promise<any>;
}

test('executions of FanOutWorkflow that run for longer than stuckAfter are counted', async () => {
  expect(await after({}, { Executions: [] })).toEqual({ stuckAfterSeconds: 7_200, stuck: 0 });
  expect(await after({}, { Executions: [{ StartDate: ago(3) }] })).toMatchObject({ stuck: 1 });
  const executions = [0, 1.9, 2.1, 100].map((hours) => ({ StartDate: ago(hours) }));
  expect(await after({}, { Executions: executions })).toMatchObject({ stuck: 2 });
});

test('an execution that was redriven begins anew', async () => {
  const executions = [1, 3].map((hours) => ({ StartDate: ago(100), RedriveDate: ago(hours) }));
  expect(await after({}, { Executions: executions })).toMatchObject({ stuck: 1 });
});

test('goes on from page to page, because the oldest execution is on the last one', async () => {
  const first = await after({}, { Executions: [{ StartDate: ago(3) }], NextToken: 't' });
  expect(first).toEqual({ stuckAfterSeconds: 7_200, stuck: 1, nextToken: 't' });
  expect(await evaluateExpression(MoreRunning.Choices[0].Condition, { input: first })).toBe(true);
  expect(await evaluateExpression(ListRunning.Arguments, { input: first })).toEqual({
    StateMachineArn: `<${fanOutWorkflow(template).logicalId}>`, StatusFilter: 'RUNNING', MaxResults: 200, NextToken: 't',
  });
  const last = await after(first, { Executions: [{ StartDate: ago(5) }] });
  expect(last).toEqual({ stuckAfterSeconds: 7_200, stuck: 2 });
  expect(await evaluateExpression(MoreRunning.Choices[0].Condition, { input: last })).toBe(false);
  expect([MoreRunning.Choices[0].Next, MoreRunning.Default]).toEqual(['ListRunning', 'ReportStuck']);
});

test('the number becomes a metric of the pipeline, also if it is 0', async () => {
  const { Namespace, MetricData: [{ Value, ...metric }] } = ReportStuck.Arguments;
  expect({ Namespace, ...metric }).toEqual({
    Namespace: 'SalesDataPipeline', MetricName: 'StuckFiles', Dimensions: [{ Name: 'Pipeline', Value: pipeline.pipelineName }], Unit: 'Count',
  });
  expect(await evaluateExpression(Value, { input: { stuckAfterSeconds: 7_200, stuck: 0 } })).toBe(0);
});

test('runs every half an hour, with the time of the alarm', () => {
  const [{ Properties }] = Object.values(resources(template, 'AWS::Events::Rule')).filter(({ Properties: { ScheduleExpression } }) => ScheduleExpression);
  expect(Properties).toMatchObject({ ScheduleExpression: 'rate(30 minutes)', State: 'ENABLED' });
  const [{ Arn, Input, RoleArn }] = Properties.Targets;
  expect(JSON.parse(Input)).toEqual({ stuckAfterSeconds: 7_200, stuck: 0 });
  expect(Arn).toBe(`<${workflow.logicalId}>`);
  expect(allowedTo(template, RoleArn)).toEqual([`states:StartExecution on <${workflow.logicalId}>`]);
});

test('may list the executions of FanOutWorkflow and put metrics of the namespace, and nothing else', () => {
  expect(allowedTo(template, workflow.properties.RoleArn)).toEqual(neededBy(synthesized, workflow));
});

test('no expression refers to an input that it does not have', () => {
  for (const { expression } of workflow.states.flatMap(expressionsOf)) expect(refusedIn(expression)).toEqual([]);
});

test('an alarm whose metric has no data any more calls the actions, because nobody looks for stuck files', () => {
  const alarms = Object.values(resources(template, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
  for (const { AlarmName, AlarmActions, InsufficientDataActions } of alarms) {
    expect(InsufficientDataActions).toEqual(AlarmName.endsWith(`-${PipelineAlarm.FILES_STUCK}`) ? AlarmActions : undefined);
  }
  // Each hour has two values, so one that is late leaves no gap.
  expect(alarms.find(({ AlarmName }) => AlarmName.endsWith(`-${PipelineAlarm.FILES_STUCK}`))).toMatchObject({ Period: 3_600, Statistic: 'Maximum', EvaluationPeriods: 1 });
});
