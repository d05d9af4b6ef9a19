import { withoutStrangers } from './kept/without-strangers';
import type { Regular } from './regular';
import { endOf, namesOf } from './regular';
import type { Signs } from './signs';
import { CLOSE_ARRAY, CLOSE_OBJECT, isLineEnd, isWhitespace } from '../../../bytes/json-bytes';

/** Up to where values are kept if the file ends at `end` and nothing is wrong so far. */
export function untilCutOff(signs: Signs, end: number): number {
  const { frames, given, regular, view: { bytes, from } } = signs;
  const last = regular[regular.length - 1];
  if (last === undefined) return from + 1;
  if (frames.depth > given.around.length) return endOf(withoutStrangers(signs, regular), from);
  if (last.names === 0 || !bytes.subarray(last.end, end).every((byte) => isWhitespace(byte) || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT)) return last.end;
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
