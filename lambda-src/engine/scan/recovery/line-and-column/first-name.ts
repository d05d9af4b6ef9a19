import { BACKSLASH, isWhitespace, OPEN_OBJECT, QUOTE } from '../../../bytes/json-bytes';
import type { Window } from '../../window';

/** How far behind its opening bracket an object is searched for the name of its first member. */
const NAME_WINDOW = 128;
/** Stands for an object whose first name is not known. */
export const UNNAMED = 0;

/** Whether the first name of the object that opens here can't be seen yet. */
export function nameIsAhead(window: Window, byte: number): boolean {
  return byte === OPEN_OBJECT && window.endsWithin(NAME_WINDOW);
}

/**
 * A short hash of the name of the first member of the object that opens here, which is what the records of one file have
 * in common. What is decided by it depends on the bytes of the name.
 */
export function firstName(window: Window): number {
  const { bytes, at, base } = window;
  const { hash, end } = hashFirstName(bytes, at - base);
  window.dependOn(base + end);
  return hash;
}

/** `end`: how far was looked. */
function hashFirstName(bytes: Uint8Array, start: number): { hash: number; end: number } {
  if (bytes[start] !== OPEN_OBJECT) return { hash: UNNAMED, end: start };
  const limit = Math.min(bytes.length, start + NAME_WINDOW);
  let end = start + 1;
  while (end < limit && isWhitespace(bytes[end])) end++;
  if (end >= limit || bytes[end] !== QUOTE) return { hash: UNNAMED, end: end + 1 };
  let hash = 5381;
  for (end++; end < limit; end++) {
    if (bytes[end] === QUOTE) return { hash, end: end + 1 };
    if (bytes[end] === BACKSLASH) break;
    hash = (hash * 33 + bytes[end]) % 0xfffffb;
  }
  return { hash: UNNAMED, end: end + 1 };
}
