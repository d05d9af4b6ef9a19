import { GetMetricStatisticsCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { countRunning } from './executions';
import { History, isoDay } from './files/history';
import type { Pipeline } from './pipeline';
import type { Count, HistoryRow } from '../../src/private/contract/messages';
import { COUNTS } from '../../src/private/contract/messages';

type Operated = Pick<Pipeline, 'aws' | 'entry'>;

export interface QueueStatus {
  /** About how many dead letters there are, and how many of them somebody has taken. */
  readonly visible: number;
  readonly hidden: number;
  /** How old the oldest one is; null if the queue is empty or CloudWatch does not say. */
  readonly oldestSeconds: number | null;
  /** How long the queue keeps a dead letter. */
  readonly retentionSeconds: number;
}

/** The files that were uploaded since midnight (UTC), by their state, and the sums of their counts. */
export interface FilesToday extends Record<HistoryRow['status'] | Count, number> {}

export interface AlarmStatus {
  readonly name: string;
  readonly since: Date;
  readonly description: string;
}

export interface PipelineStatus {
  readonly queue: QueueStatus;
  /** Null if there is no history. */
  readonly today: FilesToday | null;
  /** Executions of FanOutWorkflow that are running. */
  readonly running: number;
  /** Those in ALARM. */
  readonly alarms: readonly AlarmStatus[];
  /** How many alarms the pipeline has. */
  readonly watched: number;
}

/** A pipeline at a glance. */
export async function statusOf(operated: Operated): Promise<PipelineStatus> {
  const [queue, today, running, alarms] = await Promise.all([
    queueStatus(operated), filesToday(operated), countRunning(operated), alarmsOf(operated),
  ]);
  return { queue, today, running, ...alarms };
}

async function queueStatus({ aws, entry }: Operated): Promise<QueueStatus> {
  const [{ Attributes = {} }, oldestSeconds] = await Promise.all([
    aws.sqs.send(new GetQueueAttributesCommand({
      QueueUrl: entry.deadLetterQueue,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'MessageRetentionPeriod'],
    })),
    oldest({ aws, entry }),
  ]);
  const visible = Number(Attributes.ApproximateNumberOfMessages);
  const hidden = Number(Attributes.ApproximateNumberOfMessagesNotVisible);
  // The metric is some minutes late.
  return {
    visible,
    hidden,
    oldestSeconds: visible + hidden === 0 ? null : oldestSeconds,
    retentionSeconds: Number(Attributes.MessageRetentionPeriod),
  };
}

/** SQS itself does not say how old a message is; CloudWatch does, to whom may read metrics. */
async function oldest({ aws, entry }: Operated): Promise<number | null> {
  const queue = entry.deadLetterQueue.slice(entry.deadLetterQueue.lastIndexOf('/') + 1);
  try {
    const { Datapoints = [] } = await aws.cloudwatch.send(new GetMetricStatisticsCommand({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: queue }],
      StartTime: new Date(Date.now() - 15 * 60_000),
      EndTime: new Date(),
      Period: 60,
      Statistics: ['Maximum'],
    }));
    const [latest] = Datapoints.sort((a, b) => b.Timestamp!.getTime() - a.Timestamp!.getTime());
    return latest?.Maximum ?? null;
  } catch (error) {
    if (/AccessDenied/.test((error as Error).name)) return null;
    throw error;
  }
}

async function filesToday(operated: Operated): Promise<FilesToday | null> {
  if (operated.entry.historyTable === null) return null;
  const rows = await new History(operated).ofDay(isoDay(Date.now()));
  const sum = (of: (row: HistoryRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const states = ['processing', 'processed', 'failed'] as const;
  return Object.fromEntries([
    ...states.map((status) => [status, sum((row) => Number(row.status === status))]),
    ...COUNTS.map((count) => [count, sum((row) => row[count] ?? 0)]),
  ]) as unknown as FilesToday;
}

async function alarmsOf({ aws, entry }: Operated): Promise<Pick<PipelineStatus, 'alarms' | 'watched'>> {
  const alarms: AlarmStatus[] = [];
  let watched = 0;
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: aws.cloudwatch }, { AlarmNamePrefix: `${entry.pipeline}-` })) {
    watched += MetricAlarms.length;
    for (const { AlarmName, StateValue, StateUpdatedTimestamp, AlarmDescription = '' } of MetricAlarms) {
      if (StateValue === 'ALARM') alarms.push({ name: AlarmName!, since: StateUpdatedTimestamp!, description: AlarmDescription });
    }
  }
  return { alarms, watched };
}
