import type { FileStatus, RecordError } from '../../../src/private/contract/messages';
import type { Reason } from '../../../src/private/contract/reasons';
import type { LetterStatus, TrailStep } from '../../operate/corrections/state';
import type { Recipe } from '../../operate/records/recipe';

export type { LetterStatus } from '../../operate/corrections/state';
export type { Recipe } from '../../operate/records/recipe';

/**
 * What the page asks, and what the server answers: the body of a POST to `/api/<name>` and of its response, as JSON. Dates are
 * ISO 8601. Object keys and other names from outside are made printable; texts of records are as they are.
 */
export interface Calls {
  overview: { ask: Nothing; answer: Overview };
  /** Sweeps through the queue and settles, without waiting for it: `live` tells what comes of it. */
  refresh: { ask: Nothing; answer: Nothing };
  files: { ask: { days: number; status: FileStatus | null }; answer: { files: FileRow[]; stuck: string[]; more: boolean } };
  /** Keeps the dead letters of a group as they are now, until the process ends. */
  freeze: { ask: { group: string }; answer: FrozenGroup };
  frozen: { ask: { frozen: string }; answer: FrozenGroup };
  rows: { ask: { frozen: string; offset: number; limit: number }; answer: { rows: LetterRow[] } };
  letter: { ask: { letter: string }; answer: LetterDetail };
  surroundings: { ask: { letter: string }; answer: Surroundings };
  reveal: { ask: { letter: string; text: string | null }; answer: { letter: LetterDetail; text: string | null } };
  trail: { ask: { letter: string }; answer: { steps: Step[] } };
  schema: { ask: Nothing; answer: { schema: string | null; references: readonly string[] } };
  /** What the deployed validator makes of a text. */
  verdict: { ask: { letter: string; text: string }; answer: Verdict };
  draft: { ask: { letter: string; text: string | null }; answer: Nothing };
  send: { ask: { frozen: string | null; letter: string; text: string; why: string }; answer: Sent };
  recipes: { ask: Nothing; answer: { folder: string; recipes: Recipe[] } };
  saveRecipe: { ask: { recipe: Recipe }; answer: { file: string } };
  /** The recipe of a group as it was left, by whomever; null if nobody has begun one. */
  recipeDraft: { ask: { frozen: string }; answer: { recipe: Recipe | null } };
  saveRecipeDraft: { ask: { frozen: string; recipe: Recipe | null }; answer: Nothing };
  preview: { ask: { frozen: string; recipe: Recipe }; answer: Preview };
  /** Sends what a preview has made: one record as a trial, or all that the validator accepts. */
  apply: { ask: { preview: string; trial: boolean; why: string }; answer: Sent };
  discard: { ask: { frozen: string | null; letters: string[] | null; why: string }; answer: { discarded: string[]; problems: string[] } };
  restore: { ask: { letters: string[]; why: string }; answer: { restored: number } };
  export: { ask: { frozen: string; format: 'jsonl' | 'csv' }; answer: { name: string; type: string; text: string } };
}

export type CallName = keyof Calls;
export type Nothing = Record<string, never>;

/** What the server says of its own accord: the events of `/api/live`. */
export interface LiveEvents {
  overview: Overview;
  arrivals: Arrival[];
  files: { files: FileRow[] };
  sweep: { received: number; about: number };
  /** One sentence for people. */
  problem: { message: string };
}

export interface Overview {
  readonly pipeline: {
    readonly name: string;
    readonly region: string;
    readonly operator: string;
    readonly bucket: string;
    readonly table: string;
    /** Corrections need it. */
    readonly history: boolean;
    readonly sensitive: boolean;
  };
  /** Null until the first sweep through the queue is done. */
  readonly queue: QueueSummary | null;
  readonly sweeping: boolean;
  readonly arrivals: readonly Arrival[];
}

export interface QueueSummary {
  readonly at: string;
  readonly letters: number;
  readonly records: number;
  /** When the oldest dead letter was sent; null if there is none. */
  readonly oldest: string | null;
  readonly groups: readonly GroupSummary[];
  readonly others: readonly { readonly kind: string; readonly what: string; readonly sent: string }[];
  readonly hidden: number;
  /** False if SQS did not give all. */
  readonly complete: boolean;
}

