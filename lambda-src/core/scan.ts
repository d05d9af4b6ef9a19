import {
  CLOSE_ARRAY, COMMA, continues, endsScalar, isContinuation, isLineEnd, isWhitespace, OPEN_ARRAY, OPEN_OBJECT, QUOTE, BACKSLASH,
  startsContainerOrString, startsScalar, startsText,
} from './bytes';
import { firstName, NAME_WINDOW, nameHash } from './member-name';
import { parsePointer } from './pointer';
import { Damage, decodeState, encodeState, initialState, LEARNING, MAX_NAMES, Mode, Phase, sameState, ScanState } from './scan-state';
import { Outcome, ValueScan } from './scan-value';

/** A stretch of a file that is one record, or that can't be read. */
export interface Extent {
  readonly kind: 'record' | 'damaged';
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
  /** Counts both kinds, from 0. */
  readonly index: number;
}

/** Where a scan can be taken up again. */
export interface Boundary {
  readonly offset: number;
  readonly index: number;
  /** null at the start of a file. */
  readonly scan: string | null;
}

/** What is behind the bytes given. */
export const enum End {
  MORE,
  /** A boundary: what was complete there is complete. */
  BATCH,
  FILE,
}

/** A longer damaged stretch is cut, so that each piece fits a letter. */
export const MAX_DAMAGED_LENGTH = 65_536;
/** A number is never this long. */
const MAX_SCALAR_LENGTH = 65_536;

const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Finds where the records of a file start and end, without parsing them, in constant memory.
 *
 * A file is a sequence of JSON texts. The elements of the array at the pointer in an object, or of a bare array, are
 * records; any other text is one. Damage costs as little as it can: see docs/design.md.
 */
export class Scanner {
  private state: ScanState;
  private readonly value: ValueScan;
  private readonly wrapperName: number;
  private at: number;
  private nextIndex: number;
  /** Start of the item that we are in, or that waits for what follows it. */
  private itemStart: number;
  private itemEnd = -1;
  /** The text that we are in has given its records already. */
  private unwrapped = false;
  private commaAt = -1;
  /** What to know to go back to the last element, if that looks like a text of its own. */
  private suspect: { lineStart: number; from: number } | null = null;
  private pieceStart = -1;
  private pieceEnd = -1;
  /** Damage that may leave nothing to show is shown as an empty extent. */
  private mustShow = false;
  private finished = false;
  private written: { state: ScanState; text: string } | null = null;
  /** What came out depends on the bytes before this offset. */
  private settledFrom = 0;

  constructor(recordsPointer: string, start: Boundary = { offset: 0, index: 0, scan: null }) {
    const path = parsePointer(recordsPointer);
    this.value = new ValueScan(path);
    this.wrapperName = path.length > 0 ? nameHash(path[0]) : 0;
    this.at = start.offset;
    this.itemStart = start.offset;
    this.nextIndex = start.index;
    this.state = start.scan === null ? initialState() : decodeState(start.scan, start.offset);
    this.state.lineStart = start.scan === null ? start.offset : this.state.lineStart;
  }

  /** Offset of the byte that it wants next. Goes back when damage shows how far back it began. */
  public get position(): number {
    return this.at;
  }

  /** From here on the bytes may be part of an extent that is not out yet. */
  public get pending(): number {
    return this.state.mode === Mode.DAMAGE && this.pieceStart >= 0 ? this.pieceStart : Math.min(this.itemStart, this.at);
  }

  /** Nothing is left. */
  public get done(): boolean {
    return this.finished;
  }

  /** Whether a batch can end here: the last extent is the same when what follows it is not seen. */
  public get settled(): boolean {
    return this.at >= this.settledFrom;
  }

  /** Where the next scanner can go on; to be asked for right after an extent, or at the start. */
  public boundary(): Boundary {
    if (this.at === 0) return { offset: 0, index: this.nextIndex, scan: null };
    // Most boundaries of a file are alike, and each answer needs one for every record.
    if (this.written === null || this.state.until > this.at || !sameState(this.written.state, this.state, this.at)) {
      this.written = { state: { ...this.state, names: [...this.state.names] }, text: encodeState(this.state, this.at) };
    }
    return { offset: this.at, index: this.nextIndex, scan: this.written.text };
  }

