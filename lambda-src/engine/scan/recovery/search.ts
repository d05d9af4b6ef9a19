import type { Cursor } from '../cursor';
import { End } from '../extent';
import { Mode } from '../mode';
import type { Findings } from './look-ahead/findings';
import { LookAhead } from './look-ahead/look-ahead';
import { LONGEST_LOOK } from './look-ahead/view';
import { Resume } from './plan';

/** Looks ahead from damage for where reading continues. */
export function search(cursor: Cursor): null {
  const findings = lookAhead(cursor);
  if (findings === null) return null;
  const { plan, window } = cursor;
  const { base } = window;
  plan.damageAt = window.at;
  if (findings.resumeAt < 0) {
    plan.resumeAt = window.at;
    plan.resumeAs = cursor.array.inside ? Resume.ELEMENT : Resume.TEXT;
  } else {
    plan.resumeAt = base + findings.resumeAt;
    plan.resumeAs = findings.resumeAs;
  }
  cursor.mode = Mode.DAMAGE;
  return null;
}

/** What the bytes from the next one on show; null if more of them have to be in view. */
export function lookAhead(cursor: Cursor): Findings | null {
  const { window } = cursor;
  const { bytes, base, end } = window;
  const from = window.at - base;
  const length = bytes.length - from;
  if (end === End.MORE && length < Math.min(LONGEST_LOOK, 2 * cursor.lookedAt)) return null;
  const findings = new LookAhead(bytes, from, end !== End.MORE, cursor.rules.surroundings).find();
  cursor.lookedAt = findings === null ? length : 0;
  if (findings !== null) window.dependOn(base + findings.seen);
  return findings;
}
