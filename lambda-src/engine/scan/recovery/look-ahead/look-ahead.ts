import { atEnd, atLimit, atMark } from './ends';
import type { Findings } from './findings';
import { Signs } from './signs';
import type { Surroundings } from './surroundings';
import { startsNextText } from './text-bounds';
import { passClosing, passOpening } from './tokens/brackets';
import { passScalar } from './tokens/scalars';
import { passQuote } from './tokens/strings';
import { LONGEST_LOOK, NOTHING, View } from './view';
import {
  BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, isLineEnd, isWhitespace, OPEN_ARRAY, OPEN_OBJECT, QUOTE,
} from '../../../bytes/json-bytes';
import { separatorLength } from '../../separators';
import { Resume } from '../plan';

/** In bytes: after how many of them a regular sequence is believed. */
const MARKS = [4_096, 6_144, 8_192, 16_384, 32_768, 65_536, LONGEST_LOOK];

/**
 * Looks from a value that is broken, or may be a part of a broken one, at what follows, and finds where records stand again.
 *
 * The signs are: objects that are valid JSON and are followed by what may follow a record; their names; the level of
 * brackets that they share, and below which nothing goes until their array ends; whether that level agrees with the end
 * of the file; their lines and columns. Quotes are read by what is around them, so that a missing one does not turn all
 * that follows inside out.
 */
export class LookAhead {
  private readonly view: View;
  private readonly signs: Signs;
  private lineStart = NOTHING;
  /** Nothing but white space precedes the next byte on its line. */
  private atHead = false;
  /** A line that may start the next text, although all is valid if it does not: whether it does is known if something is broken. */
  private perhapsText = NOTHING;

  /** Looks at the bytes from `from` on. `ended`: the file ends with them. `textAt`: another text is known to start there. */
  constructor(bytes: Uint8Array, from: number, ended: boolean, given: Surroundings, longest: number, private readonly textAt = NOTHING) {
    this.view = new View(bytes, from, ended, longest);
    this.signs = new Signs(this.view, given);
    if (given.headColumn >= 0) {
      this.lineStart = from - given.headColumn;
      this.atHead = true;
    }
  }

  /** The findings; null if more bytes are needed. */
  public find(): Findings | null {
    const { signs, view } = this;
    const { bytes: { length }, from } = view;
    let mark = 0;
    while (view.at < length) {
      const found = this.step();
      if (found !== undefined) return found;
      if (this.perhapsText !== NOTHING && signs.trouble.met) return this.untilText();
      for (; mark < MARKS.length && view.at - from >= MARKS[mark]; mark++) {
        if (this.perhapsText !== NOTHING && MARKS[mark] < view.longest) continue;
        const believed = atMark(signs, MARKS[mark]);
        if (believed !== null) return believed;
      }
    }
    if (view.ended && this.perhapsText !== NOTHING && signs.frames.depth > 0) return this.untilText();
    if (view.ended) return atEnd(signs, length, Resume.LOOK_AGAIN);
    return view.complete ? atLimit(signs) : null;
  }

  /** Passes a token; undefined if nothing is decided, null if more bytes are needed. */
  private step(): Findings | null | undefined {
    const { signs, view } = this;
    const byte = view.bytes[view.at];
    if (isWhitespace(byte)) return this.passWhitespace(byte);
    const separator = signs.betweenTexts ? separatorLength(view.bytes, view.at, !view.complete) : 0;
    if (separator === null) return null;
    if (separator > 0) return this.passSeparatorOfTexts(separator);
    const column = this.atHead ? view.at - this.lineStart : NOTHING;
    if (this.atHead) {
      this.atHead = false;
      const startsText = view.at > view.from && startsNextText(signs, column);
      if (startsText === null) return null;
      if (startsText && (view.at === this.textAt || !signs.frames.takesContainer)) {
        return this.perhapsText === NOTHING ? atEnd(signs, view.at, Resume.TEXT) : this.untilText();
      }
      if (startsText && this.perhapsText === NOTHING) this.perhapsText = view.at;
      if (byte !== CLOSE_OBJECT && byte !== CLOSE_ARRAY) signs.frames.lineStarts(column);
    }
    switch (byte) {
      case QUOTE: return passQuote(signs, column);
      case OPEN_OBJECT:
      case OPEN_ARRAY: return passOpening(signs, byte, column);
      case CLOSE_OBJECT:
      case CLOSE_ARRAY: return passClosing(signs, byte, column);
      case COMMA:
      case COLON: return this.passSeparator(byte);
      case BACKSLASH: return this.passBackslash();
      default: return passScalar(signs);
    }
  }

  /** Something is broken, so the line that may have started the next text has. */
  private untilText(): Findings | null {
    const { signs: { given }, view } = this;
    const findings = new LookAhead(view.bytes, view.from, view.ended, given, view.longest, this.perhapsText).find();
    return findings && { ...findings, seen: Math.max(findings.seen, view.at + 1) };
  }

  private passWhitespace(byte: number): undefined {
    this.view.at++;
    if (isLineEnd(byte)) {
      this.lineStart = this.view.at;
      this.atHead = true;
    }
  }

  /** What separates texts does not move the column of what follows it. */
  private passSeparatorOfTexts(length: number): undefined {
    this.view.at += length;
    this.lineStart += length;
  }

  private passSeparator(byte: number): undefined {
    if (!this.signs.frames.separator(byte)) this.signs.meetTrouble();
    this.view.pass(byte);
  }

  /** Outside of strings, a backslash belongs to one whose start is missing. */
  private passBackslash(): undefined {
    const { signs, view } = this;
    signs.meetTrouble();
    view.pass(BACKSLASH);
    if (!isLineEnd(view.bytes[view.at])) view.at++;
  }
}