  /**
   * The next extent from the given bytes, of which the first has the offset `base`; null when it is done, or wants
   * bytes from `position` on, more of them than before.
   */
  public next(bytes: Uint8Array, base: number, end: End): Extent | null {
    if (this.finished) return null;
    if (this.at === 0 && this.at === base) {
      if (bytes.length < BYTE_ORDER_MARK.length && end === End.MORE) return null;
      if (BYTE_ORDER_MARK.every((byte, k) => bytes[k] === byte)) {
        this.at = BYTE_ORDER_MARK.length;
        this.state.lineStart = this.at;
      }
    }
    for (;;) {
      // Damage may reach back to before these bytes.
      if (this.at < base) return null;
      const before = this.at;
      const mode = this.state.mode;
      const extent = this.step(bytes, base, end);
      if (extent !== null || this.finished) return extent;
      if (this.at === before && this.state.mode === mode) return null;
      if (this.at - base >= bytes.length && end === End.MORE) return null;
    }
  }

  private step(bytes: Uint8Array, base: number, end: End): Extent | null {
    switch (this.state.mode) {
      case Mode.TEXTS: return this.texts(bytes, base, end);
      case Mode.ELEMENTS: return this.elements(bytes, base, end);
      case Mode.VALUE: return this.inValue(bytes, base, end);
      case Mode.STRING: return this.inString(bytes, base, end);
      case Mode.SCALAR: return this.scalar(bytes, base, end);
      case Mode.AFTER: return this.after(bytes, base, end);
      default: return this.damaged(bytes, base, end);
    }
  }

  /** Between texts. */
  private texts(bytes: Uint8Array, base: number, end: End): Extent | null {
    const state = this.state;
    let i = this.at - base;
    while (i < bytes.length && isWhitespace(bytes[i])) {
      this.noteLine(bytes[i], base + i);
      i++;
    }
    this.at = base + i;
    this.itemStart = this.at;
    if (i >= bytes.length) {
      this.finished = end !== End.MORE;
      return null;
    }
    const byte = bytes[i];
    if (state.lineHead) {
      state.lineHead = false;
      state.textColumn = this.at - state.lineStart;
    }
    state.oneLineText = this.at < state.until;
    this.unwrapped = false;
    if (byte === OPEN_ARRAY) {
      this.at++;
      this.enterArray(false);
    } else {
      this.startItem(byte);
    }
    return null;
  }

  /** Between the elements of the array of records. */
  private elements(bytes: Uint8Array, base: number, end: End): Extent | null {
    const state = this.state;
    let i = this.at - base;
    for (; i < bytes.length; i++) {
      const byte = bytes[i];
      if (isWhitespace(byte)) {
        this.noteLine(byte, base + i);
        if (state.oneLineText && isLineEnd(byte)) return this.damage(base + i, base + i);
        continue;
      }
      this.at = base + i;
      this.itemStart = this.at;
      if (byte === COMMA) {
        if (state.phase !== Phase.VALUE) return this.damage(this.at, this.at + 1, Damage.COMMAS);
        state.phase = Phase.COMMA;
        state.commaReported = false;
        this.commaAt = this.at;
        state.lineHead = false;
        continue;
      }
      if (byte === CLOSE_ARRAY) {
        const comma = this.surplusComma();
        if (comma !== this.at) {
          state.commaReported = true;
          return this.emitUnsettled(comma);
        }
        this.at++;
        this.leaveArray();
        return null;
      }
      const nameCounts = state.learning > 0 || (state.lineHead && this.at - state.lineStart <= state.textColumn);
      if (byte === OPEN_OBJECT && nameCounts && bytes.length - i < NAME_WINDOW && end === End.MORE) return null;
      if (this.leavesArrayOpen(bytes, i, byte)) return this.leaveArrayOpen(this.at);
      this.startElement(bytes, i, byte);
      return null;
    }
    this.at = base + i;
    this.itemStart = this.at;
    if (end !== End.MORE) {
      this.finished = true;
      // The array never closes: something is missing, though no byte shows it.
      if (end === End.FILE) return this.leaveArrayOpen(this.surplusComma());
    }
    return null;
  }

  /** Where the comma is that nothing follows; here when there is none. */
  private surplusComma(): number {
    return this.state.phase === Phase.COMMA && !this.state.commaReported ? this.commaAt : this.at;
  }

  /** The array has not closed, but another text begins: reported by the comma that nothing follows, or by an empty stretch. */
  private leaveArrayOpen(from: number): Extent {
    this.state.mode = Mode.TEXTS;
    this.state.inArray = false;
    return this.emitUnsettled(from);
  }

