import { COMMA, isLineEnd, isWhitespace, QUOTE } from '../../../bytes/json-bytes';
import { viewOf } from '../../../bytes/string-content';

/** In bytes: how many of them are looked at, */
export const LONGEST_LOOK = 262_144;
/** and how many once many looks have found little. */
export const SHORTEST_LOOK = 1_024;
/** Stands for the end of the file. */
export const END = 0x100;
/** Stands for an index or a column that does not exist. */
export const NOTHING = -1;

/** The bytes that a look ahead reads, and how far it has read them. */
export class View {
  public readonly bytes: Uint8Array;
  /** The same bytes, to read several at once. */
  public readonly data: DataView;
  /** The file ends with these bytes. */
  public readonly ended: boolean;
  /** The index of the next byte. */
  public at: number;
  /** The last byte that is not white space. */
  public last = 0;
  /** What has been decided so far depends on the bytes before this index. */
  public seen = 0;

  constructor(bytes: Uint8Array, public readonly from: number, ended: boolean, public readonly longest: number) {
    this.bytes = bytes.subarray(0, from + longest);
    this.data = viewOf(this.bytes);
    this.ended = ended && this.bytes.length === bytes.length;
    this.at = from;
  }

  /** No more bytes are looked at than are in view. */
  public get complete(): boolean {
    return this.ended || this.bytes.length === this.from + this.longest;
  }

  /** The bytes before the next one. What follows them may be in view or not, and must not decide anything. */
  public get passed(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }

  /** The next byte is this one, and is passed. */
  public pass(byte: number): undefined {
    this.last = byte;
    this.at++;
  }

  /** Continues from this index as if nothing had been read before. */
  public readAgain(from: number): undefined {
    this.last = 0;
    this.at = from;
  }

  /** The next byte that is not white space; END at the end of the file; null if it is not in view. */
  public significantFrom(from: number): number | null {
    const { bytes } = this;
    const at = this.passWhitespace(from);
    this.seen = Math.max(this.seen, at + 1);
    if (at < bytes.length) return bytes[at];
    return this.complete ? END : null;
  }

  /** The same behind the comma that follows this index. */
  public significantBehindComma(at: number): number | null {
    return this.significantFrom(this.bytes.indexOf(COMMA, at) + 1);
  }

  /** The last byte before `at` that is not white space; a quote if there is none from `from` on. */
  public significantBefore(at: number, from: number): number {
    for (let k = at - 1; k >= from; k--) {
      if (!isWhitespace(this.bytes[k])) return this.bytes[k];
    }
    return QUOTE;
  }

  /** The index of the first byte that is not white space, from this one on. */
  public passWhitespace(from: number): number {
    const { bytes } = this;
    let at = from;
    while (at < bytes.length && isWhitespace(bytes[at])) at++;
    return at;
  }

  /** Whether what has just ended is the last on its line, except for a comma; null if more bytes are needed. */
  public endsLine(next: number): boolean | null {
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
    return at < bytes.length ? false : this.complete || null;
  }
}
