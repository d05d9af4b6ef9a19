import type { Letter } from './message';
import type { Reason } from '../../../src/private/contract/reasons';

/** Dead letters that are wrong in the same way: reason, rule, and pointer without array indices. */
export interface LetterGroup {
  /** Short and the same in each run, so that it can be typed: a hash of what makes the group. */
  readonly id: string;
  readonly reason: Reason;
  /** Of the first error. */
  readonly keyword: string;
  /** Of the first error; `*` stands for an array index. */
  readonly pointer: string;
  /** Of the first error of the first dead letter. */
  readonly message: string;
  readonly letters: readonly Letter[];
  /** Number of records, which is larger than the number of dead letters if some are shared. */
  readonly records: number;
  readonly first: Date;
  readonly last: Date;
  /** Object keys, the most frequent first. */
  readonly files: readonly { readonly key: string; readonly letters: number }[];
}
