import type { Runtime } from './runtime';
import type { RejectedRecord, RejectedRecords, SourceFile } from '../../src/private/contract/messages';
import {
  ACCEPTED_RECORDS_METRIC, METRIC_NAMESPACE, PIPELINE_DIMENSION, REJECTED_RECORDS_METRIC, SHARED_DEAD_LETTERS_METRIC,
} from '../../src/private/contract/messages';

export interface Counts {
  readonly file: SourceFile;
  readonly accepted: number;
  readonly rejected: ReadonlyArray<RejectedRecord | RejectedRecords>;
}

/** Logs one line per answer. CloudWatch makes metrics from it. It has counts but no contents of records. */
export function logCounts(runtime: Runtime, { file, accepted, rejected }: Counts): void {
  const reasons: Record<string, number> = {};
  for (const { reason, records } of rejected) reasons[reason] = (reasons[reason] ?? 0) + records;
  const metrics = {
    [ACCEPTED_RECORDS_METRIC]: accepted,
    [REJECTED_RECORDS_METRIC]: rejected.reduce((sum, { records }) => sum + records, 0),
    [SHARED_DEAD_LETTERS_METRIC]: rejected.filter(({ stretches }) => stretches !== null).length,
  };
  logFile(runtime, file, {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{
        Namespace: METRIC_NAMESPACE,
        Dimensions: [[PIPELINE_DIMENSION]],
        Metrics: Object.keys(metrics).map((metric) => ({ Name: metric, Unit: 'Count' })),
      }],
    },
    [PIPELINE_DIMENSION]: runtime.pipelineName,
    ...metrics,
    reasons,
  });
}

/** Logs one line about a file. */
export function logFile(runtime: Runtime, { bucket, key, versionId }: SourceFile, line: object): void {
  runtime.log({ ...line, bucket, key, versionId });
}
