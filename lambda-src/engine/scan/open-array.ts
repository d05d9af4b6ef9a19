import type { Cursor } from './cursor';
import type { Extent } from './extent';
import { LEARNING, Mode, Phase } from './state';
import { OPEN_ARRAY, OPEN_OBJECT } from '../bytes/json-bytes';

/** Starts behind the bracket that opens the array of records. */
export function enterArray(cursor: Cursor, wrapped: boolean): void {
  const { state } = cursor;
  state.mode = Mode.ELEMENTS;
  state.inArray = true;
  state.wrapped = wrapped;
  state.phase = Phase.START;
  state.commaReported = false;
  state.elementColumn = -1;
  state.learning = LEARNING;
  state.names = [];
  state.lineHead = false;
  cursor.commaAt = -1;
  cursor.itemStart = cursor.at;
}

/*
 * In a file of one text a line, a line that opens an array of records but does not close it must not swallow the lines
 * behind it. They look like elements, but for the comma that is missing between them.
 */

/** Whether this line starts the next text, though the array of the last one has not closed. */
export function leavesArrayOpen(cursor: Cursor, byte: number): boolean {
  const { elementColumn, lineHead, lineStart, phase, textColumn } = cursor.state;
  if (phase !== Phase.VALUE || !lineHead || cursor.at - lineStart > textColumn) return false;
  // Where all elements so far are on one line, the next line is another text.
  return elementColumn < 0 ? byte === OPEN_OBJECT || byte === OPEN_ARRAY : looksLikeText(cursor, byte);
}

/** Whether what starts this line could be a text like the one that we are in. */
export function looksLikeText(cursor: Cursor, byte: number): boolean {
  const { lineHead, lineStart, textColumn, wrapped } = cursor.state;
  if (!lineHead || cursor.at - lineStart > textColumn) return false;
  return wrapped ? byte === OPEN_OBJECT && beginsLikeText(cursor) : byte === OPEN_ARRAY;
}

/** Whether the object at hand begins with the same name as the one around the records. */
export function beginsLikeText(cursor: Cursor): boolean {
  return cursor.state.textName !== 0 && cursor.firstName() === cursor.state.textName;
}

/** Where the comma is that nothing follows; here when there is none. */
export function surplusComma({ state, commaAt, at }: Cursor): number {
  return state.phase === Phase.COMMA && !state.commaReported ? commaAt : at;
}

/** What does not end is shown by the comma that nothing follows, or by an empty stretch. It is seen only by what comes next. */
export function reportUnended(cursor: Cursor, from: number): Extent {
  cursor.dependOn(cursor.at + 1);
  return cursor.emit('damaged', from, from === cursor.at ? from : from + 1);
}

export function leaveArrayOpen(cursor: Cursor, from: number): Extent {
  cursor.state.mode = Mode.TEXTS;
  cursor.state.inArray = false;
  return reportUnended(cursor, from);
}

/** The last element was no element but the next text, as what follows it shows: goes back to its start. */
export function reopen(cursor: Cursor, { lineStart, from }: NonNullable<Cursor['suspect']>): Extent {
  cursor.dependOn(cursor.at + 1);
  cursor.at = cursor.itemStart;
  cursor.state.lineHead = true;
  cursor.state.lineStart = lineStart;
  return leaveArrayOpen(cursor, from);
}
