import { ArnFormat, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { countInLines } from './metric-filters';
import type { WatchedPipeline } from './watched-pipeline';
import type { FileProcessed } from '../contract/messages';
import { EVENT_SOURCE, FILE_PROCESSED, announcementLogGroup } from '../contract/names';
import { ValidationError } from '../contract/validation-error';

/** Throws if the pipeline announces no files, for what would wait for announcements in vain. */
export function requireAnnouncements({ announcementsEnabled }: WatchedPipeline, what: string): void {
  if (!announcementsEnabled) {
    throw new ValidationError(`SalesDataPipeline: announcementsEnabled must be true for ${what}, but is false, so that no such event is sent. `
      + 'Leave announcementsEnabled out.');
  }
}

/** What a metric counts in an announcement. */
export interface CountedAnnouncement {
  readonly metricName: string;
  /** JSON path to the number in the detail of an announcement. */
  readonly value: string;
  readonly unit: Unit;
  /** Pattern of the details of announcements that have something to count: only they cost anything. */
  readonly pattern: { readonly [member in keyof FileProcessed]?: unknown };
}

/**
 * The announcements of processed files as lines of a log, which metric filters make metrics of. Exists only where a metric is asked
 * for that nothing else knows. A line costs, so the rule takes only the announcements that one of these metrics counts.
 */
export class AnnouncementLog extends Construct {
  private readonly logGroup: LogGroup;
  private readonly patterns = new Map<string, CountedAnnouncement['pattern']>();

  constructor(scope: Construct, id: string, pipeline: WatchedPipeline) {
    super(scope, id);
    const { pipelineName, stateMachineSettings: { logRetention } } = pipeline;
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: announcementLogGroup(pipelineName), retention: logRetention, removalPolicy: RemovalPolicy.DESTROY,
    });
    // EventBridge writes with a policy of CloudWatch Logs. The target of the CDK makes it by a function.
    this.logGroup.addToResourcePolicy(new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com'), new ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [this.logGroup.logGroupArn],
    }));
    const { logGroupName } = this.logGroup;
    // Without the `:*` of the log group's own ARN.
    const arn = Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    // Not a Rule, whose pattern has to be known when a metric is asked for.
    new CfnRule(this, 'Rule', {
      description: 'Logs announcements that metrics count',
      eventPattern: Lazy.any({
        produce: () => ({ 'source': [EVENT_SOURCE], 'detail-type': [FILE_PROCESSED], 'detail': { pipeline: [pipelineName], ...this.anyPattern() } }),
      }),
      targets: [{ id: 'Log', arn }],
    });
  }

  /** Makes the metric, unless it is there already. */
  public count({ metricName, value, unit, pattern }: CountedAnnouncement): void {
    this.patterns.set(metricName, pattern);
    countInLines(this.logGroup, { metricName, value: `$.detail.${value}`, pipeline: '$.detail.pipeline', unit });
  }

  /** EventBridge refuses `$or` with a single pattern. */
  private anyPattern(): object {
    const patterns = [...this.patterns.values()];
    return patterns.length === 1 ? patterns[0] : { $or: patterns };
  }
}
