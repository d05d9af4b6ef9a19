import { Frames, Inside } from './frames';
import type { Run } from './runs';
import { Runs } from './runs';
import {
  BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, endsScalar, isLineEnd, isWhitespace, OPEN_ARRAY, OPEN_OBJECT, QUOTE,
} from '../../../bytes/json-bytes';
import { MAX_NAME_LENGTH, nameBit } from '../../../bytes/name-bit';
import { endOfContent, viewOf } from '../../../bytes/string-content';
import { firstName, NAME_WINDOW, UNNAMED } from '../line-and-column/first-name';
import { Resume } from '../plan';
import type { RecordShapes } from '../record-shapes';
import { resemble } from '../record-shapes';

/** What is known where the look ahead starts. Columns are negative where they are not known. */
export interface Surroundings {
  /** The brackets around the elements; none for texts. */
  readonly around: readonly number[];
  /** A name precedes each element. */
  readonly named: boolean;
  readonly shapes: RecordShapes;
  /** The column in which elements start their lines. */
  readonly column: number;
  /** The column in which texts start their lines. */
  readonly textColumn: number;
  /** The column of the first byte, if it starts its line. */
  readonly headColumn: number;
  /** The first value is broken. */
  readonly broken: boolean;
  /** Brackets or quotes may be open where the look ahead starts. */
  readonly lost: boolean;
  /** The array around the elements opened on the line of the first value, and so far all of its elements are on that line. */
  readonly onTextLine: boolean;
  /** Nothing but words precedes the first value on its line. */
  readonly afterWords: boolean;
  /** The first name of the text around the elements, as a hash. */
  readonly textName: number;
  /** The first names of elements, as hashes. */
  readonly elementNames: readonly number[];
}

/** What a look ahead has found, as indices of the bytes. */
export interface Findings {
  /** Values that start before this index are what they seem to be. */
  readonly keepUntil: number;
  /** From `keepUntil` up to here everything is damaged; negative if nothing is. */
  readonly resumeAt: number;
  readonly resumeAs: Resume;
  /** The findings depend on the bytes before this index. */
  readonly seen: number;
  /** Objects inside records have the names of records. */
  readonly nestedAlike: boolean;
}

/** In bytes: after how many of them a regular sequence is believed, and how many are looked at. */
const MARKS = [4_096, 16_384, 65_536, 262_144];
export const LONGEST_LOOK = MARKS[MARKS.length - 1];
/** So many regular values are believed at a mark. */
const BELIEVED = 8;
/** So many records of the known shape that follow each other show where records stand. */
const SHOWN = 2;
/** One bracket has lost its counterpart. What is further up may be inside a record. */
const HIGHEST_SHOWN = 1;
const MAX_NESTED = 64;

const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const MAX_SCALAR_LENGTH = 400;
const NOTHING = -1;

interface Regular {
  readonly start: number;
  readonly end: number;
  readonly names: number;
  /** It is an object that has a line for itself. */
  readonly isLine: boolean;
}

/**
 * Looks from a value that is broken, or may be a part of a broken one, at what follows, and finds where records stand again.
 *
 * The signs are: objects that are valid JSON and are followed by what may follow a record; their names; the level of
 * brackets that they share, and below which nothing goes until their array ends; whether that level agrees with the end
 * of the file; their lines and columns. Quotes are read by what is around them, so that a missing one does not turn all
 * that follows inside out.
 */
export class LookAhead {
  private readonly frames = new Frames();
  private readonly runs: Runs;
  private readonly regular: Regular[] = [];
  private readonly nested = new Set<number>();
  /** What records look like, as far as is known. */
  private shapes: RecordShapes;
  private readonly bytes: Uint8Array;
  private readonly ended: boolean;
  private readonly view: DataView;
  private at: number;
  private lineStart = NOTHING;
  private atHead = false;
  /** The last byte that is not white space, and whether a line end follows it. */
  private last = 0;
  private nameStart = NOTHING;
  private trouble = NOTHING;
  private troubleBetween = false;
  /** The array around the values had ended before. */
  private troubleBehind = false;
  private mark = 0;
  /** From here up to there, each line is a text by itself. */
  private linesFrom = NOTHING;
  private linesUntil = NOTHING;
  /** What has been decided so far depends on the bytes before this index. */
  private seen = 0;

