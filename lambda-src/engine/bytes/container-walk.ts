import {
  BACKSLASH, byteTable, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, isLineEnd, isWhitespace, OPEN_ARRAY, QUOTE, SPACE,
} from './json-bytes';
import { MAX_NAME_LENGTH, nameBit, nameSet } from './name-bit';
import { endOfContent, viewOf } from './string-content';

/** Why a walk stopped. */
export const enum Stop {
  /** The bytes are used up. */
  END,
  /** The container is complete. */
  DONE,
  /** The byte at hand can't stand here. */
  DAMAGE,
  /** The byte at hand opens a container inside the watched one. */
  OPENS,
  /** The watched container has closed. */
  CLOSED,
  /** The byte at hand starts a member of the watched container that may be `null` or an empty string. */
  MAY_BE_NOTHING,
}

/** Deeper brackets are only counted, so that the stack does not grow with the file. */
const MAX_KEPT_CLOSERS = 1024;

/** What the walk does at a byte outside of strings. */
const enum Class { PASS, STRING, ESCAPE, OPEN, CLOSE, LINE_END, WORD }

const CLASSES = byteTable(
  ['"', Class.STRING], ['\\', Class.ESCAPE], ['{[', Class.OPEN], ['}]', Class.CLOSE], ['\n\r', Class.LINE_END], ['n', Class.WORD],
);
const PRECEDES_STRING = byteTable([String.fromCharCode(...Array(SPACE + 1).keys()), 1], ['{[,:', 1]);

/**
 * Walks through one object or array without parsing it, chunk by chunk. Checks that brackets match, that brackets and
 * strings are where they may be, and that strings end on their line; all other errors are left to the parser.
 *
 * Its state is in members and each step in a method of its own, so that the loop over bytes has few variables: with
 * more variables than the processor has registers, the loop takes a third longer.
 */
export class ContainerWalk {
  /** Why it stopped. */
  public stop = Stop.END;
  /** How many containers are open. */
  public depth = 0;
  /** The walk stops where a container opens at this depth, and where this depth ends; 0: nowhere. */
  public watched = 0;
  /** Nothing was in the container that closed last. Valid at DONE and CLOSED. */
  public empty = false;
  public inString = false;
  private nameBits = 0;
  private names = 0;
  /** Where the content of the last string starts in the bytes at hand; -1 if it started before them. */
  public lastString = -1;
  /** The next byte follows a backslash. */
  private escaped = false;
  /** The closing brackets that are due. */
  private readonly closers = new Uint8Array(MAX_KEPT_CLOSERS);
  /** The byte before the next one, */
  private last = 0;
  /** and the last one that is not white space. */
  private lastSignificant = 0;
  /** The bytes of the last run, and their view. */
  private viewed: Uint8Array = new Uint8Array(0);
  private lastView = viewOf(this.viewed);

  /** The names of the outermost object as a set. */
  public get memberNames(): number {
    return nameSet(this.nameBits, this.names);
  }

  /** Starts after the byte `last`, inside `depth` containers that all end with `closer`. */
  public start(last: number, closer: number, depth: number): void {
    this.depth = depth;
    this.closers.fill(closer, 0, depth);
    this.inString = false;
    this.nameBits = 0;
    this.names = 0;
    this.lastString = -1;
    this.escaped = false;
    this.last = last;
    this.lastSignificant = last;
  }

