import type { Signs } from './signs';
import { END } from './view';
import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from '../../../bytes/json-bytes';
import { firstName, NAME_WINDOW, UNNAMED } from '../line-and-column/first-name';

/** Whether the line that starts here starts the next text, although the array has not closed; null if more bytes are needed. */
export function startsNextText(signs: Signs, column: number): boolean | null {
  const { given, inArray, view: { at, bytes, last } } = signs;
  if (!inArray || column > given.textColumn) return false;
  return (bytes[at] === OPEN_OBJECT || last === CLOSE_ARRAY || last === CLOSE_OBJECT) && looksLikeText(signs, at);
}

/** Whether this can follow a text that holds records; null if more bytes are needed. */
export function canFollowText(signs: Signs, next: number): boolean | null {
  const { inArray, view } = signs;
  switch (next) {
    case END: return true;
    case COLON:
    case CLOSE_ARRAY:
    case CLOSE_OBJECT: return false;
    case COMMA: {
      const comma = view.bytes.indexOf(COMMA, view.at);
      const after = view.significantFrom(comma + 1);
      if (after === null || after === END) return after === null ? null : true;
      const start = view.passWhitespace(comma + 1);
      // In `],["b",2]` the bracket closes an array in a record.
      const first = after === OPEN_ARRAY ? view.significantFrom(start + 1) : OPEN_OBJECT;
      return first === null ? null : first === OPEN_OBJECT && looksLikeText(signs, start);
    }
    case QUOTE: return view.endsLine(next);
    default: return inArray;
  }
}

/** Whether what starts here begins like the text around the records; null if more bytes are needed. */
function looksLikeText({ given: { around, elementNames, textName }, view }: Signs, at: number): boolean | null {
  const { bytes } = view;
  if (bytes[at] !== around[0]) return false;
  if (bytes[at] === OPEN_ARRAY) return true;
  if (textName === UNNAMED) return false;
  if (!view.complete && bytes.length - at < NAME_WINDOW) return null;
  const { name, seen } = firstName(bytes, at);
  view.seen = Math.max(view.seen, seen);
  return name === textName && !elementNames.includes(name);
}
