import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, MathExpression, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AlarmSettings } from './alarm-settings';
import { resolveAlarmSettings } from './alarm-settings';
import type { PipelineMetrics } from './metrics';
import { runbookSection } from './runbook';
import type { WatchedPipeline } from './watched-pipeline';
import { PipelineAlarm } from '../../alarms';
import type { PipelineAlarms, PipelineAlarmsOptions } from '../../alarms';
import { createStuckFiles } from '../workflows/stuck-files';

interface AlarmDefinition {
  /** What has happened, and what to do: for whoever is woken by it. */
  readonly description: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** @default - at least the threshold */
  readonly comparison?: ComparisonOperator;
  /** Consecutive periods in which the threshold is crossed. @default 1 */
  readonly periods?: number;
  /**
   * What a period without data means. Services send no data while nothing happens: no execution, no invocation, no throttled
   * call, no failed delivery, an empty queue that nobody uses. So it is good news for all alarms but two: that which waits for
   * files, and that whose metric always has data. That one loses its state, which calls its actions like an alarm; before the
   * first value it has no state to lose.
   *
   * @default - NOT_BREACHING
   */
  readonly missingData?: TreatMissingData;
}

/**
 * Periods of five minutes for what is retried. The fallback path tries for a minute and a half, and a new table or a raised
 * concurrency takes some minutes: what lasts longer does not mend itself.
 */
const LASTING = 3;

/** Fewer records of a quarter of an hour say nothing about a share. */
const FEW_RECORDS = 20;

/** Adds the alarms of a pipeline below `scope`. */
export function createAlarms(
  scope: Construct, id: string, pipeline: WatchedPipeline, metrics: PipelineMetrics, options: PipelineAlarmsOptions,
): PipelineAlarms {
  const settings = resolveAlarmSettings(scope, pipeline.deadLetterQueue, options);
  const parent = new Construct(scope, id);
  if (!settings.without.has(PipelineAlarm.FILES_STUCK)) {
    createStuckFiles(parent, { ...pipeline.stateMachineSettings, fanOutWorkflow: pipeline.fanOutWorkflow, stuckAfter: settings.stuckAfter });
  }
  const alarms = Object.entries(definitions(pipeline, metrics, settings))
    .filter(([name]) => !settings.without.has(name as PipelineAlarm))
    .map(([name, { description, metric, threshold, comparison, periods, missingData = TreatMissingData.NOT_BREACHING }]) => {
      const alarm = new Alarm(parent, name, {
        alarmName: `${pipeline.pipelineName}-${name}`,
        alarmDescription: `${description} ${runbookSection(name)}`,
        metric,
        threshold,
        comparisonOperator: comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: periods ?? 1,
        treatMissingData: missingData,
      });
      alarm.addAlarmAction(...options.actions ?? []);
      alarm.addOkAction(...options.okActions ?? []);
      if (missingData === TreatMissingData.MISSING) { alarm.addInsufficientDataAction(...options.actions ?? []); }
      return [`${name[0].toLowerCase()}${name.slice(1)}`, alarm] as const;
    });
  return { ...Object.fromEntries(alarms), all: alarms.map(([, alarm]) => alarm) };
}

function definitions(pipeline: WatchedPipeline, metrics: PipelineMetrics, settings: AlarmSettings): { [name in PipelineAlarm]?: AlarmDefinition } {
  const { stuckAfter } = settings;
  return {
    ...deadLetterAlarms(metrics, settings),
    ...workflowAlarms(pipeline),
    ...deliveryAlarms(pipeline, metrics),
    ...functionAlarms(pipeline),
    [PipelineAlarm.TABLE_THROTTLED]: {
      description: 'DynamoDB has throttled writes for 15 minutes. Lower maxConcurrency, or raise the throughput of the table.',
      metric: metrics.throttledWrites(),
      threshold: 1,
      periods: LASTING,
    },
    [PipelineAlarm.FILES_STUCK]: {
      description: `A file is not done ${stuckAfter.toHumanString()} after it was handed off, or nobody looks any more. Find out what its execution waits for; stop it if it makes no progress.`,
      metric: metrics.stuckFiles({ period: Duration.hours(1) }),
      threshold: 1,
      missingData: TreatMissingData.MISSING,
    },
    ...noFileAlarm(metrics, settings),
  };
}

function deadLetterAlarms(metrics: PipelineMetrics, { deadLetters, queueRetention, rejectedPercent }: AlarmSettings) {
  const period = Duration.minutes(15);
  return {
    [PipelineAlarm.DEAD_LETTERS]: {
      description: 'Dead letters are waiting: records that are not in the table, or files that could not be processed. Look at their reasons and files; correct, send again, delete.',
      metric: metrics.deadLetters(),
      threshold: deadLetters,
    },
    [PipelineAlarm.OLD_DEAD_LETTERS]: {
      description: `The oldest dead letter has used up three quarters of the ${queueRetention.toHumanString()} after which SQS deletes it. Correct it, or save the dead letters.`,
      metric: metrics.oldestDeadLetter(),
      threshold: Math.floor(0.75 * queueRetention.toSeconds()),
    },
    [PipelineAlarm.SHARED_DEAD_LETTERS]: {
      description: 'Rejected records share dead letters, because too many of a batch are rejected. Look whether a file is garbage or the schema is wrong.',
      metric: metrics.sharedDeadLetters(),
      threshold: 1,
    },
    [PipelineAlarm.REJECTED_SHARE]: {
      description: `More than ${rejectedPercent} % of the records of 15 minutes were rejected. Compare reasons and files: the schema or an uploader has changed.`,
      // Both are in each log line, so one is never there without the other.
      metric: new MathExpression({
        expression: `IF(accepted + rejected >= ${FEW_RECORDS}, 100 * rejected / (accepted + rejected), 0)`,
        usingMetrics: { accepted: metrics.acceptedRecords({ period }), rejected: metrics.rejectedRecords({ period }) },
        label: 'Rejected records in percent',
        period,
      }),
      threshold: rejectedPercent,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
    },
  };
}

