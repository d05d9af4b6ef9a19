import { offer, offerOutside } from '../candidates/offer';
import type { Findings } from '../findings';
import { keep } from '../findings';
import { isLine } from '../lines';
import type { Signs } from '../signs';
import { canFollowText } from '../text-bounds';
import { NOTHING } from '../view';
import { passObject, passValue } from './values';
import { CLOSE_OBJECT, COLON, COMMA, OPEN_OBJECT } from '../../../../bytes/json-bytes';

/** Passes a bracket that opens, and starts its line in this column if that is not negative. */
export function passOpening(signs: Signs, bracket: number, column: number): undefined {
  const { frames, given, view } = signs;
  // If only a comma is missing, both values are whole.
  const lacksComma = frames.depth === given.around.length && bracket === OPEN_OBJECT && view.last === CLOSE_OBJECT;
  if (!frames.value(false) && !lacksComma) signs.meetTrouble();
  const named = given.named && view.last === COLON && signs.nameStart >= 0;
  frames.push(bracket, named ? signs.nameStart : view.at, view.last, named ? signs.nameColumn : column);
  signs.nameStart = NOTHING;
  view.pass(bracket);
}

/** Passes a bracket that closes. Undefined if nothing is decided, null if more bytes are needed. */
export function passClosing(signs: Signs, bracket: number, column: number): Findings | null | undefined {
  const { frames, given, inArray, runs, view } = signs;
  const next = view.significantFrom(view.at + 1);
  if (next === null || (next === COMMA && !inArray && view.significantBehindComma(view.at) === null)) return null;
  const wasValid = frames.valid && frames.canClose(bracket, frames.depth === given.around.length);
  if (!wasValid) signs.meetTrouble();
  const frame = frames.depth - 1;
  view.pass(bracket);
  frames.pop();
  runs.closed(frames.level);
  return wasValid && frame >= 0 ? closed(signs, frame, bracket, next, column) : undefined;
}

/** This frame, which is valid JSON, has just closed. */
function closed(signs: Signs, frame: number, bracket: number, next: number, column: number): Findings | null | undefined {
  const { frames, given, inArray, textLines, trouble, view } = signs;
  const isObject = bracket === CLOSE_OBJECT;
  const start = frames.startOf(frame);
  const names = isObject ? frames.namesOf(frame) : 0;
  if (column < 0 && !inArray && isLine(signs, frame, names, next)) textLines.pass(view.bytes, start, view.at);
  if (!frames.valid) {
    return isObject && names !== 0 && !(given.broken && start <= view.from) ? offer(signs, frame, next, column, false) : undefined;
  }
  const outside = given.around.length;
  if (!trouble.met && frame < outside) {
    if (start >= 0) return given.named ? offerOutside(signs, start, names) : undefined;
    signs.arrayEnded = true;
    return frame === 0 ? textEnds(signs, next) : undefined;
  }
  const isInBroken = isObject && given.broken && start > view.from;
  const swallowed = isInBroken ? offer(signs, frame, next, column, true) : undefined;
  if (swallowed !== undefined) return swallowed;
  if (frame > outside || trouble.met) signs.nest(names);
  if (!isObject) return passValue(signs, start);
  return isInBroken ? undefined : passObject(signs, start, names, next, column);
}

/** The text around the records has ended, and so far nothing is wrong. Null if more bytes are needed. */
function textEnds(signs: Signs, next: number): Findings | null | undefined {
  const { frames, trouble, view: { at } } = signs;
  const follows = canFollowText(signs, next);
  if (follows === null) return null;
  if (follows) return keep(signs, at);
  trouble.at = at;
  trouble.between = true;
  trouble.behindArray = true;
  signs.learn();
  frames.spoil();
  return undefined;
}
