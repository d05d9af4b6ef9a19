/**
 * A byte range of a file that starts and ends between two records. `scan` is what the scanner of the engine has to know
 * to start there; null at the start of the file.
 */
export interface Batch {
  /** First byte, from the start of the object. */
  readonly offset: number;
  /** First byte behind the range. */
  readonly end: number;
  /** Number of the first record, from 0 at the start of the file. */
  readonly index: number;
  readonly scan: string | null;
  /** Number of records of the batch that are rejected or in conflict so far: those before `offset`. */
  readonly rejected: number;
}
