import { BACKSLASH, isWhitespace, OPEN_OBJECT, QUOTE } from '../bytes/json-bytes';

/** How far behind its opening bracket an object is searched for its first member's name. */
export const NAME_WINDOW = 128;

/**
 * A short hash of the name of the first member of the object that opens at `start`, which is what the records of one
 * file have in common; 0 when there is none within the window. `end` is how far was looked.
 */
export function firstName(bytes: Uint8Array, start: number): { hash: number; end: number } {
  if (bytes[start] !== OPEN_OBJECT) return { hash: 0, end: start };
  const limit = Math.min(bytes.length, start + NAME_WINDOW);
  let end = start + 1;
  while (end < limit && isWhitespace(bytes[end])) end++;
  if (end >= limit || bytes[end] !== QUOTE) return { hash: 0, end: end + 1 };
  let hash = 5381;
  for (end++; end < limit; end++) {
    if (bytes[end] === QUOTE) return { hash, end: end + 1 };
    if (bytes[end] === BACKSLASH) break;
    hash = (hash * 33 + bytes[end]) % 0xfffffb;
  }
  return { hash: 0, end: end + 1 };
}

/** Whether the name that starts behind the quote at `start - 1` is the wanted one, however it is escaped. */
export function nameMatches(bytes: Uint8Array, start: number, wanted: Uint8Array, wantedText: string): boolean {
  for (let k = 0; k < wanted.length; k++) {
    if (bytes[start + k] !== wanted[k]) return bytes[start + k] === BACKSLASH && escapedNameMatches(bytes, start, wantedText);
  }
  return bytes[start + wanted.length] === QUOTE;
}

/** The longest way to write a name: each UTF-16 unit as \uXXXX. */
export const longestSpelling = (name: string): number => name.length * 6;

function escapedNameMatches(bytes: Uint8Array, start: number, wantedText: string): boolean {
  const limit = Math.min(bytes.length, start + longestSpelling(wantedText) + 1);
  let escaped = false;
  let end = start;
  while (end < limit && bytes[end] !== QUOTE) {
    if (bytes[end] === BACKSLASH) {
      escaped = true;
      end++;
    }
    end++;
  }
  if (!escaped || end >= limit) return false;
  try {
    return JSON.parse(`"${Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')}"`) === wantedText;
  } catch {
    return false;
  }
}
