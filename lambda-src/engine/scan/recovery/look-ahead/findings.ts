import type { Run } from './candidates/runs';
import { keptUntil } from './kept/kept-until';
import { endOf } from './regular';
import type { Signs } from './signs';
import { NOTHING } from './view';
import { BACKSLASH, OPEN_OBJECT, QUOTE } from '../../../bytes/json-bytes';
import { Resume } from '../plan';

/** What a look ahead has found, as indices of the bytes. */
export interface Findings {
  /** Values that start before this index are what they seem to be. */
  readonly keepUntil: number;
  /** From `keepUntil` up to here everything is damaged; negative if nothing is. */
  readonly resumeAt: number;
  readonly resumeAs: Resume;
  /** The findings depend on the bytes before this index. */
  readonly seen: number;
  /** Objects inside records have the names of records. */
  readonly nestedAlike: boolean;
}

/** The level of the record behind the damage is not known. */
const UNKNOWN = -1;

/** Nothing is wrong up to `until`. */
export function keep(signs: Signs, until: number): Findings {
  return { keepUntil: until, resumeAt: NOTHING, resumeAs: Resume.LOOK_AGAIN, seen: seenBy(signs), nestedAlike: signs.nestedAlike() };
}

/** Everything from `damageAt` up to where reading continues is damaged. */
export function skip(signs: Signs, damageAt: number, resumeAt: number, resumeAs: Resume): Findings {
  return { keepUntil: damageAt, resumeAt, resumeAs, seen: seenBy(signs), nestedAlike: false };
}

/**
 * Reading continues at `resumeAt`, and which values before the trouble are kept depends on what stands there.
 * `balance`: how many brackets are open there that were not at the start; negative if that is not known.
 */
export function resume(signs: Signs, resumeAt: number, resumeAs: Resume, run?: Run, balance = run?.level ?? UNKNOWN): Findings {
  const { given, inArray, regular, trouble, view } = signs;
  const keepUntil = Math.min(keptUntil(signs, run, balance, resumeAt), resumeAt);
  const seen = Math.max(seenBy(signs), resumeAt);
  // Only the last text is broken. A look from there knows what the others look like.
  if (!inArray && !given.lost && !trouble.between && regular.length > 0 && keepUntil === endOf(regular, NOTHING)) {
    return { keepUntil, resumeAt: NOTHING, resumeAs: Resume.LOOK_AGAIN, seen, nestedAlike: signs.nestedAlike() };
  }
  // Where something is still open, the name may be one of the broken record.
  const valueAt = given.named && resumeAs === Resume.ELEMENT && balance > 0 ? memberValueAt(view.bytes, resumeAt) : NOTHING;
  if (valueAt >= 0) return { keepUntil, resumeAt: valueAt, resumeAs: Resume.MEMBER_VALUE, seen: Math.max(seen, valueAt + 1), nestedAlike: false };
  return { keepUntil, resumeAt, resumeAs, seen, nestedAlike: false };
}

/** Where the object starts that is the value of the member that starts here; NOTHING if it has lost its name. */
function memberValueAt(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== QUOTE) return NOTHING;
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return bytes.indexOf(OPEN_OBJECT, at);
}

/** How reading continues at a record. */
export const asRecord = ({ inArray }: Signs): Resume => inArray ? Resume.ELEMENT : Resume.TEXT;

const seenBy = ({ view }: Signs): number => Math.max(view.seen, view.at + 1);
