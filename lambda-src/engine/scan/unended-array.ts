import type { Cursor } from './cursor';
import type { Extent } from './extent';

/** An array without an end is reported at the comma that no element follows, or as an empty stretch. Only the next value shows it. */
export function reportUnended(cursor: Cursor, from: number): Extent {
  const { at } = cursor.window;
  cursor.window.dependOn(at + 1);
  return cursor.emit('damaged', from, from === at ? from : from + 1);
}

/** The next text starts, or the file ends, inside the array. `from`: the comma that no element follows, or here. */
export function leaveArrayOpen(cursor: Cursor, from: number): Extent {
  cursor.leaveArray();
  return reportUnended(cursor, from);
}

/** The last element was the next text: goes back to its start. */
export function withdrawElement(cursor: Cursor): Extent {
  const { array, value, window } = cursor;
  window.dependOn(window.at + 1);
  window.at = value.start;
  return leaveArrayOpen(cursor, array.surplusCommaBeforeElement);
}