  /** Looks at the bytes from `from` on. `ended`: the file ends with them. */
  constructor(bytes: Uint8Array, private readonly from: number, ended: boolean, private readonly given: Surroundings) {
    this.bytes = bytes.subarray(0, from + LONGEST_LOOK);
    this.ended = ended && this.bytes.length === bytes.length;
    this.view = viewOf(this.bytes);
    this.at = from;
    this.shapes = given.shapes;
    this.runs = new Runs(given.around.length);
    this.frames.start(given.around, !given.lost, given.named);
    if (given.headColumn >= 0) {
      this.lineStart = from - given.headColumn;
      this.atHead = true;
    }
    if (given.lost) this.trouble = from;
    this.last = given.around.length > 0 ? COMMA : 0;
  }

  /** The findings; null if more bytes are needed. */
  public find(): Findings | null {
    const { bytes, from } = this;
    const limit = Math.min(bytes.length, from + LONGEST_LOOK);
    while (this.at < limit) {
      const found = this.step();
      if (found !== undefined) return found;
      while (this.mark < MARKS.length && this.at - from >= MARKS[this.mark]) {
        const believed = this.atMark(from + MARKS[this.mark]);
        if (believed !== null) return believed;
        this.mark++;
      }
    }
    if (limit === bytes.length && this.ended) return this.atEnd(limit, limit, Resume.LOOK_AGAIN);
    if (limit < from + LONGEST_LOOK) return null;
    return this.atLimit(limit);
  }

  /** Passes a token; undefined if nothing is decided, null if more bytes are needed. */
  private step(): Findings | null | undefined {
    const { bytes, frames } = this;
    const byte = bytes[this.at];
    if (isWhitespace(byte)) {
      this.at++;
      if (isLineEnd(byte)) {
        this.lineStart = this.at;
        this.atHead = true;
      }
      return undefined;
    }
    const column = this.atHead ? this.at - this.lineStart : NOTHING;
    if (this.atHead) {
      this.atHead = false;
      const text = this.at > this.from && this.startsText(column);
      if (text === null) return null;
      if (text) return this.atEnd(this.at, this.at, Resume.TEXT);
      if (byte !== CLOSE_OBJECT && byte !== CLOSE_ARRAY) frames.lineStarts(column);
    }
    switch (byte) {
      case QUOTE: return this.passString(column);
      case OPEN_OBJECT:
      case OPEN_ARRAY: {
        // If only a comma is missing, both values are whole.
        if (!frames.value(false)
          && !(frames.depth === this.given.around.length && byte === OPEN_OBJECT && this.last === CLOSE_OBJECT)) this.meetTrouble();
        const start = this.given.named && frames.level === 0 && this.nameStart >= 0 ? this.nameStart : this.at;
        frames.push(byte, start, this.last, column);
        this.last = byte;
        this.at++;
        return undefined;
      }
      case CLOSE_OBJECT:
      case CLOSE_ARRAY: return this.close(byte, column);
      case COMMA:
      case COLON:
        if (!frames.separator(byte)) this.meetTrouble();
        this.last = byte;
        this.at++;
        return undefined;
      case BACKSLASH:
        this.meetTrouble();
        this.last = byte;
        this.at += isLineEnd(bytes[this.at + 1]) ? 1 : 2;
        return undefined;
      default: return this.passScalar();
    }
  }

  /** Whether the line that starts here starts the next text, although the array has not closed; null if more bytes are needed. */
  private startsText(column: number): boolean | null {
    const { at, bytes, given, last } = this;
    const { around, textColumn } = given;
    if (around.length === 0 || column > textColumn) return false;
    return (bytes[at] === OPEN_OBJECT || last === CLOSE_ARRAY || last === CLOSE_OBJECT) && this.looksLikeText(at);
  }

