/** One version of one uploaded object. */
export interface SourceFile {
  readonly bucket: string;
  /** Object key. */
  readonly key: string;
  /** Object key for the body of a message: without the two characters that SQS refuses. */
  readonly sendableKey: string;
  /** Object key for an attribute of a message: without control characters, too. */
  readonly label: string;
  /** Null in a bucket without versioning. */
  readonly versionId: string | null;
  readonly etag: string;
  /** In bytes. */
  readonly size: number;
  /** When it was uploaded: ISO 8601, in UTC. */
  readonly uploaded: string;
  /** When FileWorkflow took it up. */
  readonly begun: string;
}

/** What an event says of an object when it does not name a version of one. */
export type UnknownFile = Pick<SourceFile, 'key' | 'sendableKey' | 'label'> & { readonly [member in 'bucket' | 'versionId' | 'etag' | 'size' | 'uploaded' | 'begun']: SourceFile[member] | null };
