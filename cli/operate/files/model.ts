import type { HistoryRow } from '../../../src/private/contract/messages';

/** A version of an uploaded object. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string | null;
  readonly etag: string;
  readonly lastModified: Date;
  readonly bytes: number;
}

/** What became of files, from the history. */
export interface Files {
  /** Newest first, back to `since`. */
  recent(options: { readonly since: Date; readonly limit: number; readonly status?: HistoryRow['status'] }): Promise<HistoryRow[]>;
  /** The versions of an object, newest first, each with its row, or without one if it is small and not processed yet. */
  versionsOf(key: string): Promise<readonly { readonly version: ObjectVersion; readonly row: HistoryRow | undefined }[]>;
  rowOf(version: ObjectVersion): Promise<HistoryRow | undefined>;
  /** Waits for the end of a file; undefined if it takes longer than `waitMs`. */
  endOf(version: ObjectVersion, options: { readonly waitMs: number; readonly signal?: AbortSignal }): Promise<HistoryRow | undefined>;
  /** Files that FanOutWorkflow has begun with and not ended, begun before `before`. */
  stuck(before: Date): Promise<HistoryRow[]>;
}