  /** Whether what starts here begins like the text around the records; null if more bytes are needed. */
  private looksLikeText(at: number): boolean | null {
    const { bytes, given } = this;
    const { around, elementNames, textName } = given;
    if (bytes[at] !== around[0]) return false;
    if (bytes[at] === OPEN_ARRAY) return true;
    if (textName === UNNAMED) return false;
    if (!this.ended && bytes.length - at < NAME_WINDOW && bytes.length < this.from + LONGEST_LOOK) return null;
    const { name, seen } = firstName(bytes, at);
    this.seen = Math.max(this.seen, seen);
    return name === textName && !elementNames.includes(name);
  }

  private meetTrouble(): void {
    const { frames } = this;
    if (this.trouble === NOTHING) {
      this.trouble = this.at;
      this.troubleBetween = frames.depth <= this.given.around.length;
      // In a sequence of texts, an array that closes without having opened was inside one.
      this.troubleBehind = frames.depth < this.given.around.length || (frames.depth === 0 && this.bytes[this.at] === CLOSE_ARRAY);
      this.learn();
    }
    if (frames.valid) frames.spoil();
  }

  /** Where no records are known, those before the trouble have to do. */
  private learn(): void {
    const { given, regular } = this;
    if (!given.shapes.known) this.shapes = given.shapes.with(namesOf(regular));
    if (!this.shapes.nestedAlike) this.shapes.nestedAlike = this.nestedAlike();
  }

