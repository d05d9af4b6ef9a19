import { BACKSLASH, byteTable } from '../bytes/json-bytes';

/** U+001E, which RFC 7464 puts before each text. */
const RECORD_SEPARATOR = 0x1e;

/** U+FEFF, and the characters of Unicode that look like a space or like nothing. */
const CHARACTERS = [
  '\ufeff', '\u00a0', '\u0085', '\u1680', ...Array.from({ length: 0x200e - 0x2000 }, (_, k) => String.fromCharCode(0x2000 + k)),
  '\u2028', '\u2029', '\u202f', '\u205f', '\u2060', '\u3000',
].map((character) => Buffer.from(character));
const LONGEST = 3;
const STARTS = byteTable(...CHARACTERS.map(([byte]): [string, number] => [String.fromCharCode(byte), 1]), ['\\\u001e', 1]);
const ESCAPED = byteTable(['nrt', 1]);

/**
 * The length of what separates texts at this index, besides white space and a comma behind a text; 0 if nothing does;
 * null if it is not all in view, and `more` bytes follow. A backslash and an `n` are a line end that somebody has escaped once too often.
 */
export function separatorLength(bytes: Uint8Array, at: number, more: boolean): number | null {
  const byte = bytes[at];
  if (STARTS[byte] === 0) return 0;
  if (byte === RECORD_SEPARATOR) return 1;
  if (more && bytes.length - at < LONGEST) return null;
  if (byte === BACKSLASH) return ESCAPED[bytes[at + 1]] === 1 ? 2 : 0;
  return CHARACTERS.find((character) => character.every((other, k) => bytes[at + k] === other))?.length ?? 0;
}
