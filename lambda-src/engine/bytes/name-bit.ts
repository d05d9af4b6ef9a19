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

/** The bit that stands for the name from `start` up to and without `end` in a set of names. A quote is in front of it. */
export function nameBit(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 1;
  const middle = start + (length >> 1);
  // Called for every name of every record: four bytes and the length tell most names apart.
  const sample = bytes[start] | bytes[end - 1] << 8 | bytes[middle] << 16 | (bytes[middle - 1] ^ length) << 24;
  return 1 << (Math.imul(sample, 0x9e3779b1) >>> 27);
}
