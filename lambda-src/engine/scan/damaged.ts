import type { Cursor } from './cursor';
import type { Extent } from './extent';
import { End, MAX_DAMAGED_LENGTH } from './extent';
import { resumes } from './resume';
import type { ScanState } from './state';
import { CLOSE_ARRAY, COMMA, continues, isContinuation, isWhitespace, OPEN_ARRAY, OPEN_OBJECT } from '../bytes/json-bytes';

/** Skips what can't be read, in pieces, to where reading can go on. */
export function damaged(cursor: Cursor): Extent | null {
  const { state, bytes, base } = cursor;
  for (let i = cursor.at - base; i < bytes.length; i++) {
    const byte = bytes[i];
    cursor.at = base + i;
    // A piece does not end inside a character.
    if (cursor.pieceStart >= 0 && cursor.at - cursor.pieceStart > MAX_DAMAGED_LENGTH - 4 && !isContinuation(byte)) return piece(cursor);
    if (isWhitespace(byte)) {
      cursor.noteLine(byte, cursor.at);
      continue;
    }
    if (byte === OPEN_OBJECT && state.inArray && cursor.nameIsAhead) return null;
    if (resumes(cursor, byte)) {
      cursor.mustShow = false;
      cursor.itemStart = cursor.at;
      return piece(cursor);
    }
    if (cursor.pieceStart >= 0 && startsPiece(cursor, byte)) return piece(cursor);
    if (state.lineHead) state.openArrays = -1;
    else if (state.openArrays >= 0) countArrays(state, byte);
    state.leadColumn = state.lineHead && byte === COMMA ? cursor.at - state.lineStart : -1;
    state.lineHead = false;
    state.afterComma = byte === COMMA;
    if (cursor.pieceStart < 0) cursor.pieceStart = cursor.at;
    cursor.pieceEnd = cursor.at + 1;
  }
  cursor.at = base + bytes.length;
  if (cursor.end === End.MORE) return null;
  cursor.finished = true;
  return cursor.mustShow && cursor.pieceStart < 0 ? cursor.emit('damaged', cursor.itemStart, cursor.itemStart) : piece(cursor);
}

function piece(cursor: Cursor): Extent | null {
  const { pieceStart, pieceEnd } = cursor;
  if (pieceStart < 0) return null;
  cursor.pieceStart = -1;
  cursor.mustShow = false;
  return cursor.emit('damaged', pieceStart, pieceEnd);
}

function countArrays(state: ScanState, byte: number): void {
  if (byte === OPEN_ARRAY) state.openArrays++;
  else if (byte === CLOSE_ARRAY && state.openArrays > 0) state.openArrays--;
}

/** Whether a line that can't be read is one by itself, and does not go on with the one before. */
function startsPiece({ state, at }: Cursor, byte: number): boolean {
  const { lineHead, lineStart, inArray, elementColumn, textColumn } = state;
  return lineHead && !continues(byte) && at - lineStart <= (inArray ? Math.max(elementColumn, textColumn) : textColumn);
}
