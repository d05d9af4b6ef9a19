/** The bytes with a meaning in JSON, and tables about them. */
export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_ARRAY = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** A table of 256 entries: the value for each of the given bytes, 0 for the others. */
export function byteTable(...entries: Array<[bytes: string, value: number]>): Uint8Array {
  const table = new Uint8Array(256);
  for (const [bytes, value] of entries) {
    for (const byte of Buffer.from(bytes, 'latin1')) {
      table[byte] = value;
    }
  }
  return table;
}

const WHITESPACE = byteTable([' \t\n\r', 1]);
const LINE_END = byteTable(['\n\r', 1]);
const SCALAR_START = byteTable(['-0123456789tfn', 1]);
const SCALAR_END = byteTable([' \t\n\r,:[]{}"', 1]);

export const isWhitespace = (byte: number): boolean => WHITESPACE[byte] === 1;
export const isLineEnd = (byte: number): boolean => LINE_END[byte] === 1;
/** Whether a number, `true`, `false` or `null` can start with this byte. */
export const startsScalar = (byte: number): boolean => SCALAR_START[byte] === 1;
export const endsScalar = (byte: number): boolean => SCALAR_END[byte] === 1;
export const startsContainerOrString = (byte: number): boolean => byte === OPEN_OBJECT || byte === OPEN_ARRAY || byte === QUOTE;
export const startsText = (byte: number): boolean => startsContainerOrString(byte) || startsScalar(byte);
/** Whether this byte can only continue something that was open before. */
export const continues = (byte: number): boolean => byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || byte === COMMA || byte === COLON;
/** Whether this byte is inside a UTF-8 character, not at its start. */
export const isContinuation = (byte: number): boolean => byte >= 0x80 && byte < 0xc0;
