import type { Run } from '../candidates/runs';
import type { Regular } from '../regular';
import { isLikeOthers, lastObject, namesOf } from '../regular';
import type { Signs } from '../signs';
import { isWhole } from './whole';
import { CLOSE_OBJECT, isLineEnd } from '../../../../bytes/json-bytes';
import type { RecordShapes } from '../../record-shapes';

/** The regular values without those that may be parts of the broken record. */
export function withoutParts(signs: Signs, resumeAt: number, run?: Run): readonly Regular[] {
  return signs.trouble.behindArray ? beforeSiblings(signs, resumeAt, run) : withoutDoubtful(signs, run);
}

/**
 * The array has ended too early, so it was one inside a record: the last values were its elements, and the one before
 * them was the beginning of that record. If records stand just outside of it, only the bracket is surplus.
 */
function beforeSiblings(signs: Signs, resumeAt: number, run?: Run): readonly Regular[] {
  const { given, inArray, regular } = signs;
  const indented = lastIndented(signs, resumeAt);
  if (indented >= 0) return regular.slice(0, indented + 1);
  const { names } = regular[regular.length - 1];
  const last = lastObject(regular);
  const isRecord = run !== undefined && last >= 0 && given.shapes.with(namesOf(run.candidates)).matches(regular[last].names);
  // The bracket concerns what is next to it.
  if (isRecord && run.level === -1 && inArray) return regular.slice(0, last + 1);
  if (isRecord && !signs.shapes.nestedAlike && !signs.nestedAlike() && isWhole(signs, last, run)) return regular.slice(0, last + 1);
  const others = (at: number): RecordShapes => given.shapes.with(namesOf([...regular.slice(0, at), ...run?.candidates ?? []]));
  const lastRecord = (from: number): number => {
    let at = from;
    while (at >= 0 && !(regular[at].names !== 0 && isLikeOthers(regular[at].names, others(at)))) at--;
    return at;
  };
  if (given.named) {
    // Objects have ended, not arrays: only the last record can have ended early.
    const at = lastRecord(regular.length - 1);
    return regular.slice(0, Math.max(0, isWhole(signs, at, run) ? at + 1 : at));
  }
  let k = regular.length - 1;
  while (k >= 0 && regular[k].names === names) k--;
  // No single bracket ends a text and leaves the end of an array behind it. On a line of its own, a text and such an end are one.
  const isText = !inArray && k >= 0 && !startsLine(signs, regular[k]) && others(k).isKind(regular[k].names);
  if (!isText && !(regular[k]?.isBlock && isWhole(signs, k, run))) k--;
  return regular.slice(0, Math.max(0, lastRecord(k) + 1));
}

function startsLine({ given, view: { bytes, from } }: Signs, { start }: Regular): boolean {
  return start === from ? given.headColumn >= 0 : isLineEnd(bytes[start - 1]);
}

/** The index of the last value that is indented as records are, which no surplus bracket ends; negative if there is none. */
function lastIndented({ given, regular, view: { bytes } }: Signs, resumeAt: number): number {
  const columns = regular.map(({ indentedAt }) => indentedAt);
  const isColumn = columns[0] >= 0 && (given.shapes.matches(regular[0].names) || isLineEnd(bytes[resumeAt - columns[0] - 1]));
  return isColumn ? columns.lastIndexOf(columns[0]) : -1;
}

/** The regular values without the last object, which may have ended too early. */
function withoutDoubtful(signs: Signs, run?: Run): readonly Regular[] {
  const { regular, trouble, view: { bytes } } = signs;
  const k = lastObject(regular);
  // A bracket that closes nothing concerns what is next to it.
  if (bytes[trouble.at] === CLOSE_OBJECT && k < regular.length - 1) return regular.slice(0, regular.length - 1);
  return k < 0 ? regular : regular.slice(0, isWhole(signs, k, run) ? k + 1 : k);
}
