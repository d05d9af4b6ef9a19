import type { Counts } from './counts';
import type { ReasonCounts } from './tally';
import type { Reason } from '../reasons';

/** `processing`: FanOutWorkflow has begun with the file, and has not ended. */
export type FileStatus = 'processing' | 'processed' | 'failed';

/** A row of the history: what became of one version of one uploaded file. The counts are there once it is processed. */
export interface HistoryRow extends Partial<Counts> {
  /** Day of the upload (UTC) and shard: `2026-11-26#a`. */
  readonly day: string;
  /** Time of the upload and a hash of what was uploaded, so that the rows of a day are in order of time. */
  readonly upload: string;
  readonly status: FileStatus;
  /** Name of the pipeline. */
  readonly pipeline: string;
  readonly bucket: string;
  /** Object key. */
  readonly key: string;
  /** Not in a bucket without versioning. */
  readonly versionId?: string;
  readonly etag: string;
  /** Size of the file. */
  readonly bytes: number;
  /** ISO 8601, in UTC. */
  readonly uploaded: string;
  /** When FileWorkflow took the file up. */
  readonly begun: string;
  /** When it was processed or failed. */
  readonly done?: string;
  /** From `begun` to `done`. */
  readonly durationMs?: number;
  readonly reasons?: ReasonCounts;
  /** Number of batches. */
  readonly batches?: number;
  /** ARN of the execution that has the file, has processed it or has failed to. */
  readonly execution: string;
  /** Of a file that failed. */
  readonly reason?: Reason;
  readonly message?: string;
  /** When DynamoDB deletes the row, in seconds since 1970. */
  readonly expires: number;
}

/** The primary key of the table, and the attribute of its time to live. */
export const HISTORY_KEY = { partition: 'day', sort: 'upload' } as const satisfies { readonly [part: string]: keyof HistoryRow };
export const HISTORY_EXPIRY = 'expires' satisfies keyof HistoryRow;

/**
 * A day has a partition for each first digit of an ETag. S3 lists the ETags of an object's versions, so the row of a file can
 * be found without an index, and so can the rows of files with the same content.
 */
export const HISTORY_SHARDS = '0123456789abcdef';

/** The partition for a day (`2026-11-26`) and an ETag. HISTORY_SHARD in the workflows does the same. */
export function historyPartition(day: string, etag: string): string {
  const digit = etag.replace(/"/g, '').slice(0, 1).toLowerCase();
  return `${day}#${digit !== '' && HISTORY_SHARDS.includes(digit) ? digit : HISTORY_SHARDS[0]}`;
}
