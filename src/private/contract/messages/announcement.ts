import type { Counts } from './counts';
import type { ReasonCounts } from './tally';
import type { FILE_FAILED, FILE_PROCESSED } from '../names';
import type { Reason } from '../reasons';

/** What both announcements say of the file. */
export interface AnnouncedFile {
  /** Name of the pipeline. */
  readonly pipeline: string;
  readonly bucket: string;
  /** Object key. */
  readonly key: string;
  readonly versionId: string | null;
  readonly etag: string;
  /** Size of the file. */
  readonly bytes: number;
  /** ARN of the execution that has processed the file, or has failed to. */
  readonly execution: string;
}

/** The detail of the event "Sales File Processed": each record is in the table or in the dead-letter queue. */
export interface FileProcessed extends AnnouncedFile, Counts {
  /** Records that are in the table: `inserted`, `replaced` and `repeated`, but not `superseded`. */
  readonly accepted: number;
  /** From the start of the execution that announces the file. */
  readonly durationMs: number;
  /** From the upload, which S3 gives in whole seconds, until the file is announced. */
  readonly sinceUploadMs: number;
  /** How many records were rejected for each reason, or are in conflict. */
  readonly reasons: ReasonCounts;
}

/** What an event that names no version of an object may leave out. */
type Uncertain = 'bucket' | 'etag' | 'bytes';

/** The detail of the event "Sales File Failed": the file is one dead letter. */
export type FileFailed = Omit<AnnouncedFile, Uncertain> & { readonly [member in Uncertain]: AnnouncedFile[member] | null } & {
  readonly reason: Reason;
  readonly message: string;
};

/** An event that a pipeline puts on the default event bus, as far as it is the pipeline's own. */
export type Announcement =
  | { readonly 'detail-type': typeof FILE_PROCESSED; readonly 'detail': FileProcessed }
  | { readonly 'detail-type': typeof FILE_FAILED; readonly 'detail': FileFailed };