  /**
   * Continues at `from`; returns where it stopped: at a byte that is damage or opens a container, after a byte that
   * closes one. The bytes before `from` are those of the file.
   */
  public run(bytes: Uint8Array, from: number, oneLine: boolean): number {
    const { length } = bytes;
    const view = this.view(bytes);
    this.stop = Stop.END;
    let at = from;
    if (this.escaped && at < length) {
      this.escaped = false;
      if (canBeEscaped(bytes[at])) at++;
    }
    if (this.inString) {
      at = this.passContent(bytes, view, at);
      if (this.stop !== Stop.END) return at;
    }
    while (at < length) {
      const byte = bytes[at];
      const kind = CLASSES[byte];
      if (kind === Class.PASS || (kind === Class.LINE_END && !oneLine)) {
        at++;
        continue;
      }
      if (kind === Class.STRING) {
        at = this.passStrings(bytes, view, at, oneLine);
        if (at < 0) return this.wait(bytes, -1 - at);
      } else if (kind === Class.OPEN) {
        at = this.open(bytes, at);
      } else if (kind === Class.CLOSE) {
        at = this.close(bytes, at);
      } else if (kind === Class.ESCAPE) {
        at = this.passEscape(bytes, at);
      } else if (kind === Class.WORD) {
        at = this.passWord(bytes, at);
      } else {
        this.stop = Stop.DAMAGE;
      }
      if (this.stop !== Stop.END) return at;
    }
    return this.wait(bytes, length);
  }

  /** More bytes are needed from `at` on. */
  private wait(bytes: Uint8Array, at: number): number {
    if (at > 0) {
      this.lastSignificant = this.significantBefore(bytes, at);
      this.last = bytes[at - 1];
    }
    return at;
  }

  /** After a string of the outermost container, which may be a name. Negative if it has to be read again with the bytes behind it. */
  private passName(bytes: Uint8Array, at: number, oneLine: boolean): number {
    const start = this.lastString;
    if (at - start > MAX_NAME_LENGTH) return at;
    const limit = Math.min(bytes.length, at + MAX_NAME_LENGTH);
    let next = at;
    while (next < limit && isWhitespace(bytes[next]) && !(oneLine && isLineEnd(bytes[next]))) next++;
    if (next < bytes.length) {
      if (bytes[next] === COLON) this.addName(bytes, start, at - 1);
      return at;
    }
    this.inString = false;
    this.escaped = false;
    this.lastString = -1;
    return -start;
  }

  /** Adds the name from `start` up to and without `end` to those of the outermost object. */
  private addName(bytes: Uint8Array, start: number, end: number): void {
    if (end - start >= MAX_NAME_LENGTH) return;
    // eslint-disable-next-line no-bitwise
    this.nameBits |= nameBit(bytes, start, end);
    this.names++;
  }

  private view(bytes: Uint8Array): DataView {
    if (bytes !== this.viewed) {
      this.viewed = bytes;
      this.lastView = viewOf(bytes);
    }
    return this.lastView;
  }

  /** Enters the container that this bracket opens. */
  public enter(bracket: number): void {
    if (this.depth < MAX_KEPT_CLOSERS) this.closers[this.depth] = closerOf(bracket);
    this.depth++;
  }

  private open(bytes: Uint8Array, at: number): number {
    if (!this.canOpen(this.significantBefore(bytes, at))) this.stop = Stop.DAMAGE;
    else if (this.depth === this.watched) this.stop = Stop.OPENS;
    else this.enter(bytes[at]);
    return this.stop === Stop.END ? at + 1 : at;
  }

  /** Whether a container can open after this byte. */
  private canOpen(before: number): boolean {
    const closer = this.depth <= MAX_KEPT_CLOSERS ? this.closers[this.depth - 1] : 0;
    if (before === COLON) return closer !== CLOSE_ARRAY;
    return (before === OPEN_ARRAY || before === COMMA) && closer !== CLOSE_OBJECT;
  }

  private close(bytes: Uint8Array, at: number): number {
    const bracket = bytes[at];
    if (this.depth <= MAX_KEPT_CLOSERS && this.closers[this.depth - 1] !== bracket) {
      this.stop = Stop.DAMAGE;
      return at;
    }
    this.depth--;
    if (this.depth === 0) this.stop = Stop.DONE;
    else if (this.depth < this.watched) this.stop = Stop.CLOSED;
    if (this.stop !== Stop.END) this.empty = closerOf(this.significantBefore(bytes, at)) === bracket;
    return at + 1;
  }

