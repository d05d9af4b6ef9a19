import { BACKSLASH, QUOTE } from '../bytes/json-bytes';
import { textBetween } from '../bytes/text-between';

/** Whether the name after the quote at `start - 1` is the wanted one, however it is escaped. */
export function nameMatches(bytes: Uint8Array, start: number, wanted: Uint8Array, wantedText: string): boolean {
  for (let k = 0; k < wanted.length; k++) {
    if (bytes[start + k] !== wanted[k]) return bytes[start + k] === BACKSLASH && escapedNameMatches(bytes, start, wantedText);
  }
  return bytes[start + wanted.length] === QUOTE;
}

/** The length of the longest spelling of a name: each UTF-16 unit as \uXXXX. */
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
    return JSON.parse(`"${textBetween(bytes, start, end)}"`) === wantedText;
  } catch {
    return false;
  }
}
