import { afterItem } from './after-item';
import { Cursor } from './cursor';
import { damaged } from './damaged';
import { elements } from './elements';
import type { Boundary, Extent } from './extent';
import { End } from './extent';
import { scalar, string, value } from './items';
import { Mode, ScanState } from './state';
import { encodeState, sameState } from './state-text';
import { texts } from './texts';

export { End, MAX_DAMAGED_LENGTH } from './extent';
export type { Boundary, Extent } from './extent';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Finds where the records of a file start and end, without parsing them, in constant memory.
 *
 * A file is a sequence of JSON texts. The elements of the array at the pointer in an object, or of a bare array, are
 * records; any other text is one. Every byte is in one record, or in one damaged stretch, or separates them. Damage
 * costs as little as it can: see scan/resume.ts for where reading goes on.
 */
export class Scanner {
  private readonly cursor: Cursor;
  /** The last boundary as it was written. */
  private written: { state: ScanState; text: string } | null = null;

  constructor(recordsPointer: string, start: Boundary = { offset: 0, index: 0, scan: null }) {
    this.cursor = new Cursor(recordsPointer, start);
  }

  /** Offset of the byte that it wants next. Goes back when damage shows how far back it began. */
  public get position(): number {
    return this.cursor.at;
  }

  /** From here on the bytes may be part of an extent that is not out yet. */
  public get pending(): number {
    const { at, itemStart, pieceStart, state } = this.cursor;
    return state.mode === Mode.DAMAGE && pieceStart >= 0 ? pieceStart : Math.min(itemStart, at);
  }

  /** Nothing is left. */
  public get done(): boolean {
    return this.cursor.finished;
  }

  /** Whether a batch can end here: what has come out is the same when the bytes from here on are not seen. */
  public get settled(): boolean {
    return this.cursor.at >= this.cursor.settledFrom;
  }

  /** Where the next scanner can go on; to be asked for right after an extent, or at the start. */
  public boundary(): Boundary {
    const { at, nextIndex, state } = this.cursor;
    if (at === 0) return { offset: 0, index: nextIndex, scan: null };
    // Most boundaries of a file are alike, and each answer needs one for every record.
    if (this.written === null || !sameState(this.written.state, state, at)) {
      this.written = { state: { ...state, names: [...state.names] }, text: encodeState(state, at) };
    }
    return { offset: at, index: nextIndex, scan: this.written.text };
  }

  /**
   * The next extent from the given bytes, of which the first has the offset `base`; null when it is done, or wants
   * bytes from `position` on, more of them than before.
   */
  public next(bytes: Uint8Array, base: number, end: End): Extent | null {
    const { cursor } = this;
    cursor.bytes = bytes;
    cursor.base = base;
    cursor.end = end;
    if (cursor.finished || !this.passByteOrderMark()) return null;
    for (;;) {
      // Damage may reach back to before these bytes.
      if (cursor.at < base) return null;
      const before = cursor.at;
      const mode = cursor.state.mode;
      const extent = this.step(mode);
      if (extent !== null || cursor.finished) return extent;
      if (cursor.at === before && cursor.state.mode === mode) return null;
      if (cursor.at - base >= bytes.length && end === End.MORE) return null;
    }
  }

  private step(mode: Mode): Extent | null {
    switch (mode) {
      case Mode.TEXTS: return texts(this.cursor);
      case Mode.ELEMENTS: return elements(this.cursor);
      case Mode.VALUE: return value(this.cursor);
      case Mode.STRING: return string(this.cursor);
      case Mode.SCALAR: return scalar(this.cursor);
      case Mode.AFTER: return afterItem(this.cursor);
      default: return damaged(this.cursor);
    }
  }

  /** False when there are not enough bytes yet to see one. */
  private passByteOrderMark(): boolean {
    const { cursor } = this;
    if (cursor.at > 0 || cursor.base > 0) return true;
    if (cursor.bytes.length < BYTE_ORDER_MARK.length && cursor.end === End.MORE) return false;
    if (BYTE_ORDER_MARK.every((byte, k) => cursor.bytes[k] === byte)) {
      cursor.at = BYTE_ORDER_MARK.length;
      cursor.state.lineStart = cursor.at;
    }
    return true;
  }
}
