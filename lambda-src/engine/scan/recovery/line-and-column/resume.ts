import type { Evidence } from './evidence';
import { firstName } from './first-name';
import { NOWHERE } from './line';
import { beginsLikeText } from './next-text';
import { CLOSE_ARRAY, COMMA, OPEN_ARRAY, OPEN_OBJECT, startsContainerOrString, startsText } from '../../../bytes/json-bytes';
import { Damage, Next } from '../damage-rules';

/*
 * Where reading continues after damage. Not at any bracket: a part of a broken record must not be taken for a record.
 * A text starts in the column in which the last one did, or before it. So does an element, if elements start lines;
 * otherwise it follows a comma and begins with the same name as others of its array. If each line has one element, the
 * next line is the next element.
 */

/** How reading continues at this byte; SKIP if it does not. */
export function resume(evidence: Evidence, byte: number, inStretch: boolean): Next {
  const { array, damage, line } = evidence;
  switch (damage.kind) {
    case Damage.COMMAS:
      return byte === COMMA ? Next.SKIP : Next.AFTER_COMMA;
    case Damage.WORDS:
      if (array.open && (byte === COMMA || byte === CLOSE_ARRAY) && inStretch) return Next.AFTER_ELEMENT;
      if (startsContainerOrString(byte)) damage.kind = Damage.LOST;
      break;
    default:
  }
  if (array.open && (line.atHead ? elementStartsLine(evidence, byte) : elementFollows(evidence, byte))) {
    return byte === CLOSE_ARRAY ? Next.AFTER_ELEMENT : Next.ELEMENT;
  }
  return textStartsLine(evidence, byte) ? Next.TEXT : Next.SKIP;
}

function elementStartsLine(evidence: Evidence, byte: number): boolean {
  const { array, damage, elements, headColumn, text, window } = evidence;
  if (byte === CLOSE_ARRAY) {
    // Without indentation, the bracket may be that of an array inside a record.
    return window.at >= damage.until && (headColumn < elements.column || (headColumn === 0 && damage.noArrayOpen));
  }
  if (byte !== OPEN_OBJECT) return false;
  if (elements.column > text.column) return headColumn === elements.column;
  // Without indentation the column tells nothing: an object inside a record has the same column.
  if (elements.column !== NOWHERE) {
    return headColumn === elements.column && (!elements.hasNames || elements.includes(firstName(window)) || nextLineIsElement(evidence));
  }
  // The first element follows its bracket, and there may be others on its line.
  if (headColumn > text.column) return nextLineIsElement(evidence);
  if (array.wrapped && beginsLikeText(evidence)) return false;
  return nextLineIsElement(evidence) || ((damage.afterComma || !array.wrapped) && elements.includes(firstName(window)));
}

/** Whether this line follows that of a broken element and can't be inside it: a comma ends the element, and no array is open. */
function nextLineIsElement({ damage }: Evidence): boolean {
  return damage.afterComma && damage.noArrayOpen;
}

function elementFollows({ damage, elements, text, window }: Evidence, byte: number): boolean {
  const { afterComma, leadColumn, until } = damage;
  if (byte !== OPEN_OBJECT || !afterComma || window.at < until) return false;
  const commaLeads = leadColumn !== NOWHERE && leadColumn <= Math.max(elements.column, text.column);
  return (elements.column === NOWHERE || commaLeads) && elements.includes(firstName(window));
}

function textStartsLine(evidence: Evidence, byte: number): boolean {
  const { array, elements, headColumn, text } = evidence;
  if (!text.reaches(headColumn)) return false;
  if (!array.open) return startsText(byte);
  if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY) return false;
  return headColumn !== elements.column || (byte === OPEN_OBJECT && beginsLikeText(evidence));
}
