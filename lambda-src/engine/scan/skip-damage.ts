import type { Cursor } from './cursor';
import type { Extent } from './extent';
import { End } from './extent';
import { Mode } from './mode';
import { Phase } from './records-array';
import { Next } from './recovery/damage-rules';
import { isContinuation, isWhitespace } from '../bytes/json-bytes';

const PHASES = { [Next.ELEMENT]: Phase.START, [Next.MEMBER_VALUE]: Phase.VALUE, [Next.AFTER_ELEMENT]: Phase.VALUE, [Next.AFTER_COMMA]: Phase.COMMA };

type Resumption = Exclude<Next, Next.UNKNOWN | Next.SKIP | Next.SPLIT | Next.SEARCH>;

/** Skips damage, stretch by stretch, to where reading continues. */
export function skipDamage(cursor: Cursor): Extent | null {
  const { rules, stretch, value, window } = cursor;
  const { bytes, base, end } = window;
  for (let i = window.at - base; i < bytes.length; i++) {
    const byte = bytes[i];
    window.at = base + i;
    // A stretch does not end inside a character.
    if (stretch.isFull(window.at) && !isContinuation(byte)) return endStretch(cursor);
    if (isWhitespace(byte)) {
      rules.pass(byte, window.at);
      continue;
    }
    const next = rules.damageGoesOn(byte, stretch.isOpen);
    if (next === Next.SEARCH) {
      cursor.mode = Mode.SEARCH;
      return null;
    }
    switch (next) {
      case Next.UNKNOWN:
        return null;
      case Next.SKIP:
        stretch.add(window.at);
        break;
      case Next.SPLIT:
        return endStretch(cursor);
      default:
        resume(cursor, next);
        return endStretch(cursor);
    }
  }
  window.at = base + bytes.length;
  if (end === End.MORE) return null;
  cursor.finished = true;
  return stretch.mustShow && !stretch.isOpen ? cursor.emit('damaged', value.start, value.start) : endStretch(cursor);
}

function resume(cursor: Cursor, next: Resumption): void {
  const { array, plan, stretch, value, window } = cursor;
  plan.trustedUntil = Math.max(plan.trustedUntil, plan.resumeAt === window.at ? window.at + 1 : 0);
  stretch.mustShow = false;
  value.start = window.at;
  if (next === Next.TEXT) {
    cursor.leaveArray();
  } else {
    cursor.mode = next === Next.MEMBER_VALUE ? Mode.MEMBER_VALUE : Mode.ELEMENTS;
    array.resume(PHASES[next]);
  }
}

/** Returns the stretch, if there is one. */
function endStretch(cursor: Cursor): Extent | null {
  const { isOpen, start, end } = cursor.stretch;
  if (!isOpen) return null;
  cursor.stretch.clear();
  cursor.stretch.mustShow = false;
  return cursor.emit('damaged', start, end);
}
