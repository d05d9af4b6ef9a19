import {
  ACCEPTED_RECORDS_METRIC, METRIC_NAMESPACE, PIPELINE_DIMENSION, PIPELINE_NAME_ENV, REJECTED_RECORDS_METRIC, RejectedRecord, SourceFile,
} from '../../src/private/contract/messages';

export interface Counts {
  readonly file: SourceFile;
  readonly accepted: number;
  readonly rejected: readonly RejectedRecord[];
}

/** One line per answer, from which CloudWatch makes metrics. Counts and positions, never what a record holds. */
export function logCounts({ file, accepted, rejected }: Counts): void {
  const reasons: Record<string, number> = {};
  for (const { reason } of rejected) reasons[reason] = (reasons[reason] ?? 0) + 1;
  logFile(file, {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{
        Namespace: METRIC_NAMESPACE,
        Dimensions: [[PIPELINE_DIMENSION]],
        Metrics: [ACCEPTED_RECORDS_METRIC, REJECTED_RECORDS_METRIC].map((metric) => ({ Name: metric, Unit: 'Count' })),
      }],
    },
    [PIPELINE_DIMENSION]: process.env[PIPELINE_NAME_ENV] ?? '',
    [ACCEPTED_RECORDS_METRIC]: accepted,
    [REJECTED_RECORDS_METRIC]: rejected.length,
    reasons,
  });
}

/**
 * Not through the console: with JSON logs the runtime would put the line into another, where CloudWatch sees no metrics.
 */
export function logFile({ bucket, key, versionId }: SourceFile, line: object): void {
  process.stdout.write(`${JSON.stringify({ ...line, bucket, key, versionId })}\n`);
}
