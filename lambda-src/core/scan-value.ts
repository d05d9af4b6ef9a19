import { BACKSLASH, byteTable, CLOSE_ARRAY, CLOSE_OBJECT, COLON, isWhitespace, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './bytes';
import { longestSpelling, nameMatches } from './member-name';

export const enum Outcome {
  /** The bytes are used up. */
  MORE,
  /** The value is complete. */
  DONE,
  /** The array of records has opened. */
  RECORDS,
  /** What stands here can't stand here. */
  DAMAGE,
}

const enum Kind { QUOTE = 1, OPEN, CLOSE, LINE_END }
const KINDS = byteTable(['"', Kind.QUOTE], ['{[', Kind.OPEN], ['}]', Kind.CLOSE]);
const LINE_KINDS = byteTable(['"', Kind.QUOTE], ['{[', Kind.OPEN], ['}]', Kind.CLOSE], ['\n\r', Kind.LINE_END]);
/** What ends a plain stretch inside a string. A line end is illegal there. */
const STRING_STOPS = byteTable(['"\\\n\r', 1]);
/** What can stand before a string: 1. Where there is white space, something before that decides: 2. */
const BEFORE_STRING = byteTable(['{[,:', 1], [' \t\n\r', 2]);

/** Brackets deeper than this are only counted: the stack is not to grow with what a file holds. */
const STACK_LIMIT = 1024;

/**
 * Walks through one object or array without parsing it: strings, brackets, and what must not follow what. Goes on
 * from chunk to chunk. Watches out for the array of records where the value may be the object around it.
 */
export class ValueScan {
  /** Why it stopped. */
  public outcome = Outcome.MORE;
  private depth = 0;
  private readonly closers = new Uint8Array(STACK_LIMIT);
  private inString = false;
  private escaped = false;
  /** The last byte that is no white space before the chunk. */
  private previous = 0;
  /** How many segments of the pointer lead to where we are; out of reach when it does not matter. */
  private matched = -2;
  /** What was seen before this chunk of a name that may be a segment. */
  private nameBefore: Uint8Array = new Uint8Array(0);
  private readonly names: Uint8Array[];

  constructor(private readonly path: readonly string[]) {
    this.names = path.map((segment) => Buffer.from(segment));
  }

  /** Starts behind the opening bracket of a value. */
  public open(bracket: number, mayWrap: boolean): void {
    this.depth = 1;
    this.closers[0] = bracket + 2;
    this.previous = bracket;
    this.inString = false;
    this.escaped = false;
    this.matched = mayWrap && this.path.length > 0 && bracket === OPEN_OBJECT ? 0 : -2;
    this.nameBefore = new Uint8Array(0);
  }

  /** Starts behind the closing bracket of the array of records. */
  public openBehindRecords(): void {
    this.open(OPEN_OBJECT, true);
    this.depth = this.path.length;
    this.closers.fill(CLOSE_OBJECT, 0, this.depth);
    this.matched = this.depth - 1;
    this.previous = CLOSE_ARRAY;
  }

  /** Goes on at `from`; returns where it stopped. `oneLine`: a line end is damage. */
  public run(bytes: Uint8Array, from: number, oneLine: boolean): number {
    const end = bytes.length;
    const kinds = oneLine ? LINE_KINDS : KINDS;
    const closers = this.closers;
    let depth = this.depth;
    let stringStart = -1;
    let i = from;
    this.outcome = Outcome.MORE;
    if (this.inString) {
      i = this.restOfString(bytes, i);
      if (this.inString) return i;
    }
    for (;;) {
      let kind = 0;
      while (i < end && (kind = kinds[bytes[i]]) === 0) i++;
      if (i >= end) break;
      if (kind === Kind.QUOTE) {
        const before = i > from ? BEFORE_STRING[bytes[i - 1]] : 2;
        if (before !== 1 && (before === 0 || BEFORE_STRING[this.significantBefore(bytes, i, from)] !== 1)) {
          this.outcome = Outcome.DAMAGE;
          break;
        }
        stringStart = ++i;
        for (;;) {
          while (i < end && STRING_STOPS[bytes[i]] === 0) i++;
          if (i >= end || bytes[i] !== BACKSLASH) break;
          i += 2;
        }
        if (i >= end) {
          this.inString = true;
          this.escaped = i > end;
          i = end;
          break;
        }
        if (bytes[i] !== QUOTE) {
          this.outcome = Outcome.DAMAGE;
          break;
        }
        i++;
      } else if (kind === Kind.CLOSE) {
        if (depth <= STACK_LIMIT && closers[depth - 1] !== bytes[i]) {
          this.outcome = Outcome.DAMAGE;
          break;
        }
        i++;
        depth--;
        if (depth === 0) {
          this.outcome = Outcome.DONE;
          break;
        }
        if (this.matched >= depth) this.matched = depth - 1;
      } else if (kind === Kind.OPEN) {
        const bracket = bytes[i];
        const before = this.significantBefore(bytes, i, from);
        const fits = before === COLON ? depth > STACK_LIMIT || closers[depth - 1] === CLOSE_OBJECT
          : BEFORE_STRING[before] === 1 && before !== OPEN_OBJECT && (depth > STACK_LIMIT || closers[depth - 1] === CLOSE_ARRAY);
        if (!fits) {
          this.outcome = Outcome.DAMAGE;
          break;
        }
        i++;
        if (depth === this.matched + 1 && this.onPath(bytes, stringStart)) {
          if (bracket === OPEN_ARRAY && this.matched === this.path.length - 1) {
            this.outcome = Outcome.RECORDS;
            break;
          }
          if (bracket === OPEN_OBJECT && this.matched < this.path.length - 1) this.matched++;
        }
        if (depth < STACK_LIMIT) closers[depth] = bracket + 2;
        depth++;
      } else {
        this.outcome = Outcome.DAMAGE;
        break;
      }
    }
    this.depth = depth;
    if (this.outcome === Outcome.MORE) this.carry(bytes, from, stringStart);
    return i;
  }

  private restOfString(bytes: Uint8Array, from: number): number {
    let i = this.escaped ? from + 1 : from;
    const end = bytes.length;
    for (;;) {
      while (i < end && STRING_STOPS[bytes[i]] === 0) i++;
      if (i >= end || bytes[i] !== BACKSLASH) break;
      i += 2;
    }
    this.keepName(bytes, from, Math.min(i, end));
    if (i >= end) {
      this.escaped = i > end;
      return end;
    }
    this.inString = false;
    this.escaped = false;
    if (bytes[i] === QUOTE) return i + 1;
    this.outcome = Outcome.DAMAGE;
    this.inString = true;
    return i;
  }

  /** The last byte before `i` that is no white space. */
  private significantBefore(bytes: Uint8Array, i: number, from: number): number {
    let k = i - 1;
    while (k >= from && isWhitespace(bytes[k])) k--;
    return k >= from ? bytes[k] : this.previous;
  }

  /** Whether the last string is the pointer's next segment. */
  private onPath(bytes: Uint8Array, stringStart: number): boolean {
    const name = this.names[this.matched];
    const text = this.path[this.matched];
    if (stringStart >= 0) return nameMatches(bytes, stringStart, name, text);
    return nameMatches(this.nameBefore, 0, name, text);
  }

  /** Keeps what the next chunk has to know of this one. */
  private carry(bytes: Uint8Array, from: number, stringStart: number): void {
    this.previous = this.significantBefore(bytes, bytes.length, from);
    if (stringStart >= 0 && this.matched >= 0) {
      this.nameBefore = new Uint8Array(0);
      this.keepName(bytes, stringStart, bytes.length);
    }
  }

  private keepName(bytes: Uint8Array, from: number, to: number): void {
    if (this.matched < 0) return;
    const limit = longestSpelling(this.path[this.matched]) + 1;
    const room = limit - this.nameBefore.length;
    if (room <= 0) return;
    // One byte more than the name: the quote that ends it.
    this.nameBefore = Buffer.concat([this.nameBefore, bytes.subarray(from, Math.min(to + 1, from + room))]);
  }
}
