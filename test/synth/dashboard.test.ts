import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { only, resources } from './support/cloudformation';
import type { SynthOptions } from './support/synth';
import { newApp, synth } from './support/synth';
import type { PipelineDashboardOptions } from '../../src';
import { RejectionReason, SalesDataPipeline } from '../../src';
import { reasonsOf } from '../../src/private/contract/reasons';

interface Widget {
  readonly type: 'text' | 'metric' | 'log' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: any;
}

interface Given extends SynthOptions {
  readonly alarms?: boolean;
  /** Reasons whose metrics are asked for. */
  readonly reasons?: RejectionReason[];
}

function dashboard(options?: PipelineDashboardOptions, { alarms = false, reasons = [], ...synthOptions }: Given = {}) {
  const synthesized = synth({}, {
    ...synthOptions,
    use: (pipeline) => {
      if (alarms) pipeline.addAlarms();
      reasons.forEach((reason) => pipeline.metricRejectedRecordsForReason(reason));
      pipeline.addDashboard(options);
    },
  });
  const { Properties } = only(synthesized.template, 'AWS::CloudWatch::Dashboard');
  const body = JSON.parse(Properties.DashboardBody);
  return { ...synthesized, name: Properties.DashboardName as string, body, widgets: body.widgets as Widget[] };
}

const shown = dashboard(undefined, { alarms: true });

test('is named after the pipeline and shows a day', () => {
  expect(shown.name).toBe(shown.pipeline.pipelineName);
  expect(shown.body.start).toBe('-P1D');
});

test('takes a name and an interval', () => {
  const { name, body } = dashboard({ dashboardName: 'Night', defaultInterval: Duration.hours(12) });
  expect([name, body.start]).toEqual(['Night', '-PT12H']);
});

test('its widgets fill the grid of 24 columns, and none covers another', () => {
  const cells = shown.widgets.flatMap(({ x, y, width, height }) => Array.from({ length: width * height }, (_, i) => `${x + i % width} ${y + Math.floor(i / width)}`));
  expect(new Set(cells).size).toBe(cells.length);
  expect(cells.length).toBe(24 * Math.max(...shown.widgets.map(({ y, height }) => y + height)));
});

test('each widget has a title, and each metric a label', () => {
  const metrics = shown.widgets.filter(({ type }) => type === 'metric');
  expect(metrics.length).toBeGreaterThanOrEqual(10);
  for (const { properties } of shown.widgets.filter(({ type }) => type !== 'text')) expect(properties.title).toMatch(/^[A-Z]/);
  for (const metric of metrics.flatMap(({ properties }) => properties.metrics)) {
    const options = metric[metric.length - 1];
    expect(options.visible === false || options.label).toBeTruthy();
  }
});

test('each metric is one of this pipeline', () => {
  const { template, pipeline } = shown;
  const own = Object.keys(template.toJSON().Resources).map((id) => `<${id}`);
  const values = shown.widgets.flatMap(({ properties }) => properties.metrics ?? []).filter(([first]) => typeof first === 'string').map((metric: string[]) => metric[3]);
  expect(values.length).toBeGreaterThan(30);
  expect(values.filter((value) => value !== pipeline.pipelineName && !own.some((id) => value.startsWith(id)))).toEqual([]);
});

test('shows the flow, ages, failures, throttling and cost drivers', () => {
  const names = new Set(shown.widgets.flatMap(({ properties }) => properties.metrics ?? []).map((metric: unknown[]) => `${metric[0]} ${metric[1]}`));
  for (const name of [
    'AWS/Events Invocations', 'SalesDataPipeline Bytes', 'SalesDataPipeline AcceptedRecords', 'SalesDataPipeline RejectedRecords',
    'AWS/DynamoDB ConditionalCheckFailedRequests', 'AWS/SQS ApproximateNumberOfMessagesVisible', 'AWS/SQS ApproximateAgeOfOldestMessage',
    'AWS/States ExecutionTime', 'AWS/States ExecutionsFailed', 'AWS/States ExecutionsTimedOut', 'AWS/States ExecutionsAborted',
    'AWS/Events InvocationsSentToDlq', 'AWS/Lambda Errors', 'AWS/Lambda Throttles', 'AWS/Lambda Duration', 'AWS/DynamoDB WriteThrottleEvents',
    'AWS/DynamoDB ConsumedWriteCapacityUnits', 'AWS/SQS NumberOfMessagesSent', 'AWS/Logs IncomingBytes',
  ]) expect(names).toContain(name);
});

