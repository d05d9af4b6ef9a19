import type { Findings } from '../findings';
import { keep } from '../findings';
import { Inside } from '../frames';
import { isBlock, isLine } from '../lines';
import type { Signs } from '../signs';
import { NOTHING } from '../view';

/** A string, number, array or the like has ended, which started here. */
export function passValue(signs: Signs, start: number): undefined {
  if (!standsAmongRecords(signs)) return;
  signs.valueEnds();
  signs.regular.push({ start, end: signs.view.at, names: 0, isObject: false, isLine: false, isBlock: false, indentedAt: NOTHING, isCrooked: false });
}

/** An object has ended in this column. Where nothing is wrong so far, it is a regular value. */
export function passObject(signs: Signs, start: number, names: number, next: number, column: number): Findings | undefined {
  const { frames, given: { shapes }, regular, trouble, view } = signs;
  if (!trouble.met) trouble.wordsBetween = false;
  if (!standsAmongRecords(signs)) return undefined;
  signs.valueEnds();
  // The frame that has just closed is the one behind the last.
  const frame = frames.depth;
  const startColumn = frames.columnOf(frame);
  const block = startColumn >= 0 && isBlock(signs, frame, column) && view.endsLine(next) === true;
  regular.push({
    start,
    end: view.at,
    names,
    isObject: true,
    isLine: isLine(signs, frame, names, next),
    isBlock: block,
    indentedAt: block && frames.insideOf(frame) === Inside.DEEPER ? startColumn : NOTHING,
    isCrooked: startColumn >= 0 && column !== startColumn && frames.insideOf(frame) !== Inside.ONE_LINE,
  });
  const looksAlike = shapes.known && !shapes.nestedAlike && shapes.matches(names);
  if (regular.length < 2 || !looksAlike || signs.nestedAlike()) return undefined;
  // What looks like a stretch of another file may be what the file has: only something broken tells.
  return keep(signs, Math.max(start, view.from + 1));
}

/** Whether the value that has just ended stands where records stand, and nothing is wrong so far. */
function standsAmongRecords({ arrayEnded, frames, given: { around }, trouble }: Signs): boolean {
  return !trouble.met && !arrayEnded && frames.depth === around.length;
}
