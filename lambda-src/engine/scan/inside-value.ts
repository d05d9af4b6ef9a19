import type { Cursor } from './cursor';
import { End } from './extent';
import { Mode } from './mode';
import { Damage } from './recovery/damage-rules';
import { Outcome } from './value';
import { BACKSLASH, endsScalar, isLineEnd, QUOTE } from '../bytes/json-bytes';

/** In bytes. No number is this long. */
const MAX_SCALAR_LENGTH = 65_536;
const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** Inside an object or array. */
export function container(cursor: Cursor): null {
  const { array, rules, value, window } = cursor;
  const { bytes, base } = window;
  window.at = base + cursor.container.run(bytes, window.at - base, rules.valueEndsWithLine(value.start));
  switch (cursor.container.outcome) {
    case Outcome.DONE:
      if (!array.closed) return endRecord(cursor);
      value.endWithoutRecord();
      cursor.mode = Mode.AFTER_VALUE;
      return null;
    case Outcome.RECORDS:
      cursor.enterArray(true);
      return null;
    case Outcome.DAMAGE:
      return cursor.damage(value.start, window.at);
    default:
      return window.end === End.MORE ? null : cutOff(cursor);
  }
}

/** Inside a string that is a value by itself. */
export function string(cursor: Cursor): null {
  const { value, window } = cursor;
  const { bytes, base, end } = window;
  let i = window.at - base;
  for (; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      window.at = base + i + 1;
      return endRecord(cursor);
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
  if (tooLong || !SCALAR.test(Buffer.from(bytes.buffer, bytes.byteOffset + start, i - start).toString('latin1'))) {
    return cursor.damage(value.start, value.start, Damage.WORDS);
  }
  window.at = base + i;
  return endRecord(cursor, true);
}

function endRecord(cursor: Cursor, isScalar = false): null {
  cursor.value.endRecord(cursor.window.at, isScalar);
  cursor.mode = Mode.AFTER_VALUE;
  return null;
}

/** The bytes end inside the value. */
function cutOff(cursor: Cursor): null {
  const { stretch, value, window } = cursor;
  stretch.mustShow = window.end === End.FILE;
  return cursor.damage(value.start, window.at);
}
