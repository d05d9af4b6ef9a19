import type { Run } from '../candidates/runs';
import type { Regular } from '../regular';
import { isLikeOthers, lastObject, namesOf } from '../regular';
import type { Signs } from '../signs';
import { isWhole } from './whole';
import { CLOSE_OBJECT } from '../../../../bytes/json-bytes';
import type { RecordShapes } from '../../record-shapes';

/** The regular values without those that may be parts of the broken record. */
export function withoutParts(signs: Signs, run?: Run): readonly Regular[] {
  return signs.trouble.behindArray ? beforeSiblings(signs, run) : withoutDoubtful(signs, run);
}

/**
 * The array has ended too early, so it was one inside a record: the last values were its elements, and the one before
 * them was the beginning of that record. If records stand just outside of it, only the bracket is surplus.
 */
function beforeSiblings(signs: Signs, run?: Run): readonly Regular[] {
  const { given, inArray, regular } = signs;
  const { names } = regular[regular.length - 1];
  const last = lastObject(regular);
  const isRecord = run !== undefined && last >= 0 && given.shapes.with(namesOf(run.candidates)).matches(regular[last].names);
  // The bracket concerns what is next to it.
  if (isRecord && run.level === -1 && inArray) return regular.slice(0, last + 1);
  if (isRecord && !signs.shapes.nestedAlike && !signs.nestedAlike() && isWhole(signs, last, run)) return regular.slice(0, last + 1);
  let k = regular.length - 1;
  while (k >= 0 && regular[k].names === names) k--;
  if (!(regular[k]?.isBlock && isWhole(signs, k, run))) k--;
  const others = (): RecordShapes => given.shapes.with(namesOf([...regular.slice(0, k), ...run?.candidates ?? []]));
  while (k >= 0 && !(regular[k].names !== 0 && isLikeOthers(regular[k].names, others()))) k--;
  return regular.slice(0, Math.max(0, k + 1));
}

/** The regular values without the last object, which may have ended too early. */
function withoutDoubtful(signs: Signs, run?: Run): readonly Regular[] {
  const { regular, trouble, view: { bytes } } = signs;
  const k = lastObject(regular);
  // A bracket that closes nothing concerns what is next to it.
  if (bytes[trouble.at] === CLOSE_OBJECT && k < regular.length - 1) return regular.slice(0, regular.length - 1);
  return k < 0 ? regular : regular.slice(0, isWhole(signs, k, run) ? k + 1 : k);
}
