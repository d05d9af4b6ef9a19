import { Frames, Inside } from './frames';
import type { Findings } from './findings';
import { firstOf, HIGHEST_SHOWN } from './first-of-run';
import type { Run } from './runs';
import { Runs } from './runs';
import type { Surroundings } from './surroundings';
import {
  BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, endsScalar, isLineEnd, isWhitespace, OPEN_ARRAY, OPEN_OBJECT, QUOTE, startsText,
} from '../../../bytes/json-bytes';
import { MAX_NAME_LENGTH, nameBit, nameCount } from '../../../bytes/name-bit';
import { endOfContent, viewOf } from '../../../bytes/string-content';
import { firstName, NAME_WINDOW, UNNAMED } from '../line-and-column/first-name';
import { Resume } from '../plan';
import type { RecordShapes } from '../record-shapes';

/** In bytes: after how many of them a regular sequence is believed, and how many are looked at. */
const MARKS = [4_096, 16_384, 65_536, 262_144];
export const LONGEST_LOOK = MARKS[MARKS.length - 1];
/** So many regular values are believed at a mark. */
const BELIEVED = 8;
/** So many records of the known shape that follow each other show where records stand. */
const SHOWN = 2;
const MAX_NESTED = 64;

const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const MAX_SCALAR_LENGTH = 400;
const NOTHING = -1;
const UNKNOWN = -1;

