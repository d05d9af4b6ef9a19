import type { Cursor } from './cursor';
import { End } from './extent';
import { Mode } from './mode';
import { Damage } from './recovery/damage-rules';
import { Outcome } from './value';
import { BACKSLASH, endsScalar, isLineEnd, QUOTE } from '../bytes/json-bytes';
import { isScalar as isValidScalar } from '../bytes/scalar';

/** In bytes. No number is this long. */
const MAX_SCALAR_LENGTH = 65_536;
/** In bytes: the quotes. */
const EMPTY_STRING = 2;
const FIRST_OF_NULL = 0x6e;

/** Inside an object or array. */
export function container(cursor: Cursor): null {
  const { array, container: scan, rules, value, window } = cursor;
  const { bytes, base, end } = window;
  const oneLine = rules.valueEndsWithLine(value.start);
  window.at = base + scan.run(bytes, base, window.at - base, oneLine, end === End.MORE, array.canNest);
  switch (scan.outcome) {
    case Outcome.DONE:
      return endContainer(cursor);
    case Outcome.ARRAY:
    case Outcome.MEMBERS:
      cursor.enterArray(scan.depth, scan.outcome === Outcome.MEMBERS);
      return null;
    case Outcome.DAMAGE:
      return cursor.damage(value.start, window.at, oneLine && !scan.inString && isLineEnd(bytes[window.at - base]) ? Damage.LINES : Damage.LOST);
    default:
      return end === End.MORE ? null : cutOff(cursor);
  }
}

function endContainer(cursor: Cursor): null {
  const { container: scan, value, window } = cursor;
  if (!scan.led) endRecord(cursor, scan.empty);
  else if (scan.recordStart < 0) value.endWithoutRecord();
  else value.endRecord(scan.recordStart, scan.recordEnd, false, window.at);
  if (value.recordEnd !== null) value.memberNames = scan.memberNames;
  cursor.mode = Mode.AFTER_VALUE;
  return null;
}

/** Inside a string that is a value by itself, or a name. */
export function string(cursor: Cursor): null {
  const { value, window } = cursor;
  const { bytes, base, end } = window;
  let i = window.at - base;
  for (; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      window.at = base + i + 1;
      if (cursor.mode === Mode.STRING) return endRecord(cursor, window.at - cursor.contentStart === EMPTY_STRING);
      cursor.mode = Mode.COLON;
      return null;
    }
    if (isLineEnd(byte)) return cursor.damage(value.start, base + i);
    if (byte === BACKSLASH) {
      if (i + 1 >= bytes.length && end === End.MORE) break;
      // A line end can't be escaped either.
      if (!isLineEnd(bytes[i + 1])) i++;
    }
  }
  window.at = base + Math.min(i, bytes.length);
  return end === End.MORE ? null : cutOff(cursor);
}

/** At a number, `true`, `false` or `null`: all its bytes have to be in view. */
export function scalar(cursor: Cursor): null {
  const { value, window } = cursor;
  const { bytes, base, end } = window;
  const start = window.at - base;
  let i = start;
  while (i < bytes.length && i - start < MAX_SCALAR_LENGTH && !endsScalar(bytes[i])) i++;
  const tooLong = i - start === MAX_SCALAR_LENGTH;
  if (i === bytes.length && !tooLong && end === End.MORE) return null;
  if (tooLong || !isValidScalar(bytes, start, i)) return cursor.damage(value.start, value.start, Damage.WORDS);
  window.at = base + i;
  return endRecord(cursor, bytes[start] === FIRST_OF_NULL, true);
}

/** `empty`: the value holds nothing. Where the pointer leads to a member, such a value is not a record. */
function endRecord(cursor: Cursor, empty: boolean, isScalar = false): null {
  const { array, contentStart, value, window } = cursor;
  if (array.everyMember && empty) value.endWithoutRecord();
  else value.endRecord(contentStart, window.at, isScalar);
  cursor.mode = Mode.AFTER_VALUE;
  return null;
}

/** The bytes end inside the value. */
export function cutOff(cursor: Cursor): null {
  const { stretch, value, window } = cursor;
  stretch.mustShow = window.end === End.FILE;
  return cursor.damage(value.start, window.at);
}
