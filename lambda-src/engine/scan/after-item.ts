import type { Cursor } from './cursor';
import type { Extent } from './extent';
import { End } from './extent';
import { looksLikeText, reopen } from './open-array';
import { Damage, Mode } from './state';
import { CLOSE_ARRAY, COMMA, isLineEnd, isWhitespace, OPEN_OBJECT, startsContainerOrString, startsScalar } from '../bytes/json-bytes';

/**
 * Behind an item: it is whole only when what follows can follow it. `{"a":{"b":1}},"c":2}` must not give a record
 * `{"a":{"b":1}}` that nobody has written.
 */
export function afterItem(cursor: Cursor): Extent | null {
  const { state, bytes, base, suspect } = cursor;
  for (let i = cursor.at - base; i < bytes.length; i++) {
    const byte = bytes[i];
    cursor.at = base + i;
    if (isWhitespace(byte)) {
      if (isLineEnd(byte) && (!state.inArray || state.oneLineText)) return complete(cursor);
      cursor.noteLine(byte, cursor.at);
      continue;
    }
    if (state.inArray) {
      if (byte === COMMA || byte === CLOSE_ARRAY) return complete(cursor);
      if (byte === OPEN_OBJECT && cursor.nameIsAhead) return null;
      if (suspect && looksLikeText(cursor, byte)) return reopen(cursor, suspect);
    } else if (startsScalar(byte)) {
      return complete(cursor);
    }
    // A comma is missing at most, and that takes nothing from either.
    if (startsContainerOrString(byte)) return complete(cursor);
    cursor.dependOn(cursor.at + 1);
    return cursor.damage(cursor.itemEnd < 0 ? cursor.at : cursor.itemStart, cursor.at, cursor.itemIsScalar ? Damage.WORDS : Damage.LOST);
  }
  cursor.at = base + bytes.length;
  if (cursor.end === End.MORE) return null;
  return suspect && state.inArray && cursor.end === End.FILE ? reopen(cursor, suspect) : complete(cursor);
}

function complete(cursor: Cursor): Extent | null {
  const { itemStart, itemEnd, state } = cursor;
  state.mode = state.inArray ? Mode.ELEMENTS : Mode.TEXTS;
  cursor.itemStart = cursor.at;
  return itemEnd < 0 ? null : cursor.emit('record', itemStart, itemEnd);
}
