import type { Cursor } from '../cursor';
import { End } from '../extent';
import { Mode } from '../mode';
import type { Findings } from './look-ahead/findings';
import { LookAhead } from './look-ahead/look-ahead';
import { LONGEST_LOOK, SHORTEST_LOOK } from './look-ahead/view';
import { Resume } from './plan';

/** Looks ahead from damage for where reading continues. */
export function search(cursor: Cursor): null {
  const findings = lookAhead(cursor);
  if (findings === null) return null;
  const { plan, rules, window } = cursor;
  const resumeAt = window.base + findings.resumeAt;
  // What is broken is not read again.
  const readAgain = resumeAt <= window.at && rules.surroundings.broken;
  plan.damageAt = window.at;
  plan.resumeAt = readAgain ? window.at + 1 : resumeAt;
  plan.resumeAs = readAgain ? Resume.LOOK_AGAIN : findings.resumeAs;
  cursor.mode = Mode.DAMAGE;
  return null;
}

/** What the bytes from the next one on show; null if more of them have to be in view. */
export function lookAhead(cursor: Cursor): Findings | null {
  const { window } = cursor;
  const { bytes, base, end } = window;
  const from = window.at - base;
  const length = bytes.length - from;
  const longest = cursor.plan.mustHurry(window.at) ? SHORTEST_LOOK : LONGEST_LOOK;
  if (end === End.MORE && length < Math.min(longest, 2 * cursor.lookedAt)) return null;
  const findings = new LookAhead(bytes, from, end !== End.MORE, cursor.rules.surroundings, longest).find();
  cursor.lookedAt = findings === null ? length : 0;
  if (findings !== null) {
    cursor.plan.look(window.at, findings.seen - from);
    window.dependOn(base + findings.seen);
  }
  return findings;
}
