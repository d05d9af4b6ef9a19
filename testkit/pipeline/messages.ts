/** A message of the dead-letter queue, as the README documents it. */
export interface DeadLetter {
  readonly version: string;
  readonly reason: string;
  readonly errors: readonly { readonly pointer: string; readonly keyword: string; readonly message: string }[];
  readonly record: string | null;
  readonly recordBase64: string | null;
  readonly source: {
    readonly bucket: string;
    readonly key: string;
    readonly versionId: string | null;
    readonly etag: string;
    readonly recordIndex: number | null;
    readonly byteOffset: number;
    readonly byteLength: number;
  };
  readonly existing: { readonly source: string | null } | null;
  readonly pipeline: string;
  readonly execution: string;
  readonly time: string;
}

interface AnnouncedFile {
  readonly pipeline: string;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | null;
  readonly etag: string;
  readonly bytes: number;
  /** ARN of the execution that announces the file. */
  readonly execution: string;
}

/** Detail of "Sales File Processed". */
export interface FileProcessed extends AnnouncedFile {
  readonly records: number;
  readonly accepted: number;
  readonly inserted: number;
  readonly repeated: number;
  readonly rejected: number;
  readonly conflicts: number;
  readonly durationMs: number;
}

/** Detail of "Sales File Failed". */
export interface FileFailed extends AnnouncedFile {
  readonly reason: string;
  readonly message: string;
}

export type Announcement =
  | { readonly 'detail-type': 'Sales File Processed'; readonly 'detail': FileProcessed }
  | { readonly 'detail-type': 'Sales File Failed'; readonly 'detail': FileFailed };
