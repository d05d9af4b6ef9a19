import type { Correction, LetterState, TrailStep } from './state';
import type { Letter } from '../dead-letters/message';

/** A text that is to be sent for a dead letter. */
export interface CorrectedRecord {
  readonly letter: Letter;
  /** The record as it was: from the dead letter, or the bytes of the object. */
  readonly before: string;
  /** The record as it is to be sent. */
  readonly after: string;
}

export interface SendOptions {
  readonly why: string;
  readonly recipe?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly claimed: number; readonly uploaded: number; readonly total: number }) => void;
}

/** What was not sent, and why. Nothing has changed for these. */
export interface NotSent {
  readonly letter: Letter;
  readonly why: 'taken' | 'rejected' | 'not-one-record';
  /** One sentence for people: who has it, or what the validator finds. */
  readonly message: string;
}

export interface SendResult {
  readonly corrections: readonly Correction[];
  readonly notSent: readonly NotSent[];
}

export interface SettleOptions {
  readonly waitMs: number;
  readonly signal?: AbortSignal;
  readonly onChange?: (result: SettleResult) => void;
}

export interface SettleResult {
  /** Dead letters whose end is known now. */
  readonly settled: readonly LetterState[];
  /** Dead letters that are still on their way. */
  readonly open: readonly LetterState[];
  /** Messages that were deleted from the queue. */
  readonly deleted: number;
}

/** Sends corrections, finds out what became of them, and deletes dead letters that have an end. Safe to stop at any point and to run again. */
export interface Corrections {
  /** Of the dead letters that somebody has taken up. */
  states(letterIds: readonly string[]): Promise<ReadonlyMap<string, LetterState>>;
  /** Asks the validator about each text, claims the dead letters, and uploads the texts in files of up to 1 MiB. */
  send(records: readonly CorrectedRecord[], options: SendOptions): Promise<SendResult>;
  /**
   * Finishes what is unfinished, of all operators: uploads what was to be uploaded, looks up what became of each record, and
   * deletes the messages of dead letters that have an end. Waits for files up to `waitMs`.
   */
  settle(options: SettleOptions): Promise<SettleResult>;
  discard(letters: readonly Letter[], why: string): Promise<{ readonly discarded: number; readonly notDiscarded: readonly NotSent[] }>;
  /** Puts discarded dead letters back into the queue. */
  restore(letterIds: readonly string[], why: string): Promise<number>;
  /** Oldest step first. */
  trail(letterId: string): Promise<TrailStep[]>;
  /** Corrections, newest first. */
  recent(limit: number): Promise<Correction[]>;
  /** Adds a step to the trail that changes no state, such as that somebody has revealed sensitive members. */
  note(letterIds: readonly string[], what: 'revealed', why: string): Promise<void>;
  draft(letterId: string): Promise<string | null>;
  /** Null takes the draft away. */
  saveDraft(letterId: string, text: string | null): Promise<void>;
}
