import { CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT } from '../../../bytes/json-bytes';
import { nameSet } from '../../../bytes/name-bit';

/* eslint-disable no-bitwise -- a set of names is a number */

/** Deeper brackets are not kept: no record is that deep. */
const MAX_FRAMES = 512;

// Only one look ahead is under way at a time. Their frames share these arrays, which would take longer to make than a look.
const EXPECTS = new Uint8Array(MAX_FRAMES);
const STARTS = new Int32Array(MAX_FRAMES);
const NAME_BITS = new Int32Array(MAX_FRAMES);
const NAME_COUNTS = new Int32Array(MAX_FRAMES);
const BEFORE = new Uint8Array(MAX_FRAMES);
const COLUMNS = new Int32Array(MAX_FRAMES);
const INSIDES = new Uint8Array(MAX_FRAMES);
const BRACKETS = new Uint8Array(MAX_FRAMES);

/** What may come next in an object or array. */
const enum Expect { NAME_OR_END, NAME, COLON_OF_NAME, VALUE_OF_NAME, ELEMENT_OR_END, ELEMENT, COMMA_OR_END }

/** Whether the lines inside an object start further right than the object. */
export const enum Inside { ONE_LINE, DEEPER, NOT_DEEPER }

/**
 * The open objects and arrays, some of which may be broken. A frame is valid as long as everything in it is valid JSON, so
 * the valid frames are the innermost ones.
 */
export class Frames {
  /** How many brackets are open; negative after more have closed than have opened. */
  public level = 0;
  public depth = 0;
  /** The sequence that all frames are in is valid so far. */
  public baseValid = true;
  private validFrom = 0;
  /** How many valid frames are open that are too deep to be kept. */
  private deeper = 0;
  private readonly expects = EXPECTS;
  private readonly starts = STARTS;
  private readonly nameBits = NAME_BITS;
  private readonly nameCounts = NAME_COUNTS;
  private readonly before = BEFORE;
  private readonly columns = COLUMNS;
  private readonly insides = INSIDES;
  private readonly brackets = BRACKETS;

  /** Starts inside these brackets, at an element of the innermost one. */
  public start(around: readonly number[], valid: boolean, named: boolean): void {
    this.level = 0;
    this.depth = 0;
    this.validFrom = 0;
    this.baseValid = true;
    for (const bracket of around) {
      this.push(bracket, -1, 0, -1);
      this.expects[this.depth - 1] = Expect.COMMA_OR_END;
    }
    if (this.depth > 0) this.expects[this.depth - 1] = named ? Expect.NAME_OR_END : Expect.ELEMENT_OR_END;
    this.level = 0;
    if (!valid) this.spoil();
  }

  /** Whether the innermost frame, or the sequence outside of all frames, is valid. */
  public get valid(): boolean {
    return this.depth === 0 ? this.baseValid : this.depth - 1 >= this.validFrom;
  }

  /** The index of the outermost valid frame; the depth if there is none. */
  public get outermostValid(): number {
    return this.validFrom;
  }

  public startOf(frame: number): number {
    return this.starts[frame];
  }

  public columnOf(frame: number): number {
    return this.columns[frame];
  }

  public beforeOf(frame: number): number {
    return this.before[frame];
  }

  public namesOf(frame: number): number {
    return nameSet(this.nameBits[frame], this.nameCounts[frame]);
  }

  public insideOf(frame: number): Inside {
    return this.insides[frame];
  }

  public isObject(frame: number): boolean {
    return this.brackets[frame] === OPEN_OBJECT;
  }

  /** Everything open is broken. */
  public spoil(): void {
    if (this.deeper > 0) this.depth = 0;
    this.deeper = 0;
    this.validFrom = this.depth;
    this.baseValid = false;
  }

  /** A value starts here; false if it can't. */
  public value(isString: boolean): boolean {
    if (this.depth === 0 || this.deeper > 0) return true;
    const top = this.depth - 1;
    switch (this.expects[top]) {
      case Expect.NAME_OR_END:
      case Expect.NAME:
        this.expects[top] = Expect.COLON_OF_NAME;
        return isString;
      case Expect.VALUE_OF_NAME:
      case Expect.ELEMENT:
      case Expect.ELEMENT_OR_END:
        this.expects[top] = Expect.COMMA_OR_END;
        return true;
      default:
        return false;
    }
  }

  /** The string that has just been passed is a name of the innermost object. */
  public get isName(): boolean {
    return this.depth > 0 && this.deeper === 0 && this.expects[this.depth - 1] === Expect.COLON_OF_NAME;
  }

  public addName(bit: number): void {
    this.nameBits[this.depth - 1] |= bit;
    this.nameCounts[this.depth - 1]++;
  }

  /** An object or array may start here: what is open is valid JSON so far, and it would be, too. */
  public get takesContainer(): boolean {
    if (!this.valid || this.depth === 0) return this.valid;
    const expected = this.expects[this.depth - 1];
    return this.deeper > 0 || expected === Expect.VALUE_OF_NAME || expected === Expect.ELEMENT || expected === Expect.ELEMENT_OR_END;
  }

  public separator(byte: number): boolean {
    if (this.deeper > 0) return true;
    if (this.depth === 0) return byte === COMMA;
    const top = this.depth - 1;
    if (this.expects[top] !== (byte === COLON ? Expect.COLON_OF_NAME : Expect.COMMA_OR_END)) return false;
    this.expects[top] = byte === COLON ? Expect.VALUE_OF_NAME : this.isObject(top) ? Expect.NAME : Expect.ELEMENT;
    return true;
  }

  /** `column`: where the frame starts its line; negative if it does not. */
  public push(bracket: number, start: number, before: number, column: number): void {
    this.level++;
    if (this.depth === MAX_FRAMES) {
      if (this.baseValid && this.validFrom === 0) {
        this.deeper++;
        return;
      }
      this.depth = 0;
      this.validFrom = 0;
    }
    const at = this.depth++;
    this.brackets[at] = bracket;
    this.expects[at] = bracket === OPEN_ARRAY ? Expect.ELEMENT_OR_END : Expect.NAME_OR_END;
    this.starts[at] = start;
    this.nameBits[at] = 0;
    this.nameCounts[at] = 0;
    this.before[at] = before;
    this.columns[at] = column;
    this.insides[at] = Inside.ONE_LINE;
  }

  /** Whether this bracket can close the innermost frame. `evenAfterComma`: a surplus comma at its end is no trouble. */
  public canClose(bracket: number, evenAfterComma: boolean): boolean {
    if (this.deeper > 0) return true;
    if (this.depth === 0) return false;
    const top = this.depth - 1;
    const expected = this.expects[top];
    if (this.isObject(top) !== (bracket === CLOSE_OBJECT)) return false;
    return expected === Expect.COMMA_OR_END || expected === Expect.NAME_OR_END || expected === Expect.ELEMENT_OR_END
      || (evenAfterComma && expected === Expect.ELEMENT);
  }

  public pop(): void {
    this.level--;
    if (this.deeper > 0) {
      this.deeper--;
      return;
    }
    if (this.depth > 0) this.depth--;
    this.validFrom = Math.min(this.validFrom, this.depth);
  }

  /** A line starts in this column inside the innermost frame. */
  public lineStarts(column: number): void {
    const top = this.depth - 1;
    if (top >= 0 && this.insides[top] === Inside.ONE_LINE) this.insides[top] = column > this.columns[top] ? Inside.DEEPER : Inside.NOT_DEEPER;
  }
}
