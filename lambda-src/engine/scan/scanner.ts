import { afterValue } from './after-value';
import { Cursor } from './cursor';
import { elements } from './elements';
import type { Boundary, Extent } from './extent';
import { End } from './extent';
import { container, scalar, string } from './inside-value';
import { colon, memberValue } from './members';
import { Mode } from './mode';
import { settleDoubt } from './recovery/doubt';
import { search } from './recovery/search';
import { skipDamage } from './skip-damage';
import { StateWriter } from './state-writer';
import { texts } from './texts';

export { End, MAX_DAMAGED_LENGTH } from './extent';
export type { Boundary, Extent } from './extent';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Finds where the records of a file start and end, without parsing them, in constant memory.
 *
 * A file is a sequence of JSON texts. The pointer leads into a text, through arrays wherever they stand, to the elements of
 * an array or to one object: these are records. A text or array element that it does not lead into is itself one record.
 * Every byte is in one record, or in one damaged stretch, or separates them.
 * The DamageRules decide where reading continues after damage.
 */
export class Scanner {
  private readonly cursor: Cursor;
  private readonly stateWriter = new StateWriter();

  constructor(recordsPointer: string, start: Boundary = { offset: 0, index: 0, scan: null }) {
    this.cursor = new Cursor(recordsPointer, start);
  }

  /** Offset of the next byte that the scan needs. Goes back to the start of damage when damage is found. */
  public get position(): number {
    return this.cursor.window.at;
  }

  /** From here on, the bytes may be part of an extent that is not out yet. */
  public get pending(): number {
    const { mode, stretch, value, window } = this.cursor;
    return (mode === Mode.DAMAGE || mode === Mode.SEARCH) && stretch.isOpen ? stretch.start : Math.min(value.start, window.at);
  }

  /** Whether nothing is left to scan. */
  public get done(): boolean {
    return this.cursor.finished;
  }

  /** Whether a batch can end here: the extents so far do not depend on the bytes from here on. */
  public get settled(): boolean {
    const { at, settledFrom } = this.cursor.window;
    return at >= settledFrom;
  }

  /** Where the next scanner can continue. Valid right after an extent, or at the start. */
  public boundary(): Boundary {
    const { nextIndex: index, window: { at: offset } } = this.cursor;
    return { offset, index, scan: offset === 0 ? null : this.stateWriter.write(this.cursor, offset) };
  }

  /**
   * The next extent from the given bytes, which start at the offset `base`; null if the scan is done, or needs the bytes
   * from `position` on, more of them than before.
   */
  public next(bytes: Uint8Array, base: number, end: End): Extent | null {
    const { cursor } = this;
    const { window } = cursor;
    window.load(bytes, base, end);
    if (cursor.finished || !this.passByteOrderMark()) return null;
    for (;;) {
      // Damage may have begun before these bytes.
      if (window.at < base) return null;
      const { at } = window;
      const { mode } = cursor;
      const extent = this.step(mode);
      if (extent !== null || cursor.finished) return extent;
      if (window.at === at && cursor.mode === mode) return null;
      if (window.at - base >= bytes.length && end === End.MORE) return null;
    }
  }

  private step(mode: Mode): Extent | null {
    switch (mode) {
      case Mode.TEXTS: return texts(this.cursor);
      case Mode.ELEMENTS: return elements(this.cursor);
      case Mode.CONTAINER: return container(this.cursor);
      case Mode.STRING: return string(this.cursor);
      case Mode.SCALAR: return scalar(this.cursor);
      case Mode.NAME: return string(this.cursor);
      case Mode.COLON: return colon(this.cursor);
      case Mode.MEMBER_VALUE: return memberValue(this.cursor);
      case Mode.AFTER_VALUE: return afterValue(this.cursor);
      case Mode.SEARCH: return search(this.cursor);
      case Mode.DOUBT: return settleDoubt(this.cursor);
      case Mode.DAMAGE: return skipDamage(this.cursor);
    }
  }

  /** False if there are not enough bytes yet to recognize a byte-order mark. */
  private passByteOrderMark(): boolean {
    const { rules, window } = this.cursor;
    const { bytes, base, end } = window;
    if (window.at > 0 || base > 0) return true;
    if (bytes.length < BYTE_ORDER_MARK.length && end === End.MORE) return false;
    if (BYTE_ORDER_MARK.every((byte, k) => bytes[k] === byte)) {
      window.at = BYTE_ORDER_MARK.length;
      rules.fileStarts(window.at);
    }
    return true;
  }
}
