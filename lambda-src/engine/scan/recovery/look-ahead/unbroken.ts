import { withoutStrangers } from './kept/without-strangers';
import { parseObject } from './parse-object';
import type { Regular } from './regular';
import { endOf, namesOf } from './regular';
import type { Signs } from './signs';
import { isLineEnd, isWhitespace } from '../../../bytes/json-bytes';
import { textBetween } from '../../../bytes/text-between';

/** Values that may stand behind the object of records, at most. */
const MOST_BEHIND = 16;

/** Up to where values are kept if the file ends at `end` and nothing is wrong so far. */
export function untilCutOff(signs: Signs, end: number): number {
  const { frames, given, regular, view: { from } } = signs;
  const last = regular[regular.length - 1];
  if (last === undefined) return from + 1;
  if (frames.depth > given.around.length) return endOf(withoutStrangers(signs, regular), from);
  if (given.named) return beforeSwallower(signs) ?? last.end;
  if (last.names === 0 || last.end < end - 2) return last.end;
  // The array has not ended. Perhaps its end is inside the last value, which has swallowed others.
  return hasSwallowed(signs, last) ? last.start : last.end;
}

/**
 * A brace is missing in an object of records. Where the value starts that has swallowed others, or the last values that look like none
 * before them: the brace that closes them may be that of the object, and what follows them may belong to what is around it.
 */
function beforeSwallower({ given, regular, view: { bytes } }: Signs): number | undefined {
  const swallower = regular.find((value) => value.names !== 0 && holdsRecord(bytes, value));
  if (swallower !== undefined) return swallower.start;
  let k = regular.length;
  while (k > 0 && regular.length - k < MOST_BEHIND && !given.shapes.with(namesOf(regular.slice(0, k - 1))).matches(regular[k - 1].names)) k--;
  return regular[k]?.start;
}

/** Whether a member of the value, which a name precedes, is an object with names of the value. */
function holdsRecord(bytes: Uint8Array, { start, end }: Regular): boolean {
  const [record] = Object.values(parseObject(`{${textBetween(bytes, start, end)}}`) ?? {}) as [object?];
  return record !== undefined && Object.values(record).some((value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const names = Object.keys(value);
    const common = names.filter((name) => Object.hasOwn(record, name)).length;
    return common > 0 && (common > 1 || common === names.length);
  });
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
