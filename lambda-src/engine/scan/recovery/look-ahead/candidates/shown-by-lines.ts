import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY } from '../../../../bytes/json-bytes';
import { Resume } from '../../plan';
import { atEnd } from '../ends';
import type { Findings } from '../findings';
import { resume } from '../findings';
import { Inside } from '../frames';
import type { Offered } from './offered';
import type { Signs } from '../signs';
import { END } from '../view';

/** Whether an object that has its lines for itself stands in the column of records or texts. */
export function shownByLines(signs: Signs, offered: Offered): Findings | undefined {
  const { given, inArray, textLines, view } = signs;
  const { before, beginsAlike, inside, isRecord, level, lines, next, onOneLine, start, startColumn } = offered;
  const alone = (!inArray || given.onTextLine) && onOneLine;
  if (given.named || (!alone && next === CLOSE_OBJECT)) return undefined;
  const { column: elementColumn, textColumn } = given;
  const standsApart = inside ? startColumn > textColumn || (onOneLine && isRecord) : before !== COLON;
  const inColumn = inArray && elementColumn >= 0 && startColumn === elementColumn && standsApart;
  const isIndented = level <= 0 && startColumn > textColumn && lines === Inside.DEEPER && before === COMMA;
  const isNextLine = onOneLine && level <= 0 && next !== CLOSE_ARRAY && before === COMMA;
  if (inColumn && !inside && (isIndented || isNextLine)) return resume(signs, start, Resume.ELEMENT, undefined, level);
  if (inColumn && (beginsAlike || isRecord)) return resume(signs, start, Resume.ELEMENT);
  // A line that is a text by itself may follow one that is cut off.
  const continues = inside || before === COLON || before === OPEN_ARRAY || before === COMMA;
  // Nothing inside an indented text starts where texts do.
  const standsOut = !inArray && lines === Inside.DEEPER && startColumn === textColumn && beginsAlike;
  const isText = (alone || next !== CLOSE_ARRAY) && (textColumn < 0 || startColumn <= textColumn) && (!continues || onOneLine || standsOut);
  if (isText && !inArray && (next !== COMMA || !continues || isRecord || (before === COMMA && !inside))) {
    return resume(signs, alone ? textLines.firstBefore(view.bytes, start) : start, Resume.TEXT);
  }
  // Nor does a comma on the next line belong to a line that nothing before it continues.
  const endsHere = next !== COMMA || (alone && !continues && view.endsLine(END) === true);
  const nothingContinues = alone && next !== CLOSE_ARRAY && next !== CLOSE_OBJECT && next !== COLON;
  if (isText && inArray && endsHere && (!continues || nothingContinues)) return atEnd(signs, start, Resume.TEXT, before);
  return undefined;
}
