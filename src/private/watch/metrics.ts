import type { MathExpressionOptions, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IConstruct } from 'constructs';
import type { WatchedPipeline } from './watched-pipeline';
import {
  ACCEPTED_RECORDS_METRIC, BYTES_METRIC, METRIC_NAMESPACE, PIPELINE_DIMENSION, REJECTED_RECORDS_METRIC,
  SHARED_DEAD_LETTERS_METRIC, STUCK_FILES_METRIC,
} from '../contract/names';

/**
 * The metrics of a pipeline. Those of its own have the namespace `SalesDataPipeline`: metric filters make them of the lines that the
 * validator function logs, so each costs the same however many files there are. All others come from the services themselves.
 */
export class PipelineMetrics {
  constructor(private readonly scope: IConstruct, private readonly pipeline: WatchedPipeline) {}

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
