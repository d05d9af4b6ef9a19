import type { Resume } from '../plan';

/** What a look ahead has found, as indices of the bytes. */
export interface Findings {
  /** Values that start before this index are what they seem to be. */
  readonly keepUntil: number;
  /** From `keepUntil` up to here everything is damaged; negative if nothing is. */
  readonly resumeAt: number;
  readonly resumeAs: Resume;
  /** The findings depend on the bytes before this index. */
  readonly seen: number;
  /** Objects inside records have the names of records. */
  readonly nestedAlike: boolean;
}
