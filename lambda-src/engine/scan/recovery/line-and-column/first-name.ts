import { BACKSLASH, isWhitespace, OPEN_OBJECT, QUOTE } from '../../../bytes/json-bytes';
import type { Window } from '../../window';

/** In bytes. How far after its opening bracket an object is searched for the name of its first member. */
const NAME_WINDOW = 128;
/** Stands for an object whose first name is not known. */
export const UNNAMED = 0;

/** Whether the first name of the object that opens here can't be seen yet. */
export function nameIsAhead(window: Window, byte: number): boolean {
  return byte === OPEN_OBJECT && window.endsWithin(NAME_WINDOW);
}

/**
 * A short hash of the name of the first member of the object that opens here. The records of one file have this name in
 * common. Decisions based on it depend on the bytes of the name.
 */
export function firstName(window: Window): number {
  const { bytes, at, base } = window;
  let i = at - base;
  if (bytes[i] !== OPEN_OBJECT) return UNNAMED;
  const limit = Math.min(bytes.length, i + NAME_WINDOW);
  i++;
  while (i < limit && isWhitespace(bytes[i])) i++;
  let hash = UNNAMED;
  if (i < limit && bytes[i] === QUOTE) {
    hash = 5381;
    for (i++; i < limit && bytes[i] !== QUOTE && bytes[i] !== BACKSLASH; i++) hash = (hash * 33 + bytes[i]) % 0xfffffb;
    if (i >= limit || bytes[i] === BACKSLASH) hash = UNNAMED;
  }
  window.dependOn(base + i + 1);
  return hash;
}
