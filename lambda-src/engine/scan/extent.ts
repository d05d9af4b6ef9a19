/** A stretch of a file that is one record, or that can't be read. */
export interface Extent {
  readonly kind: 'record' | 'damaged';
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
  /** Counts both kinds, from 0. */
  readonly index: number;
}

/** Where a scan can continue. */
export interface Boundary {
  readonly offset: number;
  readonly index: number;
  /** null at the start of a file. */
  readonly scan: string | null;
}

/** What follows the bytes given. */
export const enum End {
  MORE,
  /** A boundary: extents that were complete there are complete. */
  BATCH,
  FILE,
}

/** In bytes. A longer damaged stretch is cut, so that each part fits into a dead letter. */
export const MAX_DAMAGED_LENGTH = 65_536;
