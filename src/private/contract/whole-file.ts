import type { Batch } from './messages/batch';

/** The batch that is a whole file of `size` bytes. */
export function wholeFile(size: number): Batch {
  return { offset: 0, end: size, index: 0, scan: null, rejected: 0 };
}