  private passScalar(): null | undefined {
    const { bytes } = this;
    const start = this.at;
    let end = start;
    while (end < bytes.length && !endsScalar(bytes[end]) && bytes[end] !== BACKSLASH) end++;
    if (end === bytes.length && !this.ended && end < this.from + LONGEST_LOOK) return null;
    const valid = end - start < MAX_SCALAR_LENGTH && SCALAR.test(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1'));
    const { frames, given } = this;
    // Words between values are damage by themselves, and open nothing.
    const words = !valid && frames.valid && given.around.length > 0 && frames.depth === given.around.length && !given.named;
    if (!words && (!frames.value(false) || !valid)) this.meetTrouble();
    this.last = bytes[end - 1];
    this.at = end;
    this.endValue(start, 0, false);
    return undefined;
  }

  private passString(column: number): null | undefined {
    const { bytes, frames, view } = this;
    const opened = this.at;
    const startsHere = column >= 0 || frames.level <= 0 || canPrecedeString(this.last);
    if (!startsHere) {
      this.meetTrouble();
      const next = this.significantFrom(opened + 1);
      if (next === null) return null;
      if (canFollowString(next)) {
        this.last = QUOTE;
        this.at++;
        return undefined;
      }
    }
    const start = opened + 1;
    let at = start;
    let named = frames.value(true);
    if (!named) this.meetTrouble();
    for (;;) {
      at = endOfContent(bytes, view, at);
      if (at >= bytes.length) {
        if (!this.ended && bytes.length < this.from + LONGEST_LOOK) return null;
        this.meetTrouble();
        this.at = bytes.length;
        return undefined;
      }
      const byte = bytes[at];
      if (byte === BACKSLASH) {
        at += isLineEnd(bytes[at + 1]) ? 1 : 2;
        continue;
      }
      if (byte === QUOTE) {
        const next = this.significantFrom(at + 1);
        if (next === null) return null;
        if (canFollowString(next)) break;
        this.meetTrouble();
        named = false;
        // Where a string can start, but none can end, the one before has lost its end: what looked like it is read again.
        if (canPrecedeString(this.significantBefore(at, start))) return this.readAgain(start);
        at++;
        continue;
      }
      this.meetTrouble();
      named = false;
      if (isLineEnd(byte)) return this.readAgain(start);
      at++;
    }
    if (named && frames.isName && at - start <= MAX_NAME_LENGTH) frames.addName(nameBit(bytes, start, at));
    if (frames.level === 0) this.nameStart = start - 1;
    this.last = QUOTE;
    this.at = at + 1;
    this.endValue(opened, 0, false);
    return undefined;
  }

  /** Continues from here as if no string had started. */
  private readAgain(at: number): undefined {
    this.last = 0;
    this.at = at;
    return undefined;
  }

  private close(bracket: number, column: number): Findings | null | undefined {
    const { frames, given } = this;
    const next = this.significantFrom(this.at + 1);
    if (next === null || (next === COMMA && given.around.length === 0 && this.behindComma() === null)) return null;
    const wasValid = frames.valid && frames.canClose(bracket, frames.depth === this.given.around.length);
    if (!wasValid) this.meetTrouble();
    const frame = frames.depth - 1;
    this.at++;
    this.last = bracket;
    frames.pop();
    this.runs.closed(frames.level);
    if (!wasValid || frame < 0) return undefined;
    const isObject = bracket === CLOSE_OBJECT;
    const start = frames.startOf(frame);
    const names = isObject ? frames.namesOf(frame) : 0;
    if (column < 0 && this.isLine(frame, names, next) && frames.columnOf(frame) <= given.textColumn) this.passLine(start);
    if (frames.valid) {
      if (this.trouble === NOTHING && frame < given.around.length) return frame === 0 ? this.textEnds(next) : undefined;
      if (frame > given.around.length || this.trouble !== NOTHING) this.nest(names);
      if (given.broken && isObject && start > this.from) return this.offer(frame, frames.level, next, column, true);
      return this.endValue(start, names, isObject, next);
    }
    if (!isObject || names === 0 || (given.broken && start <= this.from)) return undefined;
    return this.offer(frame, frames.level, next, column, false);
  }

  private nest(names: number): void {
    if (names !== 0 && this.nested.size < MAX_NESTED) this.nested.add(names);
  }

  /** A value has ended. Where nothing is wrong so far, it is a regular one. */
  private endValue(start: number, names: number, isObject: boolean, next?: number): Findings | undefined {
    const { frames, given, regular, trouble } = this;
    if (trouble !== NOTHING || frames.depth !== given.around.length) return undefined;
    // The frame that has just closed is the one behind the last.
    regular.push({ start, end: this.at, names, isLine: this.isLine(frames.depth, names, next) });
    const { shapes } = given;
    const looksAlike = isObject && shapes.known && !shapes.nestedAlike && shapes.matches(names);
    return regular.length > 1 && looksAlike ? this.keep(Math.max(start, this.from + 1)) : undefined;
  }

  /**
   * Whether this frame, which has just closed, is an object with these names that has a line for itself, and what is
   * behind it can't belong to it.
   */
  private isLine(frame: number, names: number, next?: number): boolean {
    const { at, bytes, frames } = this;
    if (names === 0 || frames.columnOf(frame) < 0 || frames.insideOf(frame) !== Inside.ONE_LINE) return false;
    let end = at;
    while (end < bytes.length && isWhitespace(bytes[end]) && !isLineEnd(bytes[end])) end++;
    if (bytes[end] === COMMA && this.given.around.length === 0) {
      end++;
      const behind = this.significantFrom(end);
      return isLineEnd(bytes[end]) && (behind === END || behind === OPEN_OBJECT);
    }
    return (end === bytes.length ? this.ended : isLineEnd(bytes[end])) && (next === END || next === OPEN_OBJECT || next === OPEN_ARRAY);
  }

  /** After a line that is a text by itself, from `start` on. */
  private passLine(start: number): void {
    this.linesFrom = this.linesAt(start);
    this.linesUntil = this.at;
  }

  /** Where the lines start that are texts by themselves and end with the line from `start` on. */
  private linesAt(start: number): number {
    if (start === this.linesFrom || this.linesFrom < 0) return start;
    for (let k = this.linesUntil; k < start; k++) {
      if (!isWhitespace(this.bytes[k])) return start;
    }
    return this.linesFrom;
  }

  /** The file ends, and so far nothing is wrong. */
  private untilCutOff(end: number): number {
    const { frames, given, regular } = this;
    const last = regular[regular.length - 1];
    if (last === undefined) return this.from + 1;
    if (frames.depth === 0 || last.names === 0 || last.end < end - 2) return last.end;
    // The array has not ended. Perhaps its end is inside the last value, which has swallowed others.
    const others = given.shapes.with(namesOf(regular.slice(0, -1)));
    const swallows = (others.known && !others.matches(last.names) && !last.isLine)
      || [...this.nested].some((names) => given.shapes.with([last.names]).resembles(names));
    return swallows ? last.start : last.end;
  }

  /** The text around the records has ended, and so far nothing is wrong. Null if more bytes are needed. */
  private textEnds(next: number): Findings | null | undefined {
    const { at } = this;
    const follows = this.canFollowText(next);
    if (follows === null) return null;
    if (follows) return this.keep(at);
    this.trouble = at;
    this.troubleBetween = true;
    this.troubleBehind = true;
    this.learn();
    this.frames.spoil();
    return undefined;
  }

  /** Whether this can follow a text that holds records; null if more bytes are needed. */
  private canFollowText(next: number): boolean | null {
    const { at, bytes, given } = this;
    switch (next) {
      case END: return true;
      case COLON:
      case CLOSE_ARRAY:
      case CLOSE_OBJECT: return false;
      case COMMA: {
        let comma = at;
        while (bytes[comma] !== COMMA) comma++;
        const after = this.significantFrom(comma + 1);
        if (after === null || after === END) return after === null ? null : true;
        let start = comma + 1;
        while (isWhitespace(bytes[start])) start++;
        // In `],["b",2]` the bracket closes an array in a record.
        const first = after === OPEN_ARRAY ? this.significantFrom(start + 1) : OPEN_OBJECT;
        return first === null ? null : first === OPEN_OBJECT && this.looksLikeText(start);
      }
      case QUOTE: return this.endsLine(next);
      default: return given.around.length > 0;
    }
  }

  /** An object that may be a record. `inside`: what is around it is valid so far, but began in what is broken. */
  private offer(frame: number, level: number, next: number, column: number, inside: boolean): Findings | null | undefined {
    const { frames, given } = this;
    const { around, named } = given;
    const start = frames.startOf(frame);
    const before = frames.beforeOf(frame);
    const startColumn = frames.columnOf(frame);
    const names = frames.namesOf(frame);
    const inArray = around.length > 0;
    const endsLine = startColumn >= 0 || given.afterWords ? (inArray && next === CLOSE_ARRAY) || this.endsLine(next) : false;
    if (endsLine === null) return null;
    const wholeLines = startColumn >= 0 && endsLine && (column < 0 || column === startColumn) && (frames.insideOf(frame) !== Inside.NOT_DEEPER);
    const onOneLine = column < 0 && frames.insideOf(frame) === Inside.ONE_LINE;
    const alone = (!inArray || given.onTextLine) && onOneLine;
    if (wholeLines && !named && (alone || next !== CLOSE_OBJECT)) {
      const { column: elementColumn, textColumn } = given;
      const inColumn = inArray && elementColumn >= 0 && startColumn === elementColumn && (inside ? startColumn > textColumn : before !== COLON);
      if (inColumn && this.beginsAlike(start)) return this.resume(start, Resume.ELEMENT);
      // A line that is a text by itself may follow one that is cut off.
      const continues = inside || before === COLON || before === OPEN_ARRAY || before === COMMA;
      const isText = (alone || next !== CLOSE_ARRAY) && (textColumn < 0 || startColumn <= textColumn) && (!continues || onOneLine);
      if (isText && !inArray && (next !== COMMA || !continues || (before === COMMA && !inside))) {
        return this.resume(alone ? this.linesAt(start) : start, Resume.TEXT);
      }
      const nothingContinues = alone && next !== CLOSE_ARRAY && next !== CLOSE_OBJECT && next !== COLON;
      if (isText && inArray && next !== COMMA && (!continues || nothingContinues)) return this.atEnd(start, start, Resume.TEXT, before);
    }
    const matches = this.shapes.matches(names);
    const swallowed = inside && !inArray && matches && given.shapes.known && !this.shapes.nestedAlike;
    if (inside && !swallowed) return undefined;
    if (!inArray && given.afterWords && start === this.from && endsLine) return this.resume(start, Resume.TEXT);
    if (inArray) {
      if (next !== COMMA && next !== CLOSE_ARRAY && next !== END && !(named && next === CLOSE_OBJECT)) return undefined;
      if (before !== (named ? COLON : COMMA) && !(startColumn >= 0 && before !== COLON)) return undefined;
    } else {
      if (next === CLOSE_ARRAY || next === CLOSE_OBJECT || next === COLON) return undefined;
      if (!swallowed && (before === COLON || before === OPEN_ARRAY || (before === COMMA && startColumn < 0))) return undefined;
    }
    const run = this.runs.add(level, { start, end: this.at, names, wholeLines, matches, beginsAlike: this.beginsAlike(start) });
    if (run.matches >= SHOWN && level <= HIGHEST_SHOWN && !this.shapes.nestedAlike) {
      return this.resume(firstOf(run, this.shapes)!, inArray ? Resume.ELEMENT : Resume.TEXT, run);
    }
    return undefined;
  }

  /** Whether the object begins with the same name as others. */
  private beginsAlike(start: number): boolean {
    const { around, elementNames, textName } = this.given;
    const { name } = firstName(this.bytes, start);
    return around.length > 0 ? elementNames.length === 0 || elementNames.includes(name) : name === textName;
  }

  /** Whether what has just ended is the last on its line, but for a comma; null if more bytes are needed. */
  private endsLine(next: number): boolean | null {
    const { bytes } = this;
    let { at } = this;
    if (next === COMMA) {
      for (; bytes[at] !== COMMA; at++) {
        if (isLineEnd(bytes[at])) return true;
      }
      at++;
    }
    while (at < bytes.length && isWhitespace(bytes[at])) {
      if (isLineEnd(bytes[at])) return true;
      at++;
    }
    return at < bytes.length ? false : this.ended || bytes.length >= this.from + LONGEST_LOOK || null;
  }

  private atMark(mark: number): Findings | null {
    const { from, given, regular, runs, trouble } = this;
    const last = this.mark === MARKS.length - 1;
    if (trouble === NOTHING) {
      if (regular.length < BELIEVED && !last) return null;
      return this.keep(regular.length > 0 ? regular[regular.length - 1].end : from + 1);
    }
    for (const run of runs.all) {
      const { candidates } = run;
      const first = firstOf(run, this.shapes);
      if (first === undefined || first - from > (mark - from) / 2) continue;
      const count = run.matches > 0 ? run.matches : candidates.length;
      const reachesMark = candidates[candidates.length - 1].end > mark - (mark - from) / 4;
      if (count >= BELIEVED && (run.level <= HIGHEST_SHOWN || given.shapes.known) && reachesMark) {
        return this.resume(first, given.around.length > 0 ? Resume.ELEMENT : Resume.TEXT, run);
      }
    }
    return null;
  }

  /** The file ends at `end`, or another text starts there. */
  private atEnd(end: number, resumeAt: number, resumeAs: Resume, last = this.last): Findings {
    const { frames, given, runs, trouble } = this;
    const { around } = given;
    if (trouble === NOTHING) {
      const until = this.untilCutOff(end);
      // The first value holds others: they are looked for inside it.
      return until > this.from ? this.keep(until) : this.resume(this.from, Resume.LOOK_AGAIN);
    }
    const closer = around.length > 0 ? around[0] + 2 : 0;
    if (around.length === 0 ? last === CLOSE_OBJECT || last === CLOSE_ARRAY : last === closer) {
      const run = runs.at(frames.level + around.length);
      const first = run === undefined ? undefined : firstOf(run, this.shapes);
      if (first !== undefined) return this.resume(first, around.length > 0 ? Resume.ELEMENT : Resume.TEXT, run);
    }
    return this.resume(resumeAt, resumeAs);
  }

  private atLimit(limit: number): Findings {
    const { frames, from, given } = this;
    if (this.trouble === NOTHING) return this.keep(this.regular.length > 0 ? this.regular[this.regular.length - 1].end : from + 1);
    const open = frames.outermostValid;
    if (open < frames.depth) {
      const start = frames.startOf(open);
      const column = frames.columnOf(open);
      if (start > from && column >= 0 && frames.isObject(open) && frames.beforeOf(open) !== COLON) {
        const inArray = given.around.length > 0;
        if (inArray && given.column >= 0 && column === given.column && column > given.textColumn) return this.resume(start, Resume.ELEMENT);
        if (!inArray && column <= given.textColumn) return this.resume(start, Resume.TEXT);
      }
      if (start - from > (limit - from) / 2) return this.resume(start, Resume.LOOK_AGAIN);
    }
    return this.resume(limit, Resume.LOOK_AGAIN);
  }

  /** Nothing is wrong up to `until`. */
  private keep(until: number): Findings {
    const seen = Math.max(this.seen, this.at + 1);
    return { keepUntil: until, resumeAt: NOTHING, resumeAs: Resume.LOOK_AGAIN, seen, nestedAlike: this.nestedAlike() };
  }

  private resume(resumeAt: number, resumeAs: Resume, run?: Run): Findings {
    const keepUntil = Math.min(this.keptUntil(run), resumeAt);
    return { keepUntil, resumeAt, resumeAs, seen: Math.max(this.seen, this.at + 1, resumeAt), nestedAlike: false };
  }

  /** How many of the regular values before the trouble are what they seem to be. */
  private keptUntil(run: Run | undefined): number {
    const { from, given, regular, shapes } = this;
    if (given.lost || regular.length === 0) return from;
    const kept = this.troubleBehind ? this.beforeSiblings(run) : this.troubleBetween ? this.withoutDoubtful(run) : regular;
    // Records ahead that look like those here show that these are records, and the other way round.
    const shown = given.shapes.known || run === undefined || run.matches > 0 ? shapes : given.shapes.with(namesOf(run.candidates));
    let until = from;
    const objects = kept.filter(({ names }) => names !== 0);
    const isText = ({ isLine }: Regular): boolean => isLine && given.around.length === 0;
    // The last ones before the trouble have to resemble others.
    let alike = objects.length;
    const others = (): RecordShapes => given.shapes.with(namesOf([...objects.slice(0, alike - 1), ...run?.candidates ?? []]));
    while (alike > 1 && !isText(objects[alike - 1]) && !isLikeOthers(objects[alike - 1].names, others())) alike--;
    for (const value of kept) {
      if (value.names !== 0 && !shown.matches(value.names) && !isText(value)) return until;
      if (value === objects[alike]) return until;
      until = value.end;
    }
    return until;
  }

  /**
   * The array has ended too early, so it was one inside a record: the last values were its elements, and the one before
   * them was the beginning of that record. If records stand just outside of it, only the bracket is surplus.
   */
  private beforeSiblings(run?: Run): Regular[] {
    const { regular } = this;
    if (run !== undefined && run.level === -1 && this.given.around.length > 0) return regular;
    let k = regular.length - 1;
    while (k >= 0 && regular[k].names === regular[regular.length - 1].names) k--;
    return regular.slice(0, Math.max(0, k));
  }

  /**
   * The regular values without the one that may have ended too early. In `{"a":1},"b":2}` the object has: the name behind
   * it is not one of its own. In `{"a":1,"b":2},"b":3}` it has not.
   */
  private withoutDoubtful(run?: Run): Regular[] {
    const { bytes, regular, trouble } = this;
    const byte = bytes[trouble];
    if (byte !== COLON && byte !== CLOSE_OBJECT && byte !== CLOSE_ARRAY && byte !== QUOTE) return regular;
    let k = regular.length - 1;
    while (k >= 0 && regular[k].names === 0) k--;
    // A bracket that closes nothing concerns what is next to it.
    if (byte === CLOSE_OBJECT && k < regular.length - 1) return regular.slice(0, regular.length - 1);
    const name = regular[regular.length - 1];
    if (byte === COLON) {
      const isOwn = k >= 0 && k < regular.length - 1 && bytes[name.start] === QUOTE && this.hasMember(regular[k], name);
      return regular.slice(0, isOwn ? k + 1 : Math.max(0, k));
    }
    const ahead = run !== undefined && run.level <= HIGHEST_SHOWN && !this.shapes.nestedAlike ? namesOf(run.candidates) : [];
    const others = this.given.shapes.with([...namesOf(regular.slice(0, Math.max(0, k))), ...ahead]);
    return regular.slice(0, k >= 0 && others.uniform && others.matches(regular[k].names) ? k + 1 : Math.max(0, k));
  }

  /** Whether the object has a member whose name is this string. */
  private hasMember({ start, end }: Regular, name: Regular): boolean {
    const { bytes } = this;
    const member = Buffer.concat([bytes.subarray(name.start, name.end), Buffer.from(':')]);
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).indexOf(member) >= 0;
  }