export interface GroupSummary {
  readonly id: string;
  readonly reason: Reason;
  readonly meaning: string;
  readonly whatToDo: string;
  readonly keyword: string;
  readonly pointer: string;
  readonly message: string;
  readonly letters: number;
  readonly records: number;
  readonly first: string;
  readonly last: string;
  readonly files: readonly { readonly key: string; readonly letters: number }[];
  readonly fileCount: number;
}

/** The dead letters of a group as they were at the click. */
export interface FrozenGroup extends GroupSummary {
  readonly frozen: string;
  readonly at: string;
  /** Whether a recipe can correct some of them. */
  readonly fixable: boolean;
  /** Dead letters of the group that have come since. */
  readonly newSince: number;
  /** How many have which state; those that nobody has taken up are `open`. */
  readonly states: { readonly [status in LetterStatus | 'open']?: number };
}

export interface LetterRow {
  readonly letter: string;
  readonly file: string;
  /** From 0; null in the dead letter of a file. */
  readonly record: number | null;
  readonly records: number | null;
  readonly time: string;
  readonly status: LetterStatus | null;
  /** The start of the record, on one line. */
  readonly snippet: string;
}

export interface LetterDetail extends LetterRow {
  readonly reason: Reason;
  readonly meaning: string;
  readonly whatToDo: string;
  readonly errors: readonly RecordError[];
  readonly bytes: number | null;
  readonly offset: number;
  readonly execution: string;
  /** What the stored record of the same table key came from. */
  readonly existing: string | null;
  /** Null if there is none to show: `absent` says why. */
  readonly text: string | null;
  readonly absent: string | null;
  /** Values that are hidden in the text. */
  readonly hidden: number;
  /** Whether something can be hidden at all; then it can be revealed. */
  readonly revealed: boolean;
  readonly draft: string | null;
  /** Whether there is a draft that may not be shown: it is not valid JSON, so that nobody knows what in it is sensitive. */
  readonly draftHidden: boolean;
  readonly why: string;
  readonly who: string;
  /** The dead letter that is the answer to the correction. */
  readonly answer: string | null;
  readonly canSend: boolean;
}

export interface Surroundings {
  readonly before: string;
  readonly after: string;
  /** Null if there is something to show. */
  readonly absent: string | null;
}

/** `before` and `after` as the page may show them. */
export interface Step extends Omit<TrailStep, 'when' | 'letterId'> {
  readonly when: string;
}

export interface Verdict {
  readonly verdict: 'accepted' | 'rejected' | 'not-one-record';
  readonly records: number;
  readonly key: { readonly [attribute: string]: string } | null;
  readonly reason: string | null;
  readonly meaning: string | null;
  readonly errors: readonly RecordError[];
}

export interface Preview {
  readonly preview: string;
  /** Records that are changed and accepted. */
  readonly ready: number;
  readonly stillRejected: number;
  readonly unchanged: number;
  readonly failed: number;
  /** In another correction, ended, or without a text. */
  readonly leftOut: number;
  readonly samples: readonly PreviewSample[];
}

export interface PreviewSample {
  readonly letter: string;
  readonly file: string;
  readonly record: number | null;
  readonly outcome: 'ready' | 'rejected' | 'unchanged' | 'failed';
  readonly before: string;
  readonly after: string;
  /** Of those that are not ready. */
  readonly why: string;
}

export interface Sent {
  readonly corrections: readonly string[];
  readonly sent: number;
  readonly notSent: readonly { readonly letter: string; readonly message: string }[];
}

/** What becomes of a correction. */
export interface Arrival {
  readonly correction: string;
  readonly file: string;
  readonly who: string;
  readonly why: string;
  readonly recipe: string | null;
  readonly when: string;
  readonly done: boolean;
  readonly total: number;
  readonly counts: { readonly [status in LetterStatus]?: number };
  readonly rejected: readonly { readonly letter: string; readonly answer: string | null }[];
}

export interface FileRow {
  readonly key: string;
  readonly status: FileStatus;
  readonly bytes: number;
  readonly uploaded: string;
  readonly done: string | null;
  readonly durationMs: number | null;
  readonly records: number | null;
  /** Inserted and replaced. */
  readonly stored: number | null;
  readonly repeated: number | null;
  readonly superseded: number | null;
  /** Rejected and in conflict. */
  readonly rejected: number | null;
  readonly message: string | null;
  readonly correction: boolean;
}
