import type { Cursor } from '../cursor';
import { End, Extent } from '../extent';
import { Mode } from '../mode';
import { lookAhead } from './search';
import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, continues, isLineEnd, isWhitespace, NEWLINE, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from '../../bytes/json-bytes';

/** In bytes. */
const LONGEST_BLANK = 4096;

/*
 * A value that is whole by itself may still be a part of a broken record: in `{"id":1},"lines":[{"id":2}]}`, a bracket
 * closes too early. A value that does not look like the records before it, or is followed by something odd, is in doubt
 * until what follows shows what it is.
 */

/** Whether the object that has just ended is in doubt; null if more bytes have to be in view. The byte at hand follows it. */
export function isDoubtful(cursor: Cursor, byte: number): boolean | null {
  const { array, plan, rules, shapes, value } = cursor;
  const { memberNames, recordEnd } = value;
  if (recordEnd === null || value.start < plan.trustedUntil) return false;
  if (!array.inside && rules.textInPlace && isLineEnd(byte)) {
    const below = nextSignificant(cursor, true);
    return below === null ? null : continues(below);
  }
  if (memberNames === 0) return array.inside;
  if (!shapes.matches(memberNames) || shapes.nestedAlike) return true;
  // The array has not ended: perhaps its end is inside the value.
  if (byte === 0) return true;
  const next = nextSignificant(cursor, array.inside);
  if (next === null) return null;
  if (byte === COMMA) return array.inside ? next === QUOTE && !array.named : !isLineEnd(next) || isDeeper(cursor);
  if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
    return next === COMMA || next === COLON || next === QUOTE || (next === CLOSE_OBJECT && array.inside && !array.wrapped);
  }
  return byte === QUOTE || (array.inside && (byte === OPEN_OBJECT || byte === OPEN_ARRAY));
}

/**
 * What follows the byte at hand: a byte that is not white space, or a line end if lines are not to be left. A line end
 * also stands for the end of the file and for white space that does not end soon. Null if it is not in view.
 */
export function nextSignificant({ window }: Cursor, acrossLines: boolean): number | null {
  const { bytes, base, end } = window;
  const start = window.at - base + 1;
  for (let i = start; i < bytes.length && i < start + LONGEST_BLANK; i++) {
    window.peekedTo = base + i + 1;
    if (!isWhitespace(bytes[i]) || (!acrossLines && isLineEnd(bytes[i]))) return bytes[i];
  }
  return end === End.MORE && bytes.length < start + LONGEST_BLANK ? null : NEWLINE;
}

/** Whether the next line with anything on it starts further right than texts; null if it is not in view. */
function isDeeper(cursor: Cursor): boolean | null {
  const next = nextSignificant(cursor, true);
  if (next === null) return null;
  if (isLineEnd(next)) return false;
  const { rules, window: { base, bytes, peekedTo } } = cursor;
  let column = 0;
  while (!isLineEnd(bytes[peekedTo - base - 2 - column])) column++;
  return column > rules.surroundings.textColumn;
}

/** Goes back to look at what follows the start of the value. */
export function doubt(cursor: Cursor): null {
  const { value, window } = cursor;
  cursor.afterDoubt = window.at;
  cursor.modeAfterDoubt = cursor.mode;
  cursor.mode = Mode.DOUBT;
  window.at = value.start;
  return null;
}

/** Decides whether the value in doubt is what it seems to be. */
export function settleDoubt(cursor: Cursor): Extent | null {
  const findings = lookAhead(cursor);
  if (findings === null) return null;
  const { plan, shapes, value, window } = cursor;
  const { base } = window;
  if (findings.nestedAlike) shapes.nestedAlike = true;
  plan.trustedUntil = base + findings.keepUntil;
  if (findings.resumeAt >= 0) {
    plan.damageAt = base + findings.keepUntil;
    plan.resumeAt = base + findings.resumeAt;
    plan.resumeAs = findings.resumeAs;
  }
  if (plan.trustedUntil <= value.start) {
    // Nor is a bracket that nothing but damage follows that of an array of records.
    if (cursor.emptyAt !== null) window.at = cursor.emptyAt;
    // Without the bytes that made it doubtful, the value would have been kept.
    window.dependOn(Math.max(window.peekedTo, cursor.afterDoubt + 1));
    return cursor.planned();
  }
  window.at = cursor.afterDoubt;
  cursor.mode = cursor.modeAfterDoubt;
  return null;
}
