import { Duration } from 'aws-cdk-lib';
import type { Alarm, IMetric, IWidget, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AlarmStatusWidget, GraphWidget, LogQueryVisualizationType, LogQueryWidget, MathExpression, Metric, SingleValueWidget, Stats, TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { consoleLinks } from './console-links';
import type { PipelineMetrics } from './metrics';
import type { WatchedPipeline } from './watched-pipeline';
import type { RejectionReason } from '../../rejection-reason';
import { reasonsOf } from '../contract/reasons';

const FULL = 24;
const HALF = 12;
const THIRD = 8;

/** The rows of a pipeline's dashboard, from the flow of files down to what it costs. */
export function dashboardWidgets(scope: Construct, pipeline: WatchedPipeline, metrics: PipelineMetrics, alarms: Alarm[] = []): IWidget[][] {
  return [
    [new TextWidget({ width: FULL, height: 2, markdown: `**${pipeline.pipelineName}** · ${consoleLinks(scope, pipeline)}` })],
    ...alarms.length > 0 ? [[new AlarmStatusWidget({ title: 'Alarms', width: FULL, height: 4, alarms })]] : [],
    flow(metrics),
    records(metrics),
    rejections(pipeline, metrics),
    times(pipeline, metrics),
    failures(pipeline, metrics),
    [costDrivers(pipeline, metrics)],
  ];
}

function flow(metrics: PipelineMetrics): IWidget[] {
  return [
    new SingleValueWidget({
      title: 'From files to table and queue',
      width: 18,
      height: 3,
      setPeriodToTimeRange: true,
      metrics: [
        metrics.files({ label: 'Files' }),
        metrics.bytes({ label: 'Bytes assessed' }),
        metrics.acceptedRecords({ label: 'Records accepted' }),
        metrics.takenKeys({ label: 'Repeated, in conflict' }),
        metrics.rejectedRecords({ label: 'Records rejected' }),
        metrics.sentDeadLetters({ label: 'Dead letters sent' }),
      ],
    }),
    new SingleValueWidget({
      title: 'In the queue',
      width: 6,
      height: 3,
      metrics: [metrics.deadLetters({ label: 'Waiting' }), metrics.hiddenDeadLetters({ label: 'Being looked at' })],
    }),
  ];
}

function records(metrics: PipelineMetrics): IWidget[] {
  const age = new MathExpression({ expression: 'age / 3600', usingMetrics: { age: metrics.oldestDeadLetter() }, label: 'Oldest, in hours' });
  return [
    new GraphWidget({
      title: 'Records',
      width: HALF,
      left: [
        metrics.acceptedRecords({ label: 'Accepted' }),
        metrics.takenKeys({ label: 'Repeated, in conflict' }),
        metrics.rejectedRecords({ label: 'Rejected' }),
      ],
      leftYAxis: { min: 0, showUnits: false },
    }),
    new GraphWidget({
      title: 'Dead letters',
      width: HALF,
      left: [metrics.deadLetters({ label: 'Waiting' }), metrics.hiddenDeadLetters({ label: 'Being looked at' })],
      right: [age],
      leftYAxis: { min: 0, showUnits: false },
      rightYAxis: { min: 0, showUnits: false },
    }),
  ];
}

function rejections({ validatorFunction }: WatchedPipeline, metrics: PipelineMetrics): IWidget[] {
  const logGroupNames = [validatorFunction.logGroup.logGroupName];
  const reasons = metrics.reasonsWithMetric();
  return [
    reasons.length > 0 ? reasonsFromMetrics(reasons, metrics) : reasonsFromLog(logGroupNames),
    new LogQueryWidget({
      title: 'Files with the most rejected records',
      width: HALF,
      height: 6,
      view: LogQueryVisualizationType.TABLE,
      logGroupNames,
      queryLines: ['filter RejectedRecords > 0', 'stats sum(RejectedRecords) as rejected by key, versionId', 'sort rejected desc', 'limit 20'],
    }),
  ];
}

const REJECTIONS_BY_REASON = { title: 'Rejections by reason', width: HALF, height: 6 };

/**
 * Each reason of the validator function, without a metric for each, which would cost $0.30 a month each. Conflicts are not in it, because
 * the workflows find them.
 */
function reasonsFromLog(logGroupNames: string[]): IWidget {
  const sums = reasonsOf('record', 'shared').map((reason) => `sum(reasons.${reason}) as ${reason}`);
  return new LogQueryWidget({
    ...REJECTIONS_BY_REASON,
    view: LogQueryVisualizationType.STACKEDAREA,
    logGroupNames,
    queryLines: ['filter RejectedRecords > 0', `stats ${sums.join(', ')} by bin(1h)`],
  });
}

/** The reasons that have metrics, and the sum of all others: no query has to be paid for. */
function reasonsFromMetrics(reasons: RejectionReason[], metrics: PipelineMetrics): IWidget {
  const left: IMetric[] = reasons.map((reason) => metrics.rejectedForReason(reason, { label: reason }));
  const others = new MathExpression({
    label: 'Other reasons',
    // A reason has no value where no record has it.
    expression: `all - ${left.map((_, k) => `FILL(reason${k}, 0)`).join(' - ')}`,
    usingMetrics: { all: metrics.rejectedRecords(), ...Object.fromEntries(left.map((metric, k) => [`reason${k}`, metric])) },
  });
  return new GraphWidget({ ...REJECTIONS_BY_REASON, stacked: true, left: [...left, others], leftYAxis: { min: 0, showUnits: false } });
}

function times({ validatorFunction, splitterFunction }: WatchedPipeline, metrics: PipelineMetrics): IWidget[] {
  const longest = (label: string): MetricOptions => ({ statistic: Stats.MAXIMUM, label });
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, width: THIRD, left, leftYAxis: { min: 0, label: 'ms', showUnits: false } });
  return [
    graph('Time for a file', [
      metrics.fileDuration({ statistic: Stats.percentile(50), label: 'Half of the files' }),
      metrics.fileDuration({ label: '99 of 100 files' }),
    ]),
    graph('Time for a large file', [metrics.largeFileDuration({ label: 'The longest' })]),
    graph('Time for an answer of a function', [
      validatorFunction.metricDuration(longest('Validator, the longest')),
      splitterFunction.metricDuration(longest('Splitter, the longest')),
    ]),
  ];
}

