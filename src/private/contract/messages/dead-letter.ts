import type { RecordContent, RecordError, Stretch } from './record';
import type { Reason } from '../reasons';

/** Version of the format of dead letters. Taking a member away or changing its meaning makes a new version. */
export const DEAD_LETTER_VERSION = '1';

/** The body of a message in the dead-letter queue. The README describes it for those who read it. */
export interface DeadLetter extends RecordContent {
  readonly version: typeof DEAD_LETTER_VERSION;
  readonly reason: Reason;
  readonly errors: readonly RecordError[];
  /** Number of the records that this dead letter stands for; null in the dead letter of a file. */
  readonly records: number | null;
  readonly source: DeadLetterSource;
  /** For a conflict, where the stored item came from; else null. */
  readonly existing: Existing | null;
  /** Name of the pipeline. */
  readonly pipeline: string;
  /** ARN of the execution that failed or rejected. */
  readonly execution: string;
  /** ISO 8601. */
  readonly time: string;
}

/** Which version of which object, and where in it. */
export interface DeadLetterSource {
  /** Null where an event does not say. */
  readonly bucket: string | null;
  readonly key: string;
  readonly versionId: string | null;
  /** Null where an event does not say. */
  readonly etag: string | null;
  /** From 0; that of the first record if several share the dead letter; null in the dead letter of a file. */
  readonly recordIndex: number | null;
  readonly byteOffset: number;
  /** Null where an event does not say. */
  readonly byteLength: number | null;
  /** Where the records are, if several of them share the dead letter; else null. */
  readonly stretches: readonly Stretch[] | null;
}

export interface Existing {
  /** The `_source` of the stored item; null where something other than the pipeline has written it. */
  readonly source: string | null;
}

/** The attributes of a message in the dead-letter queue. */
export interface DeadLetterAttributes {
  readonly reason: StringAttribute;
  /** Object key. */
  readonly key: StringAttribute;
}

interface StringAttribute {
  readonly DataType: 'String';
  readonly StringValue: string;
}
