import type { Signs } from '../signs';
import { passValue } from './values';
import {
  BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, isLineEnd, OPEN_ARRAY, OPEN_OBJECT, QUOTE,
} from '../../../../bytes/json-bytes';
import { MAX_NAME_LENGTH, nameBit } from '../../../../bytes/name-bit';
import { endOfContent } from '../../../../bytes/string-content';
import { END } from '../view';

const canPrecedeString = (byte: number): boolean => byte === OPEN_OBJECT || byte === OPEN_ARRAY || byte === COMMA || byte === COLON;
const canFollowString = (byte: number): boolean => byte === COMMA || byte === COLON || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || byte === END;

/** Passes a quote, and the string that it starts, unless what is around it says that it ends one. Null if more bytes are needed. */
export function passQuote(signs: Signs, column: number): null | undefined {
  const { frames, view } = signs;
  const startsHere = column >= 0 || frames.level <= 0 || canPrecedeString(view.last);
  if (!startsHere) {
    signs.meetTrouble();
    const next = view.significantFrom(view.at + 1);
    if (next === null) return null;
    if (canFollowString(next)) return view.pass(QUOTE);
  }
  const valid = frames.value(true);
  if (!valid) signs.meetTrouble();
  signs.nameColumn = column;
  return passString(signs, valid);
}

/** Passes a string, or its start if its end is missing. */
function passString(signs: Signs, expected: boolean): null | undefined {
  const { frames, view } = signs;
  const { at: opened, bytes, data } = view;
  const start = opened + 1;
  let valid = expected;
  let at = start;
  for (;;) {
    at = endOfContent(bytes, data, at);
    if (at >= bytes.length) {
      if (!view.complete) return null;
      if (view.ended) signs.meetTrouble();
      view.at = bytes.length;
      return undefined;
    }
    const byte = bytes[at];
    if (byte === BACKSLASH) {
      at += isLineEnd(bytes[at + 1]) ? 1 : 2;
      continue;
    }
    const next = byte === QUOTE ? view.significantFrom(at + 1) : 0;
    if (next === null) return null;
    // Any text can follow a text that is a string.
    if (canFollowString(next) || (byte === QUOTE && signs.betweenTexts)) break;
    signs.meetTrouble();
    valid = false;
    // Where a string can start, but none can end, the one before has lost its end: what looked like it is read again.
    if (byte === QUOTE ? canPrecedeString(view.significantBefore(at, start)) : isLineEnd(byte)) return view.readAgain(start);
    at++;
  }
  if (valid && frames.isName && at - start < MAX_NAME_LENGTH) frames.addName(nameBit(bytes, start, at));
  signs.nameStart = opened;
  view.last = QUOTE;
  view.at = at + 1;
  return frames.isName ? undefined : passValue(signs, opened);
}
