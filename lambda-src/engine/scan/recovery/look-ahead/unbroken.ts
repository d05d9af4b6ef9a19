import type { Findings } from './findings';
import { skip } from './findings';
import { withoutStrangers } from './kept/without-strangers';
import type { Regular } from './regular';
import { endOf, isLikeOthers, namesOf } from './regular';
import type { Signs } from './signs';
import { isLineEnd, isWhitespace } from '../../../bytes/json-bytes';
import type { RecordShapes } from '../record-shapes';

/**
 * An object without members, and behind it something that resembles no other value: a stretch of another file may stand
 * inside of a record, so that everything up to the next record is damaged.
 */
export function amongForeign(signs: Signs): Findings | undefined {
  const { given, regular } = signs;
  const k = regular.findIndex(({ isObject, names }) => isObject && names === 0);
  if (k < 0 || given.named || k + 1 >= regular.length || !regular[k + 1].isObject) return undefined;
  const others = (at: number): RecordShapes => given.shapes.with(namesOf(regular.filter((_, j) => j !== at)));
  if (signs.beginsAlike(regular[k + 1].start) || given.shapes.matches(regular[k + 1].names)) return undefined;
  const next = regular.findIndex(({ names, start }, j) => j > k + 1 && names !== 0 && signs.beginsAlike(start) && isLikeOthers(names, others(j)));
  return next < 0 ? undefined : skip(signs, regular[k].start, regular[next].start);
}

/** Up to where values are kept if the file ends at `end` and nothing is wrong so far. */
export function untilCutOff(signs: Signs, end: number): number {
  const { frames, given, regular, view: { from } } = signs;
  const last = regular[regular.length - 1];
  if (last === undefined) return from + 1;
  if (frames.depth > given.around.length) return endOf(withoutStrangers(signs, regular), from);
  if (last.names === 0 || last.end < end - 2) return last.end;
  // The array has not ended. Perhaps its end is inside the last value, which has swallowed others.
  return hasSwallowed(signs, last) ? last.start : last.end;
}

/** Whether the last value may have swallowed others. */
function hasSwallowed(signs: Signs, last: Regular): boolean {
  const { given, regular, view: { bytes } } = signs;
  const others = given.shapes.with(namesOf(regular.slice(0, -1)));
  const all = others.with([last.names]);
  const hasLineEnd = ({ start, end }: Regular): boolean => bytes.subarray(start, end).some(isLineEnd);
  return (others.known && !others.matches(last.names) && !last.isLine)
    || ((!last.isLine || hasLineEnd(last)) && signs.isNestedLike((names) => all.resembles(names)))
    || endsLikeArray(signs, last)
    || (regular.length > 1 && !hasLineEnd(regular[regular.length - 2]) && hasLineEnd(last));
}

/** Whether the value ends with the brackets that close the array and the objects around it. */
function endsLikeArray({ given: { around }, view: { bytes } }: Signs, { end }: Regular): boolean {
  let at = end;
  for (const bracket of around) {
    do at--; while (isWhitespace(bytes[at]));
    if (bytes[at] !== bracket + 2) return false;
  }
  return around.length > 1;
}
