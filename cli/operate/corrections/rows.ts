import type { Correction, LetterState, LetterStatus, TrailStep } from './state';
import { HISTORY_EXPIRY, HISTORY_KEY } from '../../../src/private/contract/messages';

/** The rows of corrections are beside those of files, under partitions that no day has. */
export interface Row {
  /** Partition. */
  readonly [HISTORY_KEY.partition]: string;
  /** Sort key. */
  readonly [HISTORY_KEY.sort]: string;
  /** When DynamoDB deletes the row, in seconds since 1970. */
  readonly [HISTORY_EXPIRY]: number;
}

export type RowKey = Pick<Row, 'day' | 'upload'>;

/** `restoring`: the message is being put back into the queue. Whoever finds the row does it, perhaps again. */
export type RowStatus = Exclude<LetterStatus, 'sent'> | 'restoring';

/** What became of a dead letter. Whether a `sending` one is sent, its correction says. */
export interface StateRow extends Row, Omit<LetterState, 'status' | 'when'> {
  readonly status: RowStatus;
  readonly when: string;
  /** When SQS got the newest message that this state is about. */
  readonly messageSent: string;
  /** What is known of the record that is sent; null if the dead letter is discarded. */
  readonly sending: SentRecord | null;
}

/** What it takes to find a record of a correction again. */
export interface SentRecord {
  /** Table key, each value as text. */
  readonly key: Readonly<Record<string, string>>;
  /** Null if the deployed validator does not say. */
  readonly contentHash: string | null;
  /** Null if no record replaces an item, or if the upload makes the version. */
  readonly version: string | null;
}

/** The message as it was. */
export interface MessageRow extends Row {
  readonly body: Uint8Array;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The texts before and after a correction. */
export interface TextRow extends Row {
  readonly after: Uint8Array;
  /** Null if it is too large for a row: then it is in the object. */
  readonly before: Uint8Array | null;
}

export interface TrailRow extends Row, Omit<TrailStep, 'when' | 'before' | 'after'> {
  readonly when: string;
}

export interface DraftRow extends Row {
  readonly text: Uint8Array;
}

/** A file of corrections. */
export interface CorrectionRow extends Row, Omit<Correction, 'when'> {
  readonly when: string;
  /** SHA-256 of the file; null while it is planned. */
  readonly sha256: string | null;
  /** Size of the file, and of each record in it; null while it is planned. */
  readonly bytes: number | null;
  readonly sizes: readonly number[] | null;
  /** When S3 stored the file; null before. */
  readonly uploaded: string | null;
}

/** Names what somebody has to finish, so that it is found without looking at everything of ninety days. */
export interface OpenRow extends Row {
  readonly what: 'correction' | 'restore';
  /** Of the correction, or of the dead letter. */
  readonly id: string;
}

const key = (day: string, upload: string): RowKey => ({ day, upload });

/** The partition of all that is noted of a dead letter. */
export const letterPartition = (letterId: string): string => `letter#${letterId}`;
export const stateKey = (letterId: string): RowKey => key(letterPartition(letterId), 'state');
export const messageKey = (letterId: string): RowKey => key(letterPartition(letterId), 'message');
export const draftKey = (letterId: string): RowKey => key(letterPartition(letterId), 'draft');
export const textKey = (letterId: string, correctionId: string): RowKey => key(letterPartition(letterId), `text#${correctionId}`);
/** The same for the same step, so that a step that is written twice is there once. */
export const trailKey = ({ letterId, when, what, correctionId }: Pick<TrailRow, 'letterId' | 'when' | 'what' | 'correctionId'>): RowKey =>
  key(letterPartition(letterId), `${TRAIL_PREFIX}${when}#${what}#${correctionId ?? ''}`);
export const TRAIL_PREFIX = 'trail#';
export const CORRECTIONS = 'correction';
export const correctionKey = (id: string): RowKey => key(CORRECTIONS, id);
export const OPEN = 'correction#open';
export const openKey = ({ what, id }: Pick<OpenRow, 'what' | 'id'>): RowKey => key(OPEN, `${what}#${id}`);
