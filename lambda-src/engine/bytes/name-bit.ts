/* eslint-disable no-bitwise -- a set of names is a number */

/** In bytes. A longer string is not taken for a name. */
export const MAX_NAME_LENGTH = 64;

const SETS = 2 ** 32;

/** A set of names as a number: a bit for each name, and above these bits how many there are. */
export function nameSet(bits: number, count: number): number {
  return (bits >>> 0) + count * SETS;
}

/** How many names are in a set. */
export function nameCount(names: number): number {
  return Math.floor(names / SETS);
}

/** The bit that stands for the name from `start` up to and without `end` in a set of names. */
export function nameBit(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const mixed = length === 0 ? 0 : bytes[start] + 31 * bytes[end - 1] + 961 * bytes[start + (length >> 1)]
    + 29_791 * length + 923_521 * bytes[Math.max(start, end - 2)];
  return 1 << (Math.imul(mixed, 0x9e3779b1) >>> 27);
}
