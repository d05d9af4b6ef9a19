import type { Cursor } from './cursor';
import { beginsLikeText } from './open-array';
import { Damage, Mode, Phase } from './state';
import { CLOSE_ARRAY, COMMA, OPEN_ARRAY, OPEN_OBJECT, startsContainerOrString, startsText } from '../bytes/json-bytes';

/*
 * Where reading goes on behind damage. Not at any bracket: a part of a broken record must not be taken for a record.
 * A text starts in the column in which the last one did, or before it; an element too, where elements start lines, and
 * otherwise behind a comma, with the same member as others of its array. Where one element stands on each line, the next
 * line is the next element.
 */

/** Whether reading can go on at this byte; if so, sets how. */
export function resumes(cursor: Cursor, byte: number): boolean {
  const { state } = cursor;
  switch (state.damage) {
    case Damage.COMMAS:
      return byte !== COMMA && goOn(cursor, Mode.ELEMENTS, Phase.COMMA);
    case Damage.WORDS:
      if (state.inArray && (byte === COMMA || byte === CLOSE_ARRAY) && cursor.pieceStart >= 0) return goOn(cursor, Mode.ELEMENTS, Phase.VALUE);
      if (startsContainerOrString(byte)) state.damage = Damage.LOST;
      break;
    default:
  }
  if (state.inArray && (state.lineHead ? elementStartsLine(cursor, byte) : elementFollows(cursor, byte))) {
    return goOn(cursor, Mode.ELEMENTS, byte === CLOSE_ARRAY ? Phase.VALUE : Phase.START);
  }
  if (!state.lineHead || !textStartsLine(cursor, byte)) return false;
  state.inArray = false;
  return goOn(cursor, Mode.TEXTS, Phase.START);
}

function goOn({ state }: Cursor, mode: Mode, phase: Phase): true {
  state.mode = mode;
  state.phase = phase;
  // The comma before is part of the damaged stretch.
  state.commaReported = true;
  return true;
}

function elementStartsLine(cursor: Cursor, byte: number): boolean {
  const { afterComma, elementColumn, openArrays, textColumn, names, lineStart, until, wrapped } = cursor.state;
  const column = cursor.at - lineStart;
  if (byte === CLOSE_ARRAY) {
    // Without indentation it may be that of an array inside a record.
    return cursor.at >= until && (column < elementColumn || (column === 0 && openArrays === 0));
  }
  if (byte !== OPEN_OBJECT) return false;
  if (elementColumn > textColumn) return column === elementColumn;
  // Without indentation the column says nothing: an object inside a record stands there as well.
  if (elementColumn >= 0) return column === elementColumn && (names.length === 0 || names.includes(cursor.firstName()) || nextLineIsElement(cursor));
  // The first element stands behind its bracket, and there may be others on its line.
  if (column > textColumn) return nextLineIsElement(cursor);
  if (wrapped && beginsLikeText(cursor)) return false;
  return nextLineIsElement(cursor) || ((afterComma || !wrapped) && names.includes(cursor.firstName()));
}

/** Whether this is the line behind that of a broken element, and can't be inside it: a comma ends it, and no array is open. */
function nextLineIsElement({ state }: Cursor): boolean {
  return state.afterComma && state.openArrays === 0;
}

function elementFollows(cursor: Cursor, byte: number): boolean {
  const { afterComma, elementColumn, leadColumn, names, textColumn, until } = cursor.state;
  if (byte !== OPEN_OBJECT || !afterComma || cursor.at < until) return false;
  const commaLeads = leadColumn >= 0 && leadColumn <= Math.max(elementColumn, textColumn);
  return (elementColumn < 0 || commaLeads) && names.includes(cursor.firstName());
}

function textStartsLine(cursor: Cursor, byte: number): boolean {
  const { elementColumn, inArray, textColumn, lineStart } = cursor.state;
  const column = cursor.at - lineStart;
  if (column > textColumn) return false;
  if (!inArray) return startsText(byte);
  if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY) return false;
  return column !== elementColumn || (byte === OPEN_OBJECT && beginsLikeText(cursor));
}
