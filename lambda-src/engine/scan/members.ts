import type { Cursor } from './cursor';
import { End } from './extent';
import { cutOff } from './inside-value';
import { Mode } from './mode';
import { startValue } from './start-value';
import { COLON, isLineEnd, isWhitespace, QUOTE } from '../bytes/json-bytes';

/** At the first byte of a member in an object in which every member is meant. */
export function startMember(cursor: Cursor, byte: number): null {
  const { array, rules, window } = cursor;
  if (byte !== QUOTE) return cursor.damage(window.at, window.at);
  rules.elementStarts(byte);
  array.startElement(window.at);
  window.at++;
  cursor.mode = Mode.NAME;
  return null;
}

/** After the name of a member. */
export function colon(cursor: Cursor): null {
  const byte = nextByte(cursor);
  if (byte === undefined) return null;
  const { value, window } = cursor;
  if (byte !== COLON) return cursor.damage(value.start, window.at);
  window.at++;
  cursor.mode = Mode.MEMBER_VALUE;
  return null;
}

/** After the colon. */
export function memberValue(cursor: Cursor): null {
  const byte = nextByte(cursor);
  if (byte !== undefined) startValue(cursor, byte);
  return null;
}

/** Goes to the next byte that is not white space; undefined if it is not in view. The end of the bytes is damage. */
function nextByte(cursor: Cursor): number | undefined {
  const { rules, value, window } = cursor;
  const { bytes, base } = window;
  for (let i = window.at - base; i < bytes.length; i++) {
    window.at = base + i;
    if (!isWhitespace(bytes[i])) return bytes[i];
    if (isLineEnd(bytes[i]) && rules.valueEndsWithLine(value.start)) {
      cursor.damage(value.start, window.at);
      return undefined;
    }
  }
  window.at = base + bytes.length;
  if (window.end !== End.MORE) cutOff(cursor);
  return undefined;
}
