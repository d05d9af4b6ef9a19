import type { Cursor } from './cursor';
import { End } from './extent';
import { separatorLength } from './separators';
import { startValue } from './start-value';
import { isWhitespace } from '../bytes/json-bytes';

/** Between texts: goes to where the next one starts. */
export function texts(cursor: Cursor): null {
  const { plan, rules, window } = cursor;
  const { bytes, base } = window;
  let i = window.at - base;
  for (;;) {
    while (i < bytes.length && isWhitespace(bytes[i])) {
      rules.pass(bytes[i], base + i);
      i++;
    }
    window.at = base + i;
    const length = i < bytes.length ? separatorLength(bytes, i, window.end === End.MORE) : 0;
    if (length === null) {
      cursor.value.start = window.at;
      return null;
    }
    if (length === 0) break;
    i += length;
    rules.passSeparator(length);
  }
  cursor.value.start = window.at;
  if (i >= bytes.length) {
    cursor.finished = window.end !== End.MORE;
    return null;
  }
  if (window.at >= plan.damageAt && window.at < plan.resumeAt) return cursor.planned();
  if (!rules.textStarts(bytes[i])) return null;
  startValue(cursor, bytes[i]);
  return null;
}
