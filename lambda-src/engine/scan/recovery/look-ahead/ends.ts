import { firstOf, HIGHEST_SHOWN } from './candidates/first-of-run';
import type { Findings } from './findings';
import { asRecord, keep, resume, skip } from './findings';
import type { Regular } from './regular';
import { endOf, namesOf } from './regular';
import type { Signs } from './signs';
import { untilCutOff } from './unbroken';
import { CLOSE_ARRAY, CLOSE_OBJECT, COLON } from '../../../bytes/json-bytes';
import { Resume } from '../plan';

/** How many regular values or records are believed at a mark. */
const BELIEVED = 8;

/** `distance` bytes have been read: whether what they show is believed. */
export function atMark(signs: Signs, distance: number): Findings | null {
  const { given, regular, runs, shapes, trouble, view: { from, longest } } = signs;
  if (!trouble.met) return regular.length < BELIEVED && distance < longest ? null : keep(signs, endOf(untilKnown(signs), from + 1));
  for (const run of runs.all) {
    const { candidates } = run;
    const first = firstOf(run, shapes);
    if (first === undefined || first - from > distance / 2) continue;
    const count = run.matches > 0 ? run.matches : candidates.length;
    const reachesMark = candidates[candidates.length - 1].end > from + distance - distance / 4;
    if (count >= BELIEVED && (run.level <= HIGHEST_SHOWN || given.shapes.known) && reachesMark) return resume(signs, first, asRecord(signs), run);
  }
  return null;
}

/** The values without those at the end that look like none of the first ones: their array may be one that has lost its head. */
function untilKnown({ given, regular }: Signs): readonly Regular[] {
  const known = given.shapes.with(namesOf(regular.slice(0, BELIEVED)));
  let k = regular.length;
  while (2 * k > regular.length && !known.matches(regular[k - 1].names)) k--;
  return 2 * k > regular.length ? regular.slice(0, k) : regular;
}

/** The file ends at `end`, or another text starts there. */
export function atEnd(signs: Signs, end: number, resumeAs: Resume, last = signs.view.last): Findings {
  const { frames, given: { around }, inArray, runs, shapes, trouble } = signs;
  if (!trouble.met) return atUnbrokenEnd(signs, end, resumeAs);
  const closes = inArray ? last === around[0] + 2 : last === CLOSE_OBJECT || last === CLOSE_ARRAY;
  if (!closes) return resume(signs, end, resumeAs);
  const balance = frames.level + around.length;
  const run = runs.at(balance);
  const first = run === undefined ? undefined : firstOf(run, shapes, trouble.shownAt);
  if (first !== undefined) return resume(signs, first, asRecord(signs), run);
  return resume(signs, end, resumeAs, undefined, balance);
}

function atUnbrokenEnd(signs: Signs, end: number, resumeAs: Resume): Findings {
  const { frames, given: { around }, regular, view: { from } } = signs;
  if (frames.depth === 0) return keep(signs, endOf(regular, from + 1));
  const until = untilCutOff(signs, end);
  // The first value holds others: they are looked for inside it.
  if (until <= from) return resume(signs, from, Resume.LOOK_AGAIN);
  if (until >= endOf(regular, from)) return keep(signs, until);
  // Something of another file is broken as a whole, but in a value that has swallowed others these are looked for.
  const asAWhole = frames.depth > around.length;
  return skip(signs, until, asAWhole ? end : until + 1, asAWhole ? resumeAs : Resume.LOOK_AGAIN);
}

/** All bytes have been read that are looked at. */
export function atLimit(signs: Signs): Findings {
  const { frames, given, inArray, regular, trouble, view: { bytes: { length: limit }, from } } = signs;
  if (!trouble.met) return keep(signs, endOf(regular, from + 1));
  const open = frames.outermostValid;
  if (open < frames.depth) {
    const start = frames.startOf(open);
    const column = frames.columnOf(open);
    if (start > from && column >= 0 && frames.isObject(open) && frames.beforeOf(open) !== COLON) {
      if (inArray && given.column >= 0 && column === given.column && column > given.textColumn) return resume(signs, start, Resume.ELEMENT);
      if (!inArray && column <= given.textColumn) return resume(signs, start, Resume.TEXT);
    }
    if (start - from > (limit - from) / 2) return resume(signs, start, Resume.LOOK_AGAIN);
  }
  return resume(signs, limit, Resume.LOOK_AGAIN);
}
