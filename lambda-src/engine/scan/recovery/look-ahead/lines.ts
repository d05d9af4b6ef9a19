import { Inside } from './frames';
import type { Signs } from './signs';
import { END } from './view';
import { COMMA, isLineEnd, isWhitespace, OPEN_ARRAY, OPEN_OBJECT } from '../../../bytes/json-bytes';

/**
 * Whether this frame, which has just closed, is an object with these names that has a line for itself. In an array, what is
 * behind it must not belong to it; where texts stand, nobody writes a part of one like this.
 */
export function isLine({ frames, given, inArray, view }: Signs, frame: number, names: number, next?: number): boolean {
  const { bytes } = view;
  if (names === 0 || frames.columnOf(frame) < 0 || frames.insideOf(frame) !== Inside.ONE_LINE) return false;
  if (!inArray && frames.columnOf(frame) > given.textColumn) return false;
  let end = view.at;
  while (end < bytes.length && isWhitespace(bytes[end]) && !isLineEnd(bytes[end])) end++;
  if (bytes[end] === COMMA && !inArray) {
    end++;
    const behind = view.significantFrom(end);
    return isLineEnd(bytes[end]) && (behind === END || behind === OPEN_OBJECT);
  }
  if (!(end === bytes.length ? view.ended : isLineEnd(bytes[end]))) return false;
  return !inArray || next === END || next === OPEN_OBJECT || next === OPEN_ARRAY;
}

/** Whether this frame, which has just closed in this column, is on one line, or is indented and ends where it starts. */
export function isBlock({ frames, given, inArray }: Signs, frame: number, column: number): boolean {
  const usual = inArray ? given.column : given.textColumn;
  if (usual >= 0 && frames.columnOf(frame) !== usual) return false;
  const inside = frames.insideOf(frame);
  return inside === Inside.ONE_LINE ? column < 0 : inside === Inside.DEEPER && column === frames.columnOf(frame);
}
