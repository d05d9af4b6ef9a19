import type { MathExpressionOptions, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric, Stats, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { CountedAnnouncement } from './announcement-log';
import { AnnouncementLog, requireAnnouncements } from './announcement-log';
import { countInLines, isCountedInLines } from './metric-filters';
import type { WatchedPipeline } from './watched-pipeline';
import { RejectionReason } from '../../rejection-reason';
import {
  ACCEPTED_RECORDS_METRIC, BYTES_METRIC, CONFLICTS_METRIC, METRIC_NAMESPACE, PIPELINE_DIMENSION, REJECTED_RECORDS_METRIC,
  REPEATED_RECORDS_METRIC, SHARED_DEAD_LETTERS_METRIC, STUCK_FILES_METRIC, SUPERSEDED_RECORDS_METRIC, UPLOAD_TO_DONE_METRIC,
  rejectedForReasonMetric,
} from '../contract/names';
import type { Reason } from '../contract/reasons';
import { reasonsOf } from '../contract/reasons';

/** Reasons that the validator function does not know: it fails itself, or a workflow finds them. */
const FOUND_BY_WORKFLOWS: ReadonlySet<Reason> = new Set(reasonsOf('insert', 'validator'));

/** Announcements that say more than 0. */
const SOME = [{ numeric: ['>', 0] }];

/**
 * The metrics of a pipeline. Those of its own have the namespace `SalesDataPipeline`: metric filters make them of the lines that the
 * validator function logs, so each costs the same however many files there are. What only the announcements say is a metric where
 * it is asked for. All others come from the services themselves.
 */
export class PipelineMetrics {
  private announcementLog?: AnnouncementLog;

  constructor(private readonly scope: Construct, private readonly pipeline: WatchedPipeline) {
    for (const metricName of [ACCEPTED_RECORDS_METRIC, REJECTED_RECORDS_METRIC, SHARED_DEAD_LETTERS_METRIC, BYTES_METRIC]) {
      this.countInValidatorLog(metricName, metricName, metricName === BYTES_METRIC ? Unit.BYTES : Unit.COUNT);
    }
  }

  public files(options?: MetricOptions): Metric {
    return ofRule(this.pipeline.uploadRule, 'Invocations', options);
  }

  public bytes(options?: MetricOptions): Metric {
    return this.own(BYTES_METRIC, options);
  }

  public acceptedRecords(options?: MetricOptions): Metric {
    return this.own(ACCEPTED_RECORDS_METRIC, options);
  }

  public rejectedRecords(options?: MetricOptions): Metric {
    return this.own(REJECTED_RECORDS_METRIC, options);
  }

  /** Makes the metric where it is asked for. */
  public rejectedForReason(reason: RejectionReason, options?: MetricOptions): Metric {
    const metricName = rejectedForReasonMetric(reason);
    if (FOUND_BY_WORKFLOWS.has(reason)) {
      return this.ofAnnouncements({ metricName, value: `reasons.${reason}`, unit: Unit.COUNT, pattern: { reasons: { [reason]: SOME } } }, options);
    }
    this.countInValidatorLog(metricName, `reasons.${reason}`, Unit.COUNT);
    return this.own(metricName, options);
  }

  /** The reasons of the validator function that have a metric. */
  public reasonsWithMetric(): RejectionReason[] {
    const { logGroup } = this.pipeline.validatorFunction;
    return Object.values(RejectionReason).filter((reason) => isCountedInLines(logGroup, rejectedForReasonMetric(reason)));
  }

  /** Makes the metric where it is asked for. */
  public repeatedRecords(options?: MetricOptions): Metric {
    return this.ofAnnouncements({ metricName: REPEATED_RECORDS_METRIC, value: 'repeated', unit: Unit.COUNT, pattern: { repeated: SOME } }, options);
  }

  /** Makes the metric where it is asked for. */
  public supersededRecords(options?: MetricOptions): Metric {
    return this.ofAnnouncements({ metricName: SUPERSEDED_RECORDS_METRIC, value: 'superseded', unit: Unit.COUNT, pattern: { superseded: SOME } }, options);
  }

  /** Makes the metric where it is asked for. */
  public conflicts(options?: MetricOptions): Metric {
    return this.ofAnnouncements({ metricName: CONFLICTS_METRIC, value: 'conflicts', unit: Unit.COUNT, pattern: { conflicts: SOME } }, options);
  }

  /** Makes the metric where it is asked for. */
  public uploadToDone(options?: MetricOptions): Metric {
    return this.ofAnnouncements({
      metricName: UPLOAD_TO_DONE_METRIC, value: 'sinceUploadMs', unit: Unit.MILLISECONDS, pattern: { sinceUploadMs: [{ exists: true }] },
    }, { statistic: Stats.percentile(99), ...options });
  }

  public sharedDeadLetters(options?: MetricOptions): Metric {
    return this.own(SHARED_DEAD_LETTERS_METRIC, options);
  }

  /** Has data only where addAlarms has made what counts them. */
  public stuckFiles(options?: MetricOptions): Metric {
    return this.own(STUCK_FILES_METRIC, { statistic: Stats.MAXIMUM, ...options });
  }

  public takenKeys(options?: MetricOptions): Metric {
    return this.ofTable('ConditionalCheckFailedRequests', options);
  }

  public throttledWrites(options?: MetricOptions): Metric {
    return this.ofTable('WriteThrottleEvents', options);
  }

  public writeUnits(options?: MetricOptions): Metric {
    return this.ofTable('ConsumedWriteCapacityUnits', options);
  }

  public deadLetters(options?: MetricOptions): Metric {
    return this.pipeline.deadLetterQueue.metricApproximateNumberOfMessagesVisible(options);
  }

  public hiddenDeadLetters(options?: MetricOptions): Metric {
    return this.pipeline.deadLetterQueue.metricApproximateNumberOfMessagesNotVisible(options);
  }

  public sentDeadLetters(options?: MetricOptions): Metric {
    return this.pipeline.deadLetterQueue.metricNumberOfMessagesSent(options);
  }

  public oldestDeadLetter(options?: MetricOptions): Metric {
    return this.pipeline.deadLetterQueue.metricApproximateAgeOfOldestMessage(options);
  }

  public fileDuration(options?: MetricOptions): Metric {
    return this.pipeline.fileWorkflow.metricTime({ statistic: Stats.percentile(99), ...options });
  }

  public largeFileDuration(options?: MetricOptions): Metric {
    return this.pipeline.fanOutWorkflow.metricTime({ statistic: Stats.MAXIMUM, ...options });
  }

  /** Events that a rule could not deliver, and that are dead letters now. */
  public undelivered(rule: IRule): Metric {
    return ofRule(rule, 'InvocationsSentToDlq');
  }

  /** Events that a rule could neither deliver nor make into dead letters. */
  public lost(rule: IRule): Metric {
    return ofRule(rule, 'InvocationsFailedToBeSentToDlq');
  }

  /** What both rules have lost. */
  public lostEvents(options?: MathExpressionOptions): MathExpression {
    return new MathExpression({
      label: 'Lost events',
      ...options,
      expression: 'FILL(uploads, 0) + FILL(failures, 0)',
      usingMetrics: { uploads: this.lost(this.pipeline.uploadRule), failures: this.lost(this.pipeline.failureRule) },
    });
  }

  private countInValidatorLog(metricName: string, member: string, unit: Unit): void {
    const { logGroup } = this.pipeline.validatorFunction;
    countInLines(logGroup, { metricName, value: `$.${member}`, pipeline: `$.${PIPELINE_DIMENSION}`, unit });
  }

  private ofAnnouncements(counted: CountedAnnouncement, options?: MetricOptions): Metric {
    requireAnnouncements(this.pipeline, `the metric ${counted.metricName}`);
    this.announcementLog ??= new AnnouncementLog(this.scope, 'AnnouncementLog', this.pipeline);
    this.announcementLog.count(counted);
    return this.own(counted.metricName, options);
  }

  private own(metricName: string, options?: MetricOptions): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { [PIPELINE_DIMENSION]: this.pipeline.pipelineName },
      statistic: Stats.SUM,
      ...options,
    }).attachTo(this.scope);
  }

  private ofTable(metricName: string, options?: MetricOptions): Metric {
    return this.pipeline.table.metric(metricName, { statistic: Stats.SUM, ...options });
  }
}

/** Rules on the default event bus have only the one dimension. */
function ofRule(rule: IRule, metricName: string, options?: MetricOptions): Metric {
  return new Metric({ namespace: 'AWS/Events', metricName, dimensionsMap: { RuleName: rule.ruleName }, statistic: Stats.SUM, ...options }).attachTo(rule);
}