  /** The last element was no element but the next text, as what follows it shows: goes back to its start. */
  private reopen({ lineStart, from }: { lineStart: number; from: number }): Extent {
    this.settledFrom = this.at + 1;
    this.at = this.itemStart;
    this.state.lineHead = true;
    this.state.lineStart = lineStart;
    return this.leaveArrayOpen(from);
  }

  /** Whether this line starts the next text, though the array of the last one has not closed. */
  private leavesArrayOpen(bytes: Uint8Array, i: number, byte: number): boolean {
    const { elementColumn, lineHead, lineStart, phase, textColumn } = this.state;
    if (phase !== Phase.VALUE || !lineHead || this.at - lineStart > textColumn) return false;
    // Where all elements so far are on one line, the next line is another text.
    return elementColumn < 0 ? byte === OPEN_OBJECT || byte === OPEN_ARRAY : this.looksLikeText(bytes, i, byte);
  }

  /** Whether what starts this line could be a text like the one that we are in. */
  private looksLikeText(bytes: Uint8Array, i: number, byte: number): boolean {
    const { lineHead, lineStart, textColumn, wrapped } = this.state;
    if (!lineHead || this.at - lineStart > textColumn) return false;
    return wrapped ? byte === OPEN_OBJECT && this.firstName(bytes, i) === this.wrapperName : byte === OPEN_ARRAY;
  }

