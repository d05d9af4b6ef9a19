import { isUtf8 } from 'node:buffer';

/** A UTF-8 character has up to four bytes. */
const LONGEST_CHARACTER = 4;

/** The first byte that is not UTF-8, and the character that it is in the most usual encoding of old files. */
export function whereNotUtf8(bytes: Uint8Array): string {
  const at = firstWrong(bytes);
  const byte = bytes[at];
  const character = new TextDecoder('windows-1252').decode(bytes.subarray(at, at + 1));
  const shown = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `, "${character}" in Windows-1252` : '';
  return `byte ${at} is 0x${byte.toString(16).padStart(2, '0').toUpperCase()}${shown}`;
}

/** Halves the bytes: those before the first wrong one are UTF-8, except that the last character may be cut. */
function firstWrong(bytes: Uint8Array): number {
  let whole = 0;
  let wrong = bytes.length;
  while (wrong - whole > LONGEST_CHARACTER) {
    const middle = startOfCharacter(bytes, (whole + wrong) >> 1, whole); // eslint-disable-line no-bitwise
    if (middle === whole) break;
    if (isUtf8(bytes.subarray(whole, middle))) whole = middle;
    else wrong = middle;
  }
  for (let at = whole; at < wrong;) {
    const length = [1, 2, 3, 4].find((candidate) => at + candidate <= bytes.length && isUtf8(bytes.subarray(at, at + candidate)));
    if (length === undefined) return at;
    at += length;
  }
  return wrong;
}

function startOfCharacter(bytes: Uint8Array, from: number, least: number): number {
  let at = from;
  while (at > least && at > from - LONGEST_CHARACTER && bytes[at] >= 0x80 && bytes[at] < 0xc0) at--;
  return at;
}
