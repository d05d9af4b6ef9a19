import type { Inside } from '../frames';

/** An object behind the trouble that may be a record. */
export interface Offered {
  readonly start: number;
  /** The column in which it starts its line; negative if it does not. */
  readonly startColumn: number;
  /** The last byte before it, and the next one behind it, that are not white space. */
  readonly before: number;
  readonly next: number;
  readonly level: number;
  /** What is around it is valid so far, but began in what is broken. */
  readonly inside: boolean;
  readonly lines: Inside;
  readonly onOneLine: boolean;
  /** It begins with the same name as records. */
  readonly beginsAlike: boolean;
  /** It looks like a record, and objects inside records do not. */
  readonly isRecord: boolean;
}
