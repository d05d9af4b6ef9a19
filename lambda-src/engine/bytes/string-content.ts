import { BACKSLASH, QUOTE, SPACE } from './json-bytes';

/* eslint-disable no-bitwise -- it is what this file is about */

/*
 * Most of a JSON text is the content of strings. It is read four bytes at a time, as one word. In
 * `(word - 0x01010101) & ~word` the first byte whose highest bit is set is the first one that is 0; in
 * `(word - 0x20202020) & ~word` it is the first one below 0x20.
 */
export const WORD_SIZE = 4;
const HIGHEST_BITS = 0x80808080 | 0;
const ONES = 0x01010101;
const SPACES = 0x20202020;
const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;

/** The number of bytes of a word before the first quote, backslash or control character. */
export function contentIn(word: number): number {
  const ifQuote = word ^ QUOTES;
  const ifBackslash = word ^ BACKSLASHES;
  const found = (((word - SPACES) & ~word) | ((ifQuote - ONES) & ~ifQuote) | ((ifBackslash - ONES) & ~ifBackslash)) & HIGHEST_BITS;
  return found === 0 ? WORD_SIZE : (31 - Math.clz32(found & -found)) >> 3;
}

export function isContent(byte: number): boolean {
  return byte !== QUOTE && byte !== BACKSLASH && byte >= SPACE;
}

/** The index of the first quote, backslash or control character from `from` on; the length if there is none. */
export function endOfContent(bytes: Uint8Array, view: DataView, from: number): number {
  const { length } = bytes;
  let at = from;
  while (at + WORD_SIZE <= length) {
    const content = contentIn(view.getInt32(at, true));
    at += content;
    if (content < WORD_SIZE) return at;
  }
  while (at < length && isContent(bytes[at])) at++;
  return at;
}

export function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}
