import type { InputFile } from './input-file';
import type { Announcement } from '../../src/private/contract/messages';

/** What became of one file. */
export interface FileResult {
  /** As named on the command line. */
  readonly file: string;
  readonly key: string;
  readonly bytes: number;
  readonly records: number;
  readonly accepted: number;
  /** Of the accepted: new in the table, and there before. */
  readonly inserted: number;
  readonly repeated: number;
  readonly rejected: number;
  readonly conflicts: number;
  /** From upload to announcement. */
  readonly ms: number;
  /** Why the file could not be read as records. */
  readonly failure?: { readonly reason: string; readonly message: string };
  /** Of the workflow that announced it; none has if it is missing. */
  readonly execution?: string;
}

/** A failed file counts as one rejected record, because it leaves one dead letter. */
export function fileResult(file: InputFile, announcement: Announcement | undefined, ms: number): FileResult {
  const none = { records: 0, accepted: 0, inserted: 0, repeated: 0, rejected: 0, conflicts: 0 };
  const processed = announcement?.['detail-type'] === 'Sales File Processed' ? announcement.detail : undefined;
  const failed = announcement?.['detail-type'] === 'Sales File Failed' ? announcement.detail : undefined;
  const { records, accepted, inserted, repeated, rejected, conflicts } = processed ?? (failed ? { ...none, records: 1, rejected: 1 } : none);
  return {
    file: file.name,
    key: file.key,
    bytes: file.body.length,
    records,
    accepted,
    inserted,
    repeated,
    rejected,
    conflicts,
    ms,
    failure: failed && { reason: failed.reason, message: failed.message },
    execution: announcement?.detail.execution,
  };
}

export function sum(files: readonly FileResult[], count: 'bytes' | 'records' | 'accepted' | 'inserted' | 'repeated' | 'rejected' | 'conflicts'): number {
  return files.reduce((total, file) => total + file[count], 0);
}
