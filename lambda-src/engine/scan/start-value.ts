import type { Cursor } from './cursor';
import { Mode } from './mode';
import { Damage } from './recovery/damage-rules';
import { continues, OPEN_ARRAY, OPEN_OBJECT, QUOTE, startsScalar } from '../bytes/json-bytes';

/** Begins a text, an element or the value of a member with its first byte. Arrays on the way of the pointer are looked through. */
export function startValue(cursor: Cursor, byte: number): void {
  const { array, container, window } = cursor;
  cursor.contentStart = window.at;
  if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
    window.at++;
    if (byte === OPEN_ARRAY ? array.canNest : array.meansEveryMember) {
      cursor.enterArray(0, byte === OPEN_OBJECT);
    } else {
      container.open(byte, array.position);
      cursor.mode = Mode.CONTAINER;
    }
  } else if (byte === QUOTE) {
    window.at++;
    cursor.mode = Mode.STRING;
  } else if (startsScalar(byte)) {
    cursor.mode = Mode.SCALAR;
  } else {
    cursor.damage(cursor.value.start, window.at, continues(byte) ? Damage.LOST : Damage.WORDS);
  }
}