interface Regular {
  readonly start: number;
  readonly end: number;
  readonly names: number;
  readonly isObject: boolean;
  /** It is an object that has a line for itself. */
  readonly isLine: boolean;
  /** It is an object that has its lines for itself, except for a comma. */
  readonly isBlock: boolean;
  /** It has several lines and starts one, but does not end in that column. */
  readonly isCrooked: boolean;
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
  /** Words stand between the last object and the trouble, or for the last value. */
  private wordsBetween = false;
  /** The trouble is a bracket or colon directly behind a comma. */
  private behindSeparator = false;
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
      this.behindSeparator = this.last === COMMA && !startsText(this.bytes[this.at]);
      // In a sequence of texts, an array that closes without having opened was inside one.
      this.troubleBehind = frames.depth < this.given.around.length || (frames.depth === 0 && this.bytes[this.at] === CLOSE_ARRAY);
      this.learn();
    }
    this.runs.meetTrouble(frames.level);
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
    if (!valid && this.trouble === NOTHING) this.wordsBetween = true;
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
      return this.endValue(start, names, isObject, next, column);
    }
    if (!isObject || names === 0 || (given.broken && start <= this.from)) return undefined;
    return this.offer(frame, frames.level, next, column, false);
  }

  private nest(names: number): void {
    if (names !== 0 && this.nested.size < MAX_NESTED) this.nested.add(names);
  }

  /** A value has ended. Where nothing is wrong so far, it is a regular one. */
  private endValue(start: number, names: number, isObject: boolean, next?: number, column = NOTHING): Findings | undefined {
    const { frames, given, regular, trouble } = this;
    if (isObject && trouble === NOTHING) this.wordsBetween = false;
    const { around } = given;
    if (trouble !== NOTHING || frames.depth !== around.length) return undefined;
    // Behind the array, an object of the wrapper may be open instead of it.
    if (around.length > 0 && frames.isObject(around.length - 1) !== (around[around.length - 1] === OPEN_OBJECT)) return undefined;
    // The frame that has just closed is the one behind the last.
    const startColumn = isObject ? frames.columnOf(frames.depth) : NOTHING;
    regular.push({
      start,
      end: this.at,
      names,
      isObject,
      isLine: this.isLine(frames.depth, names, next),
      isBlock: startColumn >= 0 && this.isBlock(frames.depth, column) && next !== undefined && this.endsLine(next) === true,
      isCrooked: startColumn >= 0 && column !== startColumn && frames.insideOf(frames.depth) !== Inside.ONE_LINE,
    });
    const { shapes } = given;
    const looksAlike = isObject && shapes.known && !shapes.nestedAlike && shapes.matches(names);
    if (regular.length < 2 || !looksAlike || this.nestedAlike()) return undefined;
    return this.amongForeign() ?? this.keep(Math.max(start, this.from + 1));
  }

  /**
   * An object without members, and behind it something that resembles no other value: a stretch of another file may stand
   * inside of a record, so that everything up to the next record is damaged.
   */
  private amongForeign(): Findings | undefined {
    const { given, regular } = this;
    const k = regular.findIndex(({ isObject, names }) => isObject && names === 0);
    if (k < 0 || given.named || k + 1 >= regular.length || !regular[k + 1].isObject) return undefined;
    const others = (at: number): RecordShapes => given.shapes.with(namesOf(regular.filter((_, j) => j !== at)));
    if (this.beginsAlike(regular[k + 1].start) || given.shapes.matches(regular[k + 1].names)) return undefined;
    const next = regular.findIndex(({ names, start }, j) => j > k + 1 && names !== 0 && this.beginsAlike(start) && isLikeOthers(names, others(j)));
    return next < 0 ? undefined : this.skip(regular[k].start, regular[next].start);
  }

  /** Where the last regular value ends. */
  private get lastEnd(): number {
    return endOf(this.regular, this.from);
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

  /** Whether this frame, which has just closed in this column, is on one line, or is indented and ends where it starts. */
  private isBlock(frame: number, column: number): boolean {
    const { frames, given } = this;
    const usual = given.around.length === 0 ? given.textColumn : given.column;
    if (usual >= 0 && frames.columnOf(frame) !== usual) return false;
    const inside = frames.insideOf(frame);
    return inside === Inside.ONE_LINE ? column < 0 : inside === Inside.DEEPER && column === frames.columnOf(frame);
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
    const { frames, from, given, regular } = this;
    const last = regular[regular.length - 1];
    if (last === undefined) return from + 1;
    if (frames.depth > given.around.length) return endOf(this.withoutStrangers(regular), from);
    if (frames.depth === 0 || last.names === 0 || last.end < end - 2) return last.end;
    // The array has not ended. Perhaps its end is inside the last value, which has swallowed others.
    const others = given.shapes.with(namesOf(regular.slice(0, -1)));
    const all = others.with([last.names]);
    const swallows = (others.known && !others.matches(last.names) && !last.isLine)
      || ((!last.isLine || this.hasLineEnd(last)) && [...this.nested].some((names) => all.resembles(names))) || this.endsLikeArray(last) || (regular.length > 1 && !this.hasLineEnd(regular[regular.length - 2]) && this.hasLineEnd(last));
    return swallows ? last.start : last.end;
  }

  private hasLineEnd({ start, end }: Regular): boolean {
    return this.bytes.subarray(start, end).some(isLineEnd);
  }

  /** Whether the value ends with the brackets that close the array and the objects around it. */
  private endsLikeArray({ end }: Regular): boolean {
    const { around } = this.given;
    let at = end;
    for (const bracket of around) {
      do at--; while (isWhitespace(this.bytes[at]));
      if (this.bytes[at] !== bracket + 2) return false;
    }
    return around.length > 1;
  }

  /** The text around the records has ended, and so far nothing is wrong. Null if more bytes are needed. */
  private textEnds(next: number): Findings | null | undefined {
    const { at } = this;
    const follows = this.canFollowText(next);
    if (follows === null) return null;
    if (follows) return this.amongForeign() ?? this.keep(at);
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
    // An indented object ends where it starts.
    if (startColumn >= 0 && column >= 0 && column !== startColumn) return undefined;
    const inArray = around.length > 0;
    const endsLine = startColumn >= 0 || given.afterWords ? (inArray && next === CLOSE_ARRAY && before === COMMA) || this.endsLine(next) : false;
    if (endsLine === null) return null;
    const wholeLines = startColumn >= 0 && endsLine && (column < 0 || column === startColumn) && (frames.insideOf(frame) !== Inside.NOT_DEEPER);
    const onOneLine = column < 0 && frames.insideOf(frame) === Inside.ONE_LINE;
    const alone = (!inArray || given.onTextLine) && onOneLine;
    if (wholeLines && !named && (alone || next !== CLOSE_OBJECT)) {
      const { column: elementColumn, textColumn } = given;
      const inColumn = inArray && elementColumn >= 0 && startColumn === elementColumn && (inside ? startColumn > textColumn : before !== COLON);
      const isIndented = level <= 0 && startColumn > textColumn && frames.insideOf(frame) === Inside.DEEPER && before === COMMA;
      const isNextLine = onOneLine && level <= 0 && next !== CLOSE_ARRAY && before === COMMA;
      if (inColumn && !inside && (isIndented || isNextLine)) return this.resume(start, Resume.ELEMENT, undefined, level);
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
    const beginsAlike = this.beginsAlike(start);
    // One name says little.
    const matches = this.shapes.matches(names) && (beginsAlike || wholeLines || nameCount(names) > 1);
    const swallowed = inside && level <= HIGHEST_SHOWN && !inArray && matches && given.shapes.known && !this.shapes.nestedAlike;
    if (inside && !swallowed) return undefined;
    if (!inArray && given.afterWords && start === this.from && endsLine) return this.resume(start, Resume.TEXT);
    if (inArray) {
      if (next !== COMMA && next !== CLOSE_ARRAY && next !== END && !(named && next === CLOSE_OBJECT)) return undefined;
      if (before !== (named ? COLON : COMMA) && !(startColumn >= 0 && before !== COLON)) return undefined;
    } else {
      if (next === CLOSE_ARRAY || next === CLOSE_OBJECT || next === COLON) return undefined;
      if (!swallowed && (before === COLON || before === OPEN_ARRAY || (before === COMMA && startColumn < 0))) return undefined;
    }
    const run = this.runs.add(level, { start, end: this.at, names, wholeLines, matches, beginsAlike, firstName: firstName(this.bytes, start).name });
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
      const foreign = this.amongForeign();
      if (foreign !== undefined) return foreign;
      const until = this.untilCutOff(end);
      // Something of another file is broken as a whole, but in a value that has swallowed others these are looked for.
      if (until > this.from && until < this.lastEnd) {
        return frames.depth > around.length ? this.skip(until, resumeAt, resumeAs) : this.skip(until, until + 1, Resume.LOOK_AGAIN);
      }
      // The first value holds others: they are looked for inside it.
      return until > this.from ? this.keep(until) : this.resume(this.from, Resume.LOOK_AGAIN);
    }
    const closer = around.length > 0 ? around[0] + 2 : 0;
    const closes = around.length === 0 ? last === CLOSE_OBJECT || last === CLOSE_ARRAY : last === closer;
    if (!closes) return this.resume(resumeAt, resumeAs);
    const balance = frames.level + around.length;
    const run = runs.at(balance);
    const first = run === undefined ? undefined : firstOf(run, this.shapes);
    if (first !== undefined) return this.resume(first, around.length > 0 ? Resume.ELEMENT : Resume.TEXT, run);
    return this.resume(resumeAt, resumeAs, undefined, balance);
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

  /** Everything from `damageAt` up to where reading continues is damaged. */
  private skip(damageAt: number, resumeAt: number, resumeAs = this.given.around.length > 0 ? Resume.ELEMENT : Resume.TEXT): Findings {
    return { keepUntil: damageAt, resumeAt, resumeAs, seen: Math.max(this.seen, this.at + 1), nestedAlike: false };
  }

  /** `balance`: how many brackets are open where reading continues that were not at the start; negative if that is not known. */
  private resume(resumeAt: number, resumeAs: Resume, run?: Run, balance = run?.level ?? UNKNOWN): Findings {
    const keepUntil = Math.min(this.keptUntil(run, balance), resumeAt);
    return { keepUntil, resumeAt, resumeAs, seen: Math.max(this.seen, this.at + 1, resumeAt), nestedAlike: false };
  }

  /** How many of the regular values before the trouble are what they seem to be. */
  private keptUntil(run: Run | undefined, balance: number): number {
    const { from, given, regular } = this;
    if (given.lost || regular.length === 0) return from;
    const kept = this.withoutStrangers(this.mayHaveEndedEarly(balance) ? this.withoutParts(run) : regular, run);
    return endOf(this.withoutCrooked(kept), from);
  }

  /**
   * Whether one of the values may be the beginning of the broken record, which has ended too early. What is behind it is then
   * the rest of the record: it closes more than it opens, and is valid JSON up to where it closes what has not opened.
   */
  private mayHaveEndedEarly(balance: number): boolean {
    const { bytes, regular, trouble } = this;
    const byte = bytes[trouble];
    const isText = this.given.around.length === 0;
    if ((isText || !this.troubleBehind) && regular.filter(({ isObject }) => isObject).pop()?.isBlock) return false;
    if (byte === BACKSLASH) return true;
    if (balance >= 0) return false;
    if (this.troubleBehind) return true;
    if (!this.troubleBetween || byte === COMMA || this.wordsBetween || this.behindSeparator) return false;
    return byte !== COLON || regular.length < 2 || regular[regular.length - 2].isObject;
  }

  /** The values without the last one, if it does not end in the column in which it starts, as the others do. */
  private withoutCrooked(values: readonly Regular[]): readonly Regular[] {
    const k = values.length - 1;
    return k >= 0 && values[k].isCrooked && !values[k - 1]?.isCrooked ? values.slice(0, k) : values;
  }

  /** The regular values without those that resemble nothing, if there are several of them. One may be of a rare kind. */
  private withoutStrangers(values: readonly Regular[], run?: Run): readonly Regular[] {
    const { given } = this;
    const objects = values.filter(({ isObject }) => isObject);
    const ahead = namesOf(run?.candidates ?? []);
    let known = objects.length;
    while (known > 0) {
      const { names, isLine } = objects[known - 1];
      const others = given.shapes.with([...namesOf(objects.slice(0, known - 1)), ...ahead]);
      if ((isLine && given.around.length === 0) || (names !== 0 && isLikeOthers(names, others))) break;
      known--;
    }
    const strangers = objects.slice(known);
    if (strangers.length > 0 && (this.beginsLikeBroken(strangers[strangers.length - 1]) || this.isBeginning(strangers[strangers.length - 1], run) || (strangers.length > 1 && strangers[0].names === 0))) {
      // What another file has been put into is broken, too.
      const before = values.indexOf(strangers[0]);
      return values.slice(0, strangers.length > 1 || this.isWhole(before - 1, run) ? before : Math.max(0, before - 1));
    }
    // What else stands before something broken may belong to it.
    const last = values.lastIndexOf(objects[objects.length - 1]);
    return this.troubleBetween && values.slice(last + 1).some(({ start }) => this.bytes[start] === OPEN_ARRAY) ? values.slice(0, last + 1) : values;
  }

  /** Whether the value has only some of the names that all records have: it may be the beginning of one. */
  private isBeginning({ isBlock, names }: Regular, run?: Run): boolean {
    const others = this.given.shapes.with(namesOf([...this.regular.filter((value) => value.names !== names), ...run?.candidates ?? []]));
    return !isBlock && others.uniform && others.resembles(names);
  }

  /** Whether the broken value begins with the same name as this one, and no other does: both may come from another file. */
  private beginsLikeBroken({ start, end }: Regular): boolean {
    const { bytes, trouble } = this;
    const open = bytes.indexOf(OPEN_OBJECT, end);
    return open >= 0 && (trouble < 0 || open < trouble) && firstName(bytes, open).name === firstName(bytes, start).name && !this.beginsAlike(start);
  }

  /** The regular values without those that may be parts of the broken record. */
  private withoutParts(run?: Run): readonly Regular[] {
    return this.troubleBehind ? this.beforeSiblings(run) : this.withoutDoubtful(run);
  }

  /**
   * The array has ended too early, so it was one inside a record: the last values were its elements, and the one before
   * them was the beginning of that record. If records stand just outside of it, only the bracket is surplus.
   */
  private beforeSiblings(run?: Run): readonly Regular[] {
    const { regular } = this;
    const { names } = regular[regular.length - 1];
    const isRecord = run !== undefined && this.given.shapes.with(namesOf(run.candidates)).matches(names);
    if (isRecord && run.level === -1 && this.given.around.length > 0) return regular;
    let k = regular.length - 1;
    while (k >= 0 && regular[k].names === regular[regular.length - 1].names) k--;
    if (!(regular[k]?.isBlock && this.isWhole(k, run))) k--;
    const others = (): RecordShapes => this.given.shapes.with(namesOf([...regular.slice(0, k), ...run?.candidates ?? []]));
    while (k >= 0 && !(regular[k].names !== 0 && isLikeOthers(regular[k].names, others()))) k--;
    return regular.slice(0, Math.max(0, k + 1));
  }

  /** The regular values without the last object, which may have ended too early. */
  private withoutDoubtful(run?: Run): readonly Regular[] {
    const { bytes, regular, trouble } = this;
    let k = regular.length - 1;
    while (k >= 0 && !regular[k].isObject) k--;
    // A bracket that closes nothing concerns what is next to it.
    if (bytes[trouble] === CLOSE_OBJECT && k < regular.length - 1) return regular.slice(0, regular.length - 1);
    return k < 0 ? regular : regular.slice(0, this.isWhole(k, run) ? k + 1 : k);
  }

  /** Whether this value has all the names of a record, where all records have the same. */
  private isWhole(k: number, run?: Run): boolean {
    const { given, regular, shapes } = this;
    if (k < 0 || regular[k].names === 0) return false;
    const ahead = run !== undefined && run.level <= HIGHEST_SHOWN && !shapes.nestedAlike ? namesOf(run.candidates) : [];
    const others = given.shapes.with([...namesOf(regular.slice(0, k)), ...ahead]);
    return others.uniform && others.matches(regular[k].names);
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

/** Where the last of these values ends. */
const endOf = (values: readonly Regular[], none: number): number => values.length === 0 ? none : values[values.length - 1].end;

const namesOf = (values: readonly Pick<Regular, 'names'>[]): number[] => values.map(({ names }) => names).filter((names) => names !== 0);

function isLikeOthers(names: number, others: RecordShapes): boolean {
  return others.uniform ? others.matches(names) : others.resembles(names);
}