  private nestedAlike(): boolean {
    const shapes = this.given.shapes.with(namesOf(this.regular));
    return [...this.nested].some((names) => shapes.matches(names));
  }

  /** The next byte that is not white space; END at the end of the file; null if it is not in view. */
  private significantFrom(from: number): number | null {
    const { bytes } = this;
    let at = from;
    while (at < bytes.length && isWhitespace(bytes[at])) at++;
    this.seen = Math.max(this.seen, at + 1);
    if (at < bytes.length) return bytes[at];
    return this.ended || at >= this.from + LONGEST_LOOK ? END : null;
  }

  /** The same behind the comma that is the next byte. */
  private behindComma(): number | null {
    let comma = this.at + 1;
    while (this.bytes[comma] !== COMMA) comma++;
    return this.significantFrom(comma + 1);
  }

  private significantBefore(at: number, from: number): number {
    for (let k = at - 1; k >= from; k--) {
      if (!isWhitespace(this.bytes[k])) return this.bytes[k];
    }
    return QUOTE;
  }
}

/** Stands for the end of the file. */
const END = 0x100;

const canPrecedeString = (byte: number): boolean => byte === OPEN_OBJECT || byte === OPEN_ARRAY || byte === COMMA || byte === COLON;
const canFollowString = (byte: number): boolean => byte === COMMA || byte === COLON || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || byte === END;

