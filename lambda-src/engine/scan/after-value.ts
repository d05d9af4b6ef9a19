import type { Cursor } from './cursor';
import type { Extent } from './extent';
import { End } from './extent';
import { Mode } from './mode';
import { Damage, Start } from './recovery/damage-rules';
import { withdrawElement } from './unended-array';
import { COMMA, isLineEnd, isWhitespace, startsContainerOrString, startsScalar } from '../bytes/json-bytes';

/**
 * After a value. The value is whole only if the next bytes can follow it: in `{"a":{"b":1}},"c":2}`, the part
 * `{"a":{"b":1}}` is not a record, because nobody wrote it as one.
 */
export function afterValue(cursor: Cursor): Extent | null {
  const { array, rules, value, window } = cursor;
  const { bytes, base, end } = window;
  for (let i = window.at - base; i < bytes.length; i++) {
    const byte = bytes[i];
    window.at = base + i;
    if (isWhitespace(byte)) {
      if (isLineEnd(byte) && (!array.inside || rules.textEndsWithLine)) return complete(cursor);
      rules.pass(byte, window.at);
      continue;
    }
    if (array.inside) {
      if (byte === COMMA || byte === array.closer) return complete(cursor);
      const start = mayBeText(cursor) ? rules.elementFollowed(byte) : Start.ELEMENT;
      if (start === Start.UNKNOWN) return null;
      if (start === Start.TEXT) return withdrawElement(cursor);
    } else if (startsScalar(byte)) {
      return complete(cursor);
    }
    // Only a comma is missing, and both values are whole.
    if (startsContainerOrString(byte)) return complete(cursor);
    window.dependOn(window.at + 1);
    return cursor.damage(value.recordEnd === null ? window.at : value.start, window.at, value.isScalar ? Damage.WORDS : Damage.LOST);
  }
  window.at = base + bytes.length;
  if (end === End.MORE) return null;
  if (end === End.FILE && mayBeText(cursor) && rules.elementFollowed(null) === Start.TEXT) return withdrawElement(cursor);
  return complete(cursor);
}

/** Whether the last element may be the next text after an array that does not close. If records of it are out, it is not. */
function mayBeText({ array, value }: Cursor): boolean {
  return array.open && value.recordEnd !== null;
}

function complete(cursor: Cursor): Extent | null {
  const { array, value, window } = cursor;
  const { recordStart, recordEnd } = value;
  cursor.mode = array.inside ? Mode.ELEMENTS : Mode.TEXTS;
  value.start = window.at;
  return recordEnd === null ? null : cursor.emit('record', recordStart, recordEnd);
}
