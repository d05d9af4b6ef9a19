import { BACKSLASH, isWhitespace, OPEN_OBJECT, QUOTE } from '../../../bytes/json-bytes';
import type { Window } from '../../window';

/** In bytes. How far after its opening bracket an object is searched for the name of its first member. */
export const NAME_WINDOW = 128;
/** Stands for an object whose first name is not known. */
export const UNNAMED = 0;

/** Whether the first name of the object that opens here can't be seen yet. */
export function nameIsAhead(window: Window, byte: number): boolean {
  return byte === OPEN_OBJECT && window.endsWithin(NAME_WINDOW);
}

/** The first name of the object that opens here. Decisions based on it depend on the bytes of the name. */
export function nameAhead(window: Window): number {
  const { bytes, at, base } = window;
  const { name, seen } = firstName(bytes, at - base);
  if (seen > 0) window.dependOn(base + seen);
  return name;
}

/**
 * A short hash of the name of the first member of the object at this index, and up to which index it was looked for. The
 * records of one file have this name in common.
 */
export function firstName(bytes: Uint8Array, start: number): { readonly name: number; readonly seen: number } {
  let i = start;
  if (bytes[i] !== OPEN_OBJECT) return { name: UNNAMED, seen: 0 };
  const limit = Math.min(bytes.length, i + NAME_WINDOW);
  i++;
  while (i < limit && isWhitespace(bytes[i])) i++;
  let name = UNNAMED;
  if (i < limit && bytes[i] === QUOTE) {
    name = 5381;
    for (i++; i < limit && bytes[i] !== QUOTE && bytes[i] !== BACKSLASH; i++) name = (name * 33 + bytes[i]) % 0xfffffb;
    if (i >= limit || bytes[i] === BACKSLASH) name = UNNAMED;
  }
  return { name, seen: i + 1 };
}