const namesOf = (values: readonly Pick<Regular, 'names'>[]): number[] => values.map(({ names }) => names).filter((names) => names !== 0);

function isLikeOthers(names: number, others: RecordShapes): boolean {
  return others.uniform ? others.matches(names) : others.resembles(names);
}

/**
 * Where the records of a run start: at the first that looks like one. Those before it that resemble others stand where it
 * stands, unless brackets are open that were not before: then they may be inside the broken record.
 */
function firstOf({ candidates, level, matches }: Run, shapes: RecordShapes): number | undefined {
  const last = candidates.length - 1;
  const { beginsAlike, names: lastNames, wholeLines } = candidates[last];
  if (matches === 0 && shapes.known) {
    const standsAlike = wholeLines && beginsAlike && level <= HIGHEST_SHOWN;
    const looksAlike = shapes.resembles(lastNames) && (level <= 0 || last > 0);
    if (!standsAlike && !looksAlike) return undefined;
  }
  const resembles = (names: number, at: number): boolean => (
    shapes.resembles(names) || candidates.some((other, j) => j !== at && resemble(other.names, names))
  );
  const belongs = (at: number): boolean => {
    const candidate = candidates[at];
    return (wholeLines && candidate.wholeLines) || ((level <= 0 || candidate.beginsAlike) && resembles(candidate.names, at));
  };
  let k = matches > 0 ? candidates.findIndex((candidate) => candidate.matches) : last;
  while (k > 0 && level <= HIGHEST_SHOWN && belongs(k - 1)) k--;
  return candidates[k]?.start;
}