function workflowAlarms({ fileWorkflow, fanOutWorkflow }: WatchedPipeline) {
  return {
    [PipelineAlarm.FAN_OUT_WORKFLOW_FAILED]: {
      description: 'A large file was not fully processed. Find the failed state of the execution that the dead letter names, remove the cause, redrive.',
      metric: fanOutWorkflow.metricFailed(),
      threshold: 1,
    },
    [PipelineAlarm.FAN_OUT_WORKFLOW_TIMED_OUT]: {
      description: 'A file was not fully processed within seven days. Find out what slows the execution down, then upload the file again.',
      metric: fanOutWorkflow.metricTimedOut(),
      threshold: 1,
    },
    [PipelineAlarm.FAN_OUT_WORKFLOW_ABORTED]: {
      description: 'Somebody stopped the execution of a large file. Ask why; redrive it or upload the file again if it should be processed.',
      metric: fanOutWorkflow.metricAborted(),
      threshold: 1,
    },
    [PipelineAlarm.FILE_WORKFLOW_FAILED]: {
      description: 'A file could neither be handed off nor made into a dead letter. Restore the permissions of the workflow, then upload the files of that time again.',
      metric: fileWorkflow.metricFailed(),
      threshold: 1,
    },
    [PipelineAlarm.FILE_WORKFLOW_TIMED_OUT]: {
      description: 'An execution took all of its five minutes. Look for an event in the region, then upload the files of that time again.',
      metric: fileWorkflow.metricTimedOut(),
      threshold: 1,
    },
  };
}

function deliveryAlarms({ uploadRule, failureRule }: WatchedPipeline, metrics: PipelineMetrics) {
  return {
    [PipelineAlarm.UPLOADS_UNDELIVERED]: {
      description: 'EventBridge could not start the workflow for an upload; the event is a dead letter. Restore the role of the rule, then upload the object again.',
      metric: metrics.undelivered(uploadRule),
      threshold: 1,
    },
    [PipelineAlarm.UPLOADS_LOST]: {
      description: 'EventBridge could neither start the workflow for an upload nor send the event to the queue. Restore both, then upload the files of that time again.',
      metric: metrics.lost(uploadRule),
      threshold: 1,
    },
    [PipelineAlarm.FAILURES_UNDELIVERED]: {
      description: 'EventBridge could not report a failed large file; the event is a dead letter. Restore the role of the rule, then redrive the execution.',
      metric: metrics.undelivered(failureRule),
      threshold: 1,
    },
    [PipelineAlarm.FAILURES_LOST]: {
      description: 'EventBridge could neither report a failed large file nor send the event to the queue. Restore both, then redrive failed executions.',
      metric: metrics.lost(failureRule),
      threshold: 1,
    },
  };
}

function functionAlarms({ validatorFunction, splitterFunction }: WatchedPipeline) {
  const longest = { statistic: Stats.MAXIMUM };
  return {
    [PipelineAlarm.VALIDATOR_ERRORS]: {
      description: 'The validator function has failed for 15 minutes. Look at its log and at dead letters with VALIDATOR_FAILED.',
      metric: validatorFunction.metricErrors(),
      threshold: 1,
      // One record that it fails on is over sooner: isolation makes it a dead letter.
      periods: LASTING,
    },
    [PipelineAlarm.VALIDATOR_THROTTLED]: {
      description: 'Lambda has throttled the validator function for 15 minutes. Lower maxConcurrency, or raise the concurrency of the account.',
      metric: validatorFunction.metricThrottles(),
      threshold: 1,
      periods: LASTING,
    },
    [PipelineAlarm.VALIDATOR_SLOW]: {
      description: 'The validator function ran for four fifths of its timeout on one record. Look for a slow expression in the schema.',
      // It answers with what it has after a third of the timeout, so the rest is one record.
      metric: validatorFunction.metricDuration(longest),
      threshold: 0.8 * validatorFunction.timeout!.toMilliseconds(),
    },
    [PipelineAlarm.SPLITTER_ERRORS]: {
      description: 'The splitter function failed three times. Look at its log, and at the executions of FanOutWorkflow.',
      metric: splitterFunction.metricErrors(),
      // A call and its two retries.
      threshold: 3,
    },
    [PipelineAlarm.SPLITTER_THROTTLED]: {
      description: 'Lambda has throttled the splitter function for 15 minutes. Raise the concurrency of the account.',
      metric: splitterFunction.metricThrottles(),
      threshold: 1,
      periods: LASTING,
    },
    [PipelineAlarm.SPLITTER_SLOW]: {
      description: 'The splitter function came close to its timeout, although it ends a minute before. Look at the speed of S3 and at the file.',
      metric: splitterFunction.metricDuration(longest),
      threshold: splitterFunction.timeout!.toMilliseconds() - Duration.seconds(30).toMilliseconds(),
    },
  };
}

/** Hours without an upload: EventBridge sends no data about a rule that matches nothing. */
function noFileAlarm(metrics: PipelineMetrics, { hoursWithoutFile }: AlarmSettings): { [name in PipelineAlarm]?: AlarmDefinition } {
  return hoursWithoutFile === undefined ? {} : {
    [PipelineAlarm.NO_FILE]: {
      description: `No file was uploaded for ${hoursWithoutFile} h. Ask the uploaders, and check the notifications of the bucket.`,
      metric: metrics.files({ period: Duration.hours(1) }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: hoursWithoutFile,
      missingData: TreatMissingData.BREACHING,
    },
  };
}
