import { BACKSLASH, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, startsScalar } from '../../../../bytes/json-bytes';
import type { Run } from '../candidates/runs';
import type { Regular } from '../regular';
import { endOf, lastObject } from '../regular';
import type { Signs } from '../signs';
import { isContinued } from './continued';
import { withoutParts } from './without-parts';
import { withoutStrangers } from './without-strangers';

/** Up to where the regular values before the trouble are what they seem to be. */
export function keptUntil(signs: Signs, run: Run | undefined, balance: number, resumeAt: number): number {
  const { given, inArray, regular, view: { from } } = signs;
  if (given.lost || regular.length === 0) return from;
  const kept = withoutStrangers(signs, beforeBroken(signs, run, balance, resumeAt), run);
  const lines = inArray ? [] : regular.filter(({ isLine }) => isLine);
  return Math.max(endOf(withoutCrooked(kept), from), endOf(lines, from));
}

/** The values without those that may be the beginning of the broken record. */
function beforeBroken(signs: Signs, run: Run | undefined, balance: number, resumeAt: number): readonly Regular[] {
  const { regular } = signs;
  if (endsInNumber(signs, balance, resumeAt)) return regular.slice(0, lastObject(regular));
  return mayHaveEndedEarly(signs, balance, resumeAt) ? withoutParts(signs, resumeAt, run) : regular;
}

/**
 * Whether one of the values may be the beginning of the broken record, which has ended too early. What is behind it is then
 * the rest of the record: it closes more than it opens, and is valid JSON up to where it closes what has not opened.
 */
function mayHaveEndedEarly({ given, regular, trouble, view: { bytes } }: Signs, balance: number, resumeAt: number): boolean {
  const byte = bytes[trouble.at];
  if (!trouble.behindArray && regular[lastObject(regular)]?.isBlock) return false;
  if (byte === BACKSLASH) return true;
  if (balance >= 0) return false;
  if (trouble.behindArray) return true;
  if (!trouble.between || byte === COMMA || trouble.wordsBetween || trouble.behindSeparator) return false;
  // A name is missing: what has lost its place may be an element of an array in the record.
  if (given.named && (byte === OPEN_OBJECT || byte === OPEN_ARRAY)) return true;
  if (byte === COLON && regular.length > 1 && !regular[regular.length - 2].isObject) return false;
  const k = lastObject(regular);
  return k < 0 || isContinued(bytes.subarray(0, resumeAt), regular[k]);
}

/** Whether a surplus brace ends the last text inside a number: the rest of the number and of the text is behind it. */
function endsInNumber({ inArray, regular, view: { bytes } }: Signs, balance: number, resumeAt: number): boolean {
  const last = regular[lastObject(regular)];
  return !inArray && balance >= -1 && last !== undefined && startsScalar(bytes[last.end]) && isContinued(bytes.subarray(0, resumeAt), last);
}

/** The values without the last one, if it does not end in the column in which it starts, as the others do. */
function withoutCrooked(values: readonly Regular[]): readonly Regular[] {
  const k = values.length - 1;
  return k >= 0 && values[k].isCrooked && !values[k - 1]?.isCrooked ? values.slice(0, k) : values;
}
