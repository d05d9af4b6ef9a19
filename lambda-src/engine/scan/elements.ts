import type { Cursor } from './cursor';
import type { Extent } from './extent';
import { End } from './extent';
import { startItem } from './items';
import { leaveArrayOpen, leavesArrayOpen, looksLikeText, reportUnended, surplusComma } from './open-array';
import { Damage, MAX_NAMES, Mode, Phase } from './state';
import { CLOSE_ARRAY, COMMA, isLineEnd, isWhitespace, OPEN_ARRAY, OPEN_OBJECT } from '../bytes/json-bytes';

/** Between the elements of the array of records. */
export function elements(cursor: Cursor): Extent | null {
  const { state, bytes, base, end } = cursor;
  for (let i = cursor.at - base; i < bytes.length; i++) {
    const byte = bytes[i];
    if (isWhitespace(byte)) {
      cursor.noteLine(byte, base + i);
      if (state.oneLineText && isLineEnd(byte)) return cursor.damage(base + i, base + i);
      continue;
    }
    cursor.at = base + i;
    cursor.itemStart = cursor.at;
    if (byte === COMMA) {
      if (state.phase !== Phase.VALUE) return cursor.damage(cursor.at, cursor.at + 1, Damage.COMMAS);
      state.phase = Phase.COMMA;
      state.commaReported = false;
      state.lineHead = false;
      cursor.commaAt = cursor.at;
      continue;
    }
    if (byte === CLOSE_ARRAY) return closeArray(cursor);
    const nameCounts = state.learning > 0 || (state.lineHead && cursor.at - state.lineStart <= state.textColumn);
    if (byte === OPEN_OBJECT && nameCounts && cursor.nameIsAhead) return null;
    if (leavesArrayOpen(cursor, byte)) return leaveArrayOpen(cursor, cursor.at);
    startElement(cursor, byte);
    return null;
  }
  cursor.at = base + bytes.length;
  cursor.itemStart = cursor.at;
  cursor.finished = end !== End.MORE;
  // The array never closes: something is missing, though no byte shows it.
  return end === End.FILE ? leaveArrayOpen(cursor, surplusComma(cursor)) : null;
}

function closeArray(cursor: Cursor): Extent | null {
  const { state } = cursor;
  const comma = surplusComma(cursor);
  if (comma !== cursor.at) {
    state.commaReported = true;
    return reportUnended(cursor, comma);
  }
  cursor.at++;
  cursor.itemStart = cursor.at;
  cursor.unwrapped = true;
  state.inArray = false;
  if (state.wrapped) {
    cursor.value.openBehindRecords();
    state.mode = Mode.VALUE;
  } else {
    cursor.itemEnd = -1;
    state.mode = Mode.AFTER;
  }
  return null;
}

function startElement(cursor: Cursor, byte: number): void {
  const { state } = cursor;
  cursor.suspect = looksLikeText(cursor, byte) ? { lineStart: state.lineStart, from: surplusComma(cursor) } : null;
  if (state.lineHead) {
    state.lineHead = false;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) state.elementColumn = cursor.at - state.lineStart;
  }
  if (state.learning > 0) {
    state.learning--;
    const name = cursor.firstName();
    if (name !== 0 && state.names.length < MAX_NAMES && !state.names.includes(name)) state.names.push(name);
  }
  state.phase = Phase.VALUE;
  startItem(cursor, byte);
}
