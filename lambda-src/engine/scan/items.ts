import type { Cursor } from './cursor';
import { End } from './extent';
import { enterArray } from './open-array';
import { Damage, Mode } from './state';
import { Outcome } from './value';
import { BACKSLASH, continues, endsScalar, isLineEnd, OPEN_ARRAY, OPEN_OBJECT, QUOTE, startsScalar } from '../bytes/json-bytes';

/** A number is never this long. */
const MAX_SCALAR_LENGTH = 65_536;
const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** Begins a text or an element with its first byte. */
export function startItem(cursor: Cursor, byte: number): void {
  const { state } = cursor;
  cursor.itemIsScalar = false;
  if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
    cursor.value.open(byte, !state.inArray);
    cursor.at++;
    state.mode = Mode.VALUE;
  } else if (byte === QUOTE) {
    cursor.at++;
    state.mode = Mode.STRING;
  } else if (startsScalar(byte)) {
    cursor.itemIsScalar = true;
    state.mode = Mode.SCALAR;
  } else {
    cursor.damage(cursor.at, cursor.at, continues(byte) ? Damage.LOST : Damage.WORDS);
  }
}

/** Inside an object or array. */
export function value(cursor: Cursor): null {
  const { state, bytes, base } = cursor;
  const oneLine = cursor.itemStart < state.until || state.oneLineText;
  cursor.at = base + cursor.value.run(bytes, cursor.at - base, oneLine);
  switch (cursor.value.outcome) {
    case Outcome.DONE:
      return endItem(cursor, cursor.unwrapped && !state.inArray ? -1 : cursor.at);
    case Outcome.RECORDS:
      enterArray(cursor, true);
      return null;
    case Outcome.DAMAGE:
      return cursor.damage(cursor.itemStart, cursor.at);
    default:
      return cursor.end === End.MORE ? null : cutOff(cursor);
  }
}

/** Inside a string that is an item by itself. */
export function string(cursor: Cursor): null {
  const { bytes, base, end } = cursor;
  let i = cursor.at - base;
  for (; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      cursor.at = base + i + 1;
      return endItem(cursor, cursor.at);
    }
    if (isLineEnd(byte)) return cursor.damage(cursor.itemStart, base + i);
    if (byte === BACKSLASH) {
      if (i + 1 >= bytes.length && end === End.MORE) break;
      // A line end can't be escaped either.
      if (!isLineEnd(bytes[i + 1])) i++;
    }
  }
  cursor.at = base + Math.min(i, bytes.length);
  return end === End.MORE ? null : cutOff(cursor);
}

/** At a number, `true`, `false` or `null`: it has to be in view as a whole. */
export function scalar(cursor: Cursor): null {
  const { bytes, base, itemStart } = cursor;
  const start = cursor.at - base;
  let i = start;
  while (i < bytes.length && i - start < MAX_SCALAR_LENGTH && !endsScalar(bytes[i])) i++;
  const tooLong = i - start === MAX_SCALAR_LENGTH;
  if (i === bytes.length && !tooLong && cursor.end === End.MORE) return null;
  if (tooLong || !SCALAR.test(Buffer.from(bytes.buffer, bytes.byteOffset + start, i - start).toString('latin1'))) {
    return cursor.damage(itemStart, itemStart, Damage.WORDS);
  }
  cursor.at = base + i;
  return endItem(cursor, cursor.at);
}

function endItem(cursor: Cursor, end: number): null {
  cursor.itemEnd = end;
  cursor.state.mode = Mode.AFTER;
  return null;
}

function cutOff(cursor: Cursor): null {
  cursor.mustShow = cursor.end === End.FILE;
  return cursor.damage(cursor.itemStart, cursor.at);
}
