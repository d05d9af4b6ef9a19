import type { Runtime } from './runtime';
import type { RejectedRecord, SourceFile } from '../../src/private/contract/messages';
import { ACCEPTED_RECORDS_METRIC, METRIC_NAMESPACE, PIPELINE_DIMENSION, REJECTED_RECORDS_METRIC } from '../../src/private/contract/messages';

export interface Counts {
  readonly file: SourceFile;
  readonly accepted: number;
  readonly rejected: readonly RejectedRecord[];
}

/** Logs one line per answer. CloudWatch makes metrics from it. It has counts but no contents of records. */
export function logCounts(runtime: Runtime, { file, accepted, rejected }: Counts): void {
  const reasons: Record<string, number> = {};
  for (const { reason } of rejected) reasons[reason] = (reasons[reason] ?? 0) + 1;
  logFile(runtime, file, {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{
        Namespace: METRIC_NAMESPACE,
        Dimensions: [[PIPELINE_DIMENSION]],
        Metrics: [ACCEPTED_RECORDS_METRIC, REJECTED_RECORDS_METRIC].map((metric) => ({ Name: metric, Unit: 'Count' })),
      }],
    },
    [PIPELINE_DIMENSION]: runtime.pipelineName,
    [ACCEPTED_RECORDS_METRIC]: accepted,
    [REJECTED_RECORDS_METRIC]: rejected.length,
    reasons,
  });
}

/** Logs one line about a file. */
export function logFile(runtime: Runtime, { bucket, key, versionId }: SourceFile, line: object): void {
  runtime.log({ ...line, bucket, key, versionId });
}
