import type { Counts } from './counts';
import { NO_COUNTS } from './counts';
import type { Reason } from '../reasons';

/** How many records were rejected for each reason, or are in conflict. Together as many as `rejected` and `conflicts` count. */
export type ReasonCounts = { readonly [reason in Reason]?: number };

/** What the workflows add up while they process a file. */
export interface Tally extends Counts {
  readonly reasons: ReasonCounts;
  /** Number of batches that are done. */
  readonly batches: number;
}

/** The tally of nothing. */
export const NO_TALLY: Tally = { ...NO_COUNTS, reasons: {}, batches: 0 };
