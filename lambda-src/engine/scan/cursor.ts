import type { Boundary, Extent } from './extent';
import { End } from './extent';
import { firstName, NAME_WINDOW } from './member-name';
import { Damage, initialState, Mode, ScanState } from './state';
import { decodeState } from './state-text';
import { ValueScan } from './value';
import { isLineEnd } from '../bytes/json-bytes';
import { parsePointer } from '../json/pointer';

/** Where a scan stands, in which bytes, and what it has found; what each mode of it works on. */
export class Cursor {
  public readonly state: ScanState;
  public readonly value: ValueScan;
  /** The bytes at hand, of which the first has the offset `base`. */
  public bytes: Uint8Array = new Uint8Array(0);
  public base = 0;
  public end = End.MORE;
  /** Offset of the byte that comes next. */
  public at: number;
  /** Start of the item that we are in, or that waits for what follows it. */
  public itemStart: number;
  /** -1 when there is no item, but an array of records that has ended. */
  public itemEnd = -1;
  public itemIsScalar = false;
  /** The text that we are in has given its records already. */
  public unwrapped = false;
  /** Offset of the last comma of the array of records. */
  public commaAt = -1;
  /** What to know to go back to the last element, if that looks like a text of its own. */
  public suspect: { readonly lineStart: number; readonly from: number } | null = null;
  /** The damaged stretch that is not out yet; -1 when there is none. */
  public pieceStart = -1;
  public pieceEnd = -1;
  /** Damage that may leave nothing to show is shown as an empty extent. */
  public mustShow = false;
  public finished = false;
  public nextIndex: number;
  /** What has come out depends on the bytes before this offset. */
  public settledFrom = 0;

  constructor(recordsPointer: string, { offset, index, scan }: Boundary) {
    this.value = new ValueScan(parsePointer(recordsPointer));
    this.at = offset;
    this.itemStart = offset;
    this.nextIndex = index;
    this.state = scan === null ? initialState(offset) : decodeState(scan, offset);
  }

  /** Whether the name of the object that opens at hand can't be seen yet. */
  public get nameIsAhead(): boolean {
    return this.end === End.MORE && this.bytes.length - (this.at - this.base) < NAME_WINDOW;
  }

  /** Hash of the first name in the object that opens at hand. What is decided by it depends on the bytes of the name. */
  public firstName(): number {
    const i = this.at - this.base;
    const { hash, end } = firstName(this.bytes, i);
    this.dependOn(this.at + end - i);
    return hash;
  }

  public dependOn(offset: number): void {
    this.settledFrom = Math.max(this.settledFrom, offset);
  }

  public noteLine(byte: number, offset: number): void {
    if (!isLineEnd(byte)) return;
    this.state.lineHead = true;
    this.state.lineStart = offset + 1;
  }

  public emit(kind: Extent['kind'], from: number, to: number): Extent {
    return { kind, offset: from, length: to - from, index: this.nextIndex++ };
  }

  /** What starts at `from` can't be read, as was seen at `seen`: goes back to skip it line by line. */
  public damage(from: number, seen: number, kind = Damage.LOST): null {
    const { state } = this;
    state.mode = Mode.DAMAGE;
    state.damage = kind;
    state.until = Math.max(state.until, seen);
    state.lineHead = false;
    state.afterComma = false;
    state.openArrays = 0;
    this.at = from;
    this.itemStart = from;
    this.pieceStart = -1;
    return null;
  }
}
