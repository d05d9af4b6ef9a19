import type { Signs } from '../signs';
import { NOTHING } from '../view';
import { passValue } from './values';
import { BACKSLASH, endsScalar } from '../../../../bytes/json-bytes';
import { isScalar } from '../../../../bytes/scalar';

/** Passes a number, `true`, `false` or `null`, or a word that is not valid JSON. Null if more bytes are needed. */
export function passScalar(signs: Signs): null | undefined {
  const { frames, given, inArray, trouble, view } = signs;
  const { at: start, bytes } = view;
  let end = start;
  while (end < bytes.length && !endsScalar(bytes[end]) && bytes[end] !== BACKSLASH) end++;
  if (end === bytes.length && !view.complete) return null;
  // What is not in view to its end may be anything.
  const valid = (end === bytes.length && !view.ended) || isScalar(bytes, start, end);
  // Words between values are damage by themselves, and open nothing.
  const words = !valid && frames.valid && inArray && frames.depth === given.around.length && !given.named;
  if (!valid && !trouble.met) trouble.wordsBetween = true;
  if (!words && (!frames.value(false) || !valid)) signs.meetTrouble();
  signs.nameStart = NOTHING;
  view.last = bytes[end - 1];
  view.at = end;
  return passValue(signs, start);
}