test('counts each reason of the validator function from its log', () => {
  const { properties: { query } } = shown.widgets.find(({ type }) => type === 'log')!;
  expect(query).toContain(`SOURCE '${shown.text(shown.pipeline.validatorFunction.logGroup.logGroupName)}'`);
  for (const reason of reasonsOf('record', 'shared')) expect(query).toContain(`sum(reasons.${reason}) as ${reason}`);
});

test('shows the reasons whose metrics were asked for before, and the sum of all others, without a query of the log', () => {
  const { widgets } = dashboard(undefined, { reasons: [RejectionReason.TOO_DEEP, RejectionReason.SCHEMA_VIOLATION, RejectionReason.INSERT_FAILED] });
  const [{ type, properties }] = widgets.filter((widget) => widget.properties.title === 'Rejections by reason');
  expect(type).toBe('metric');
  const [others, ...metrics] = [...properties.metrics].sort(([first]) => typeof first === 'string' ? 1 : -1);
  expect(metrics.filter((metric) => metric.at(-1).visible !== false).map(([, name]) => name)).toEqual(['RejectedRecords-SCHEMA_VIOLATION', 'RejectedRecords-TOO_DEEP']);
  expect(others[0]).toMatchObject({ label: 'Other reasons', expression: 'all - FILL(reason0, 0) - FILL(reason1, 0)' });
});

test('shows the alarms that were added before, and no widget without them', () => {
  const [{ properties }] = shown.widgets.filter(({ type }) => type === 'alarm');
  expect(properties.alarms).toHaveLength(Object.keys(resources(shown.template, 'AWS::CloudWatch::Alarm')).length);
  expect(dashboard().widgets.filter(({ type }) => type === 'alarm')).toEqual([]);
});

test.each([
  ['eu-central-1', 'https://eu-central-1.console.aws.amazon.com/'],
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
])('links lead to the console of %s', (region, start) => {
  const { widgets } = dashboard(undefined, { env: { account: '111122223333', region } });
  const { markdown } = widgets[0].properties;
  const links = [...markdown.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, title, address]) => ({ title, address: new URL(address.replace(/<[^>]*>/g, 'x')).href }));
  expect(links.map(({ title }) => title)).toEqual([
    'Bucket', 'Table', 'Dead letters', 'Executions of FileWorkflow', 'Executions of FanOutWorkflow', 'Validator log', 'Splitter log', 'FileWorkflow log',
    'FanOutWorkflow log', 'Runbook',
  ]);
  expect(links.slice(1, -1).filter(({ address }) => !address.startsWith(start))).toEqual([]);
});

test('the widgets of several pipelines fit into a dashboard of one\'s own', () => {
  const stack = new Stack(newApp(), 'Test');
  const pipelines = ['Orders', 'Returns'].map((id) => new SalesDataPipeline(stack, id));
  new Dashboard(stack, 'All', { widgets: pipelines.flatMap((pipeline) => pipeline.dashboardWidgets()) });
  const { widgets } = JSON.parse(only(Template.fromStack(stack), 'AWS::CloudWatch::Dashboard').Properties.DashboardBody);
  expect(widgets).toHaveLength(2 * dashboard().widgets.length);
});

test('no dashboard is made unless it is asked for', () => {
  expect(resources(synth().template, 'AWS::CloudWatch::Dashboard')).toEqual({});
});