function failures(pipeline: WatchedPipeline, metrics: PipelineMetrics): IWidget[] {
  const { fileWorkflow, fanOutWorkflow, validatorFunction, splitterFunction, uploadRule, failureRule } = pipeline;
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, width: THIRD, left, leftYAxis: { min: 0, showUnits: false } });
  return [
    graph('Executions that did not succeed', [
      fileWorkflow.metricFailed({ label: 'FileWorkflow failed' }),
      fileWorkflow.metricTimedOut({ label: 'FileWorkflow timed out' }),
      fanOutWorkflow.metricFailed({ label: 'FanOutWorkflow failed' }),
      fanOutWorkflow.metricTimedOut({ label: 'FanOutWorkflow timed out' }),
      fanOutWorkflow.metricAborted({ label: 'FanOutWorkflow stopped' }),
    ]),
    graph('Errors and events not delivered', [
      validatorFunction.metricErrors({ label: 'Validator' }),
      splitterFunction.metricErrors({ label: 'Splitter' }),
      metrics.undelivered(uploadRule).with({ label: 'Uploads' }),
      metrics.undelivered(failureRule).with({ label: 'Failures' }),
    ]),
    graph('Throttled', [
      metrics.throttledWrites({ label: 'Writes to the table' }),
      validatorFunction.metricThrottles({ label: 'Validator' }),
      splitterFunction.metricThrottles({ label: 'Splitter' }),
    ]),
  ];
}

function costDrivers({ fileWorkflow, validatorFunction, splitterFunction }: WatchedPipeline, metrics: PipelineMetrics): IWidget {
  return new SingleValueWidget({
    title: 'Cost drivers',
    width: FULL,
    height: 3,
    setPeriodToTimeRange: true,
    metrics: [
      metrics.writeUnits({ label: 'Write units of the table' }),
      fileWorkflow.metricStarted({ label: 'Executions of FileWorkflow' }),
      validatorFunction.metricInvocations({ label: 'Calls of the validator' }),
      splitterFunction.metricInvocations({ label: 'Calls of the splitter' }),
      metrics.sentDeadLetters({ label: 'Dead letters sent' }),
      new Metric({
        namespace: 'AWS/Logs',
        metricName: 'IncomingBytes',
        dimensionsMap: { LogGroupName: validatorFunction.logGroup.logGroupName },
        statistic: Stats.SUM,
        period: Duration.minutes(5),
        label: 'Bytes logged by the validator',
      }),
    ],
  });
}
