import type { Cursor } from './cursor';
import type { Extent } from './extent';
import { End } from './extent';
import { startMember } from './members';
import { Mode } from './mode';
import { Phase } from './records-array';
import { Damage, Start } from './recovery/damage-rules';
import { doubt } from './recovery/doubt';
import { startValue } from './start-value';
import { leaveArrayOpen, reportUnended } from './unended-array';
import { COMMA, isLineEnd, isWhitespace } from '../bytes/json-bytes';

/** Between the elements of an array of records. */
export function elements(cursor: Cursor): Extent | null {
  const { array, plan, rules, value, window } = cursor;
  const { bytes, base, end } = window;
  for (let i = window.at - base; i < bytes.length; i++) {
    const byte = bytes[i];
    if (isWhitespace(byte)) {
      rules.pass(byte, base + i);
      if (isLineEnd(byte) && rules.textEndsWithLine) return cursor.damage(base + i, base + i);
      continue;
    }
    window.at = base + i;
    value.start = window.at;
    const planned = window.at >= plan.damageAt && window.at < plan.resumeAt;
    if (planned && (byte !== COMMA || array.phase !== Phase.VALUE)) return cursor.planned();
    if (byte === COMMA) {
      if (!array.passComma(window.at)) return cursor.damage(window.at, window.at + 1, Damage.COMMAS);
      rules.pass(byte, window.at);
      continue;
    }
    // A bracket behind a comma may be inside a record that has lost its head.
    if (byte === array.closer) return array.phase === Phase.COMMA && window.at >= plan.trustedUntil ? doubt(cursor) : closeArray(cursor);
    if (array.named) return startMember(cursor, byte);
    switch (rules.elementStarts(byte)) {
      case Start.UNKNOWN:
        return null;
      case Start.TEXT:
        return leaveArrayOpen(cursor, window.at);
      case Start.ELEMENT:
        array.startElement(window.at);
        startValue(cursor, byte);
        return null;
    }
  }
  window.at = base + bytes.length;
  value.start = window.at;
  cursor.finished = end !== End.MORE;
  // The array never closes: something is missing, although no byte is damaged.
  return end === End.FILE ? leaveArrayOpen(cursor, array.surplusComma(window.at)) : null;
}

function closeArray(cursor: Cursor): Extent | null {
  const { array, container, rules, value, window } = cursor;
  const comma = array.surplusComma(window.at);
  if (comma !== window.at) {
    array.reportComma();
    return reportUnended(cursor, comma);
  }
  if (array.phase === Phase.START) cursor.startsEmpty(window.at, false);
  value.start = cursor.emptyAt ?? (array.named ? window.at : window.at + 1);
  window.at++;
  const { closer } = array;
  const objects = array.close();
  rules.arrayEnds();
  if (array.open) rules.arrayStarts();
  if (objects > 0) {
    container.openBehindRecords(closer, array.position, objects);
    cursor.mode = Mode.CONTAINER;
  } else {
    value.endWithoutRecord();
    cursor.mode = Mode.AFTER_VALUE;
  }
  return null;
}
