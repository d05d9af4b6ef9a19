import type { Cursor } from './cursor';
import { Mode } from './mode';
import { Damage } from './recovery/damage-rules';
import { continues, OPEN_ARRAY, OPEN_OBJECT, QUOTE, startsScalar } from '../bytes/json-bytes';

/** Begins a text or an element with its first byte. */
export function startValue(cursor: Cursor, byte: number): void {
  const { array, container, window } = cursor;
  if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
    container.open(byte, !array.open);
    window.at++;
    cursor.mode = Mode.CONTAINER;
  } else if (byte === QUOTE) {
    window.at++;
    cursor.mode = Mode.STRING;
  } else if (startsScalar(byte)) {
    cursor.mode = Mode.SCALAR;
  } else {
    cursor.damage(window.at, window.at, continues(byte) ? Damage.LOST : Damage.WORDS);
  }
}
