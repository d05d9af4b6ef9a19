import type { Cursor } from './cursor';
import { End } from './extent';
import { startItem } from './items';
import { enterArray } from './open-array';
import { isWhitespace, OPEN_ARRAY, OPEN_OBJECT } from '../bytes/json-bytes';

/** Between texts: goes to where the next one starts. */
export function texts(cursor: Cursor): null {
  const { state, bytes, base } = cursor;
  let i = cursor.at - base;
  while (i < bytes.length && isWhitespace(bytes[i])) {
    cursor.noteLine(bytes[i], base + i);
    i++;
  }
  cursor.at = base + i;
  cursor.itemStart = cursor.at;
  if (i >= bytes.length) {
    cursor.finished = cursor.end !== End.MORE;
    return null;
  }
  if (bytes[i] === OPEN_OBJECT) {
    if (cursor.nameIsAhead) return null;
    state.textName = cursor.firstName();
  }
  if (state.lineHead) {
    state.lineHead = false;
    state.textColumn = cursor.at - state.lineStart;
  }
  state.oneLineText = cursor.at < state.until;
  cursor.unwrapped = false;
  if (bytes[i] === OPEN_ARRAY) {
    cursor.at++;
    enterArray(cursor, false);
  } else {
    startItem(cursor, bytes[i]);
  }
  return null;
}
