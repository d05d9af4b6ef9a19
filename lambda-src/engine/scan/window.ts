import { End } from './extent';

/** The bytes at hand, and the position of the scan in them. */
export class Window {
  public bytes: Uint8Array = new Uint8Array(0);
  /** Offset of the first byte. */
  public base = 0;
  public end = End.MORE;
  /** The extents so far depend on the bytes before this offset. */
  public settledFrom = 0;
  /** Up to where the bytes behind the last value have been looked at. */
  public peekedTo = 0;

  /** `at`: offset of the next byte. */
  constructor(public at: number) {}

  public load(bytes: Uint8Array, base: number, end: End): void {
    this.bytes = bytes;
    this.base = base;
    this.end = end;
  }

  /** Whether more bytes are needed to see `length` of them from here on. */
  public endsWithin(length: number): boolean {
    return this.end === End.MORE && this.bytes.length - (this.at - this.base) < length;
  }

  public dependOn(offset: number): void {
    this.settledFrom = Math.max(this.settledFrom, offset);
  }
}
