import type { Runtime } from './runtime';
import type { RejectedRecord, RejectedRecords, SourceFile } from '../../src/private/contract/messages';
import { ACCEPTED_RECORDS_METRIC, BYTES_METRIC, PIPELINE_DIMENSION, REJECTED_RECORDS_METRIC, SHARED_DEAD_LETTERS_METRIC } from '../../src/private/contract/messages';

export interface Counts {
  readonly file: SourceFile;
  readonly accepted: number;
  readonly rejected: ReadonlyArray<RejectedRecord | RejectedRecords>;
  /** Size of the part of the file that they are in. */
  readonly bytes: number;
}

/**
 * Logs one line per answer, of which the metric filters of the log group make metrics. It has counts but no contents of records.
 * The line about an answer without rejected records is short, because for a million small files it is a part of the bill.
 */
export function logCounts(runtime: Runtime, { file, accepted, rejected, bytes }: Counts): void {
  const reasons: Record<string, number> = {};
  for (const { reason, records } of rejected) reasons[reason] = (reasons[reason] ?? 0) + records;
  const shared = rejected.filter(({ stretches }) => stretches !== null).length;
  const line = {
    [PIPELINE_DIMENSION]: runtime.pipelineName,
    [ACCEPTED_RECORDS_METRIC]: accepted,
    [REJECTED_RECORDS_METRIC]: rejected.reduce((sum, { records }) => sum + records, 0),
    ...(shared > 0 ? { [SHARED_DEAD_LETTERS_METRIC]: shared } : {}),
    [BYTES_METRIC]: bytes,
  };
  if (rejected.length > 0) logFile(runtime, file, { ...line, reasons });
  else runtime.log({ ...line, key: file.key });
}

/** Logs one line about a file. */
export function logFile(runtime: Runtime, { bucket, key, versionId }: SourceFile, line: object): void {
  runtime.log({ ...line, bucket, key, versionId });
}