  /** Passes what may be nothing. */
  public pass(bytes: Uint8Array, at: number): number {
    if (bytes[at] !== QUOTE) return at + 1;
    this.lastString = at + 1;
    this.inString = at + 1 === bytes.length;
    return this.inString ? at + 1 : at + 2;
  }

  private passWord(bytes: Uint8Array, at: number): number {
    return this.depth === this.watched && this.mayBeNothing(bytes, at) ? at : at + 1;
  }

  /** Stops at a value of the watched container. */
  private mayBeNothing(bytes: Uint8Array, at: number): boolean {
    const before = this.significantBefore(bytes, at);
    if (before !== COLON) return false;
    if (at > 0) this.last = bytes[at - 1];
    this.lastSignificant = before;
    this.stop = Stop.MAY_BE_NOTHING;
    return true;
  }

  /**
   * Passes a string and the strings behind it that only a comma or colon separates: most names and their values, so that the loop over
   * bytes is left once for many of them. Negative like passName.
   */
  private passStrings(bytes: Uint8Array, view: DataView, at: number, oneLine: boolean): number {
    // After any other byte, the string is the rest of one whose quote is missing.
    if (PRECEDES_STRING[at > 0 ? bytes[at - 1] : this.last] === 0) {
      this.stop = Stop.DAMAGE;
      return at;
    }
    const outermost = this.depth === 1;
    let start = at + 1;
    for (;;) {
      if (start < bytes.length && bytes[start] === QUOTE && this.depth === this.watched && this.mayBeNothing(bytes, start - 1)) return start - 1;
      const end = endOfContent(bytes, view, start);
      if (end + 2 >= bytes.length || bytes[end] !== QUOTE) return this.passString(bytes, view, start, end, oneLine);
      this.lastString = start;
      const next = bytes[end + 1];
      if (next === COLON) {
        if (outermost) this.addName(bytes, start, end);
      } else if (next !== COMMA) {
        return outermost ? this.passName(bytes, end + 1, oneLine) : end + 1;
      }
      if (bytes[end + 2] !== QUOTE) return end + 2;
      start = end + 3;
    }
  }

  /** Passes a string with escapes, or one that may end behind these bytes, or not at all, from `from` on. Negative like passName. */
  private passString(bytes: Uint8Array, view: DataView, start: number, from: number, oneLine: boolean): number {
    if (start === bytes.length && this.depth === this.watched && this.mayBeNothing(bytes, start - 1)) return start - 1;
    this.inString = true;
    this.lastString = start;
    const at = this.passContent(bytes, view, from);
    return this.depth === 1 && this.stop === Stop.END ? this.passName(bytes, at, oneLine) : at;
  }

  /** Continues inside a string, to after the quote that ends it. */
  private passContent(bytes: Uint8Array, view: DataView, from: number): number {
    let at = endOfContent(bytes, view, from);
    while (at < bytes.length) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.inString = false;
        return at + 1;
      }
      if (isLineEnd(byte)) {
        this.stop = Stop.DAMAGE;
        return at;
      }
      at = endOfContent(bytes, view, byte === BACKSLASH ? this.passEscape(bytes, at) : at + 1);
    }
    return at;
  }

  private passEscape(bytes: Uint8Array, at: number): number {
    const next = at + 1;
    if (next === bytes.length) this.escaped = true;
    return canBeEscaped(bytes[next]) ? next + 1 : next;
  }

  /** The last byte before `at` that is not white space. */
  private significantBefore(bytes: Uint8Array, at: number): number {
    for (let k = at - 1; k >= 0; k--) {
      if (!isWhitespace(bytes[k])) return bytes[k];
    }
    return this.lastSignificant;
  }
}

/** Whether a backslash before this byte matters to the walk. */
function canBeEscaped(byte: number): boolean {
  return byte === QUOTE || byte === BACKSLASH;
}

/** `{` and `}` are two apart, like `[` and `]`. */
function closerOf(bracket: number): number {
  return bracket + 2;
}
