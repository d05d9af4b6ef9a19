import type { InputFile } from './input-file';
import type { Announcement, Count, Counts } from '../../src/private/contract/messages';
import { NO_COUNTS, forEachCount } from '../../src/private/contract/messages';

/** What became of one file. */
export interface FileResult extends Counts {
  /** As named on the command line. */
  readonly file: string;
  readonly key: string;
  readonly bytes: number;
  /** In the table: inserted, replaced and repeated. */
  readonly accepted: number;
  /** From upload to announcement. */
  readonly ms: number;
  /** Why the file could not be read as records. */
  readonly failure?: { readonly reason: string; readonly message: string };
  /** Of the workflow that announced it; none has if it is missing. */
  readonly execution?: string;
}

/** A failed file counts as one rejected record, because it leaves one dead letter. */
export function fileResult(file: InputFile, announcement: Announcement | undefined, ms: number): FileResult {
  const none = { ...NO_COUNTS, accepted: 0 };
  const processed = announcement?.['detail-type'] === 'Sales File Processed' ? announcement.detail : undefined;
  const failed = announcement?.['detail-type'] === 'Sales File Failed' ? announcement.detail : undefined;
  const { accepted, ...others } = processed ?? (failed ? { ...none, records: 1, rejected: 1 } : none);
  return {
    file: file.name,
    key: file.key,
    bytes: file.body.length,
    accepted,
    ...forEachCount((count) => others[count]),
    ms,
    failure: failed && { reason: failed.reason, message: failed.message },
    execution: announcement?.detail.execution,
  };
}

/** Counts of the table of files, in its order. */
const COUNTS = ['records', 'accepted', 'replaced', 'repeated', 'superseded', 'rejected', 'conflicts'] as const;
/** Without any such record, a column would say nothing. */
const ONLY_IF_SOME: readonly ShownCount[] = ['replaced', 'repeated', 'superseded'];

export type ShownCount = typeof COUNTS[number];

/** The counts that a table of these files shows. */
export function shownCounts(files: readonly FileResult[]): ShownCount[] {
  return COUNTS.filter((count) => !ONLY_IF_SOME.includes(count) || sum(files, count) > 0);
}

export function sum(files: readonly FileResult[], count: 'bytes' | 'accepted' | Count): number {
  return files.reduce((total, file) => total + file[count], 0);
}
