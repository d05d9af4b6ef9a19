/**
 * What became of a dead letter:
 *
 * - `sending`: a correction has it, and is not uploaded yet
 * - `sent`: the correction is uploaded; its file has not been processed, or it is not known yet what became of the record
 * - `stored`, `repeated`, `superseded`: the record is in the table, was there already, or a newer one is
 * - `rejected`: the correction is a dead letter again, which `answer` names
 * - `discarded`: taken out of the queue with a reason; its message is kept until the row expires
 */
export type LetterStatus = 'sending' | 'sent' | 'stored' | 'repeated' | 'superseded' | 'rejected' | 'discarded';

/** Those after which the message is deleted from the queue. */
export const ENDS = ['stored', 'repeated', 'superseded', 'rejected', 'discarded'] as const satisfies LetterStatus[];

/** The current state of a dead letter that somebody has taken up. One that nobody has has none. */
export interface LetterState {
  readonly letterId: string;
  readonly status: LetterStatus;
  /** The correction that has it; null if it is discarded. */
  readonly correctionId: string | null;
  /** Number of the record in the file of the correction, from 0; null if it is discarded. */
  readonly index: number | null;
  /** Of a rejected one: the id of the dead letter that is the answer. */
  readonly answer: string | null;
  readonly who: string;
  /** Why it was corrected or discarded, in the operator's words; may be empty. */
  readonly why: string;
  readonly when: Date;
}

/** One step in the history of a dead letter. Steps are never changed or deleted before they expire. */
export interface TrailStep {
  readonly letterId: string;
  readonly when: Date;
  readonly who: string;
  readonly what: 'corrected' | 'discarded' | 'restored' | 'revealed' | Exclude<LetterStatus, 'sending' | 'sent' | 'discarded'>;
  readonly why: string;
  readonly correctionId: string | null;
  /** Object key of the correction's file. */
  readonly file: string | null;
  /** The record's text before and after; null unless `what` is `corrected`. */
  readonly before: string | null;
  readonly after: string | null;
  readonly answer: string | null;
}

/**
 * A file of corrections: `planned` → `sending` → `sent` → `done`, or `planned` → `cancelled`. Each step is a conditional write, so
 * only one operator makes it, and whoever finds an unfinished one can finish it.
 */
export interface Correction {
  /** ULID: sorts by time. */
  readonly id: string;
  readonly status: 'planned' | 'sending' | 'sent' | 'done' | 'cancelled';
  /** Object key of its file. */
  readonly key: string;
  /** From `sent` on. */
  readonly versionId: string | null;
  readonly etag: string | null;
  /** The dead letters, in the order of the records in the file. */
  readonly letterIds: readonly string[];
  readonly who: string;
  readonly why: string;
  /** Name of the recipe that made the corrections; null if they were made by hand. */
  readonly recipe: string | null;
  readonly when: Date;
}
