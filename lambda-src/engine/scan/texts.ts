import type { Cursor } from './cursor';
import { End } from './extent';
import { startValue } from './start-value';
import { isWhitespace } from '../bytes/json-bytes';

/** Between texts: goes to where the next one starts. */
export function texts(cursor: Cursor): null {
  const { rules, window } = cursor;
  const { bytes, base } = window;
  let i = window.at - base;
  while (i < bytes.length && isWhitespace(bytes[i])) {
    rules.pass(bytes[i], base + i);
    i++;
  }
  window.at = base + i;
  cursor.value.start = window.at;
  if (i >= bytes.length) {
    cursor.finished = window.end !== End.MORE;
    return null;
  }
  if (!rules.textStarts(bytes[i])) return null;
  startValue(cursor, bytes[i]);
  return null;
}