  private startElement(bytes: Uint8Array, i: number, byte: number): void {
    const state = this.state;
    this.suspect = this.looksLikeText(bytes, i, byte) ? { lineStart: state.lineStart, from: this.surplusComma() } : null;
    if (state.lineHead) {
      state.lineHead = false;
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) state.elementColumn = this.at - state.lineStart;
    }
    if (state.learning > 0) {
      state.learning--;
      const name = this.firstName(bytes, i);
      if (name !== 0 && state.names.length < MAX_NAMES && !state.names.includes(name)) state.names.push(name);
    }
    state.phase = Phase.VALUE;
    this.startItem(byte);
  }

  private startItem(byte: number): void {
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      this.value.open(byte, !this.state.inArray);
      this.at++;
      this.state.mode = Mode.VALUE;
    } else if (byte === QUOTE) {
      this.at++;
      this.state.mode = Mode.STRING;
    } else if (startsScalar(byte)) {
      this.state.mode = Mode.SCALAR;
    } else {
      this.damage(this.at, this.at, continues(byte) ? Damage.LOST : Damage.WORDS);
    }
  }

  private enterArray(wrapped: boolean): void {
    Object.assign(this.state, {
      mode: Mode.ELEMENTS,
      inArray: true,
      wrapped,
      phase: Phase.START,
      commaReported: false,
      elementColumn: -1,
      learning: LEARNING,
      names: [],
      lineHead: false,
    });
    this.commaAt = -1;
    this.itemStart = this.at;
  }

  private leaveArray(): void {
    this.state.inArray = false;
    this.unwrapped = true;
    this.itemStart = this.at;
    if (this.state.wrapped) {
      this.value.openBehindRecords();
      this.state.mode = Mode.VALUE;
    } else {
      this.itemEnd = -1;
      this.state.mode = Mode.AFTER;
    }
  }

  private inValue(bytes: Uint8Array, base: number, end: End): Extent | null {
    const oneLine = this.itemStart < this.state.until || this.state.oneLineText;
    this.at = base + this.value.run(bytes, base, this.at - base, oneLine);
    switch (this.value.outcome) {
      case Outcome.DONE:
        this.itemEnd = this.unwrapped && !this.state.inArray ? -1 : this.at;
        this.state.mode = Mode.AFTER;
        return null;
      case Outcome.RECORDS:
        this.enterArray(true);
        return null;
      case Outcome.DAMAGE:
        return this.damage(this.itemStart, this.at);
      default:
        return end === End.MORE ? null : this.cutOff(end);
    }
  }

  private inString(bytes: Uint8Array, base: number, end: End): Extent | null {
    let i = this.at - base;
    for (; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === QUOTE) {
        this.at = base + i + 1;
        this.itemEnd = this.at;
        this.state.mode = Mode.AFTER;
        return null;
      }
      if (isLineEnd(byte)) return this.damage(this.itemStart, base + i);
      if (byte === BACKSLASH) {
        if (i + 1 >= bytes.length && end === End.MORE) break;
        // A line end can't be escaped either.
        if (!isLineEnd(bytes[i + 1])) i++;
      }
    }
    this.at = base + Math.min(i, bytes.length);
    return end === End.MORE ? null : this.cutOff(end);
  }

  private scalar(bytes: Uint8Array, base: number, end: End): Extent | null {
    const start = this.at - base;
    const limit = Math.min(bytes.length, start + MAX_SCALAR_LENGTH);
    let i = start;
    while (i < limit && !endsScalar(bytes[i])) i++;
    if (i >= bytes.length && i < start + MAX_SCALAR_LENGTH && end === End.MORE) return null;
    const whole = i < start + MAX_SCALAR_LENGTH && SCALAR.test(Buffer.from(bytes.buffer, bytes.byteOffset + start, i - start).toString('latin1'));
    if (!whole) return this.damage(this.itemStart, this.itemStart, Damage.WORDS);
    this.at = base + i;
    this.itemEnd = this.at;
    this.state.mode = Mode.AFTER;
    return null;
  }

  /** Behind an item: it is whole only when what follows can follow it. */
  private after(bytes: Uint8Array, base: number, end: End): Extent | null {
    const { state } = this;
    for (let i = this.at - base; i < bytes.length; i++) {
      const byte = bytes[i];
      this.at = base + i;
      if (!state.inArray && isLineEnd(byte)) return this.complete();
      if (isWhitespace(byte)) {
        this.noteLine(byte, this.at);
        if (state.oneLineText && isLineEnd(byte)) return this.complete();
        continue;
      }
      if (state.inArray && (byte === COMMA || byte === CLOSE_ARRAY)) return this.complete();
      if (state.inArray && byte === OPEN_OBJECT && bytes.length - i < NAME_WINDOW && end === End.MORE) return null;
      if (this.suspect && state.inArray && this.looksLikeText(bytes, i, byte)) return this.reopen(this.suspect);
      if (startsContainerOrString(byte) || (!state.inArray && startsScalar(byte))) return this.complete();
      this.settledFrom = Math.max(this.settledFrom, this.at + 1);
      return this.itemEnd < 0
        ? this.damage(this.at, this.at)
        : this.damage(this.itemStart, this.at, startsScalar(bytes[this.itemStart - base]) ? Damage.WORDS : Damage.LOST);
    }
    this.at = base + bytes.length;
    if (end === End.MORE) return null;
    return this.suspect && state.inArray && end === End.FILE ? this.reopen(this.suspect) : this.complete();
  }

  private complete(): Extent | null {
    this.state.mode = this.state.inArray ? Mode.ELEMENTS : Mode.TEXTS;
    // White space was passed; a boundary is right behind the last line seen.
    const { itemStart, itemEnd } = this;
    this.itemStart = this.at;
    return itemEnd < 0 ? null : this.emit('record', itemStart, itemEnd);
  }

  private cutOff(end: End): null {
    this.mustShow = end === End.FILE;
    return this.damage(this.itemStart, this.at);
  }

  /** What starts at `from` can't be read, as was seen at `seen`: goes back to skip it line by line. */
  private damage(from: number, seen: number, kind = Damage.LOST): null {
    this.state.mode = Mode.DAMAGE;
    this.state.damage = kind;
    this.state.until = Math.max(this.state.until, seen);
    this.state.lineHead = false;
    this.state.afterComma = false;
    this.at = from;
    this.itemStart = from;
    this.pieceStart = -1;
    return null;
  }

  private damaged(bytes: Uint8Array, base: number, end: End): Extent | null {
    const state = this.state;
    for (let i = this.at - base; i < bytes.length; i++) {
      const byte = bytes[i];
      this.at = base + i;
      if (this.pieceStart >= 0 && this.at - this.pieceStart > MAX_DAMAGED_LENGTH - 4 && !isContinuation(byte)) return this.piece();
      if (isWhitespace(byte)) {
        this.noteLine(byte, this.at);
        continue;
      }
      if (byte === OPEN_OBJECT && state.inArray && bytes.length - i < NAME_WINDOW && end === End.MORE) return null;
      if (this.resumes(bytes, i, byte)) {
        this.mustShow = false;
        this.itemStart = this.at;
        return this.piece();
      }
      if (this.startsPiece(byte) && this.pieceStart >= 0) return this.piece();
      state.lineHead = false;
      state.afterComma = byte === COMMA;
      if (this.pieceStart < 0) this.pieceStart = this.at;
      this.pieceEnd = this.at + 1;
    }
    this.at = base + bytes.length;
    if (end === End.MORE) return null;
    const show = this.mustShow && this.pieceStart < 0;
    this.finished = true;
    return show ? this.emit('damaged', this.itemStart, this.itemStart) : this.piece();
  }

  private piece(): Extent | null {
    const { pieceStart } = this;
    this.pieceStart = -1;
    if (pieceStart < 0) return null;
    this.mustShow = false;
    return this.emit('damaged', pieceStart, this.pieceEnd);
  }

  /** Whether reading can go on here; sets how. */
  private resumes(bytes: Uint8Array, i: number, byte: number): boolean {
    const state = this.state;
    if (state.damage === Damage.COMMAS) {
      if (byte === COMMA) return false;
      state.mode = Mode.ELEMENTS;
      state.phase = Phase.COMMA;
      state.commaReported = true;
      return true;
    }
    if (state.damage === Damage.WORDS) {
      if (state.inArray && (byte === COMMA || byte === CLOSE_ARRAY) && this.pieceStart >= 0) {
        state.mode = Mode.ELEMENTS;
        state.phase = Phase.VALUE;
        return true;
      }
      if (startsContainerOrString(byte)) state.damage = Damage.LOST;
    }
    const element = state.inArray && (state.lineHead ? this.elementStartsLine(bytes, i, byte) : this.elementFollows(bytes, i, byte));
    if (element) {
      state.mode = Mode.ELEMENTS;
      state.phase = byte === CLOSE_ARRAY ? Phase.VALUE : Phase.START;
      return true;
    }
    if (state.lineHead && this.textStartsLine(bytes, i, byte)) {
      state.mode = Mode.TEXTS;
      state.inArray = false;
      return true;
    }
    return false;
  }

  private elementStartsLine(bytes: Uint8Array, i: number, byte: number): boolean {
    const { elementColumn, textColumn, names, lineStart, until } = this.state;
    const column = this.at - lineStart;
    if (elementColumn < 0) return false;
    if (byte === CLOSE_ARRAY) return this.at >= until && column <= elementColumn && (column < elementColumn || column === 0);
    if (byte !== OPEN_OBJECT || column !== elementColumn) return false;
    if (elementColumn > textColumn) return true;
    // Without indentation the column says nothing: an object inside a record stands there as well.
    const name = this.firstName(bytes, i);
    return names.length === 0 || names.includes(name);
  }

  private elementFollows(bytes: Uint8Array, i: number, byte: number): boolean {
    const { afterComma, elementColumn, names, until } = this.state;
    return byte === OPEN_OBJECT && afterComma && elementColumn < 0 && this.at >= until && names.includes(this.firstName(bytes, i));
  }

  private textStartsLine(bytes: Uint8Array, i: number, byte: number): boolean {
    const { elementColumn, inArray, textColumn, lineStart } = this.state;
    const column = this.at - lineStart;
    if (column > textColumn) return false;
    if (!inArray) return startsText(byte);
    if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY) return false;
    return column !== elementColumn || (byte === OPEN_OBJECT && this.firstName(bytes, i) === this.wrapperName);
  }

  /** Whether a line that can't be read is one by itself, and no continuation of the one before. */
  private startsPiece(byte: number): boolean {
    const { lineHead, lineStart, inArray, elementColumn, textColumn } = this.state;
    return lineHead && !continues(byte) && this.at - lineStart <= (inArray ? Math.max(elementColumn, textColumn) : textColumn);
  }

  private firstName(bytes: Uint8Array, i: number): number {
    const { hash, end } = firstName(bytes, i);
    this.settledFrom = Math.max(this.settledFrom, this.at + end - i);
    return hash;
  }

  private noteLine(byte: number, offset: number): void {
    if (isLineEnd(byte)) {
      this.state.lineHead = true;
      this.state.lineStart = offset + 1;
    }
  }

  /** A comma too many, or a closing bracket too few, shows only in what follows. */
  private emitUnsettled(from: number): Extent {
    this.settledFrom = Math.max(this.settledFrom, this.at + 1);
    return this.emit('damaged', from, from === this.at ? from : from + 1);
  }

  private emit(kind: Extent['kind'], from: number, to: number): Extent {
    return { kind, offset: from, length: to - from, index: this.nextIndex++ };
  }
}

