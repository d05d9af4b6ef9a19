import type { Evidence } from './evidence';
import { nameAhead, UNNAMED } from './first-name';
import { NOWHERE } from './line';
import { OPEN_ARRAY, OPEN_OBJECT } from '../../../bytes/json-bytes';
import { Phase } from '../../records-array';

/*
 * In a file with one text per line, a line that opens a records array but does not close it must not swallow the lines
 * after it. They look like elements, except that no comma is between them.
 */

/** Whether this line starts the next text, although the array of the last one has not closed. */
export function leavesArrayOpen(evidence: Evidence, byte: number): boolean {
  const { array, elements, headColumn, text } = evidence;
  if (array.phase !== Phase.VALUE || !text.reaches(headColumn)) return false;
  // If all elements so far are on one line, the next line is another text.
  return elements.column === NOWHERE ? byte === OPEN_OBJECT || byte === OPEN_ARRAY : looksLikeText(evidence, byte);
}

/** Whether this line could start a text like the one that the scan is in. */
export function looksLikeText(evidence: Evidence, byte: number): boolean {
  const { array, headColumn, text } = evidence;
  if (!text.reaches(headColumn)) return false;
  return array.wrapped ? byte === OPEN_OBJECT && beginsLikeText(evidence) : byte === OPEN_ARRAY;
}

/** Whether the object that opens here begins with the same name as the last text. */
export function beginsLikeText({ text, window }: Evidence): boolean {
  return text.name !== UNNAMED && nameAhead(window) === text.name;
}
