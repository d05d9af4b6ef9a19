import { isAscii } from 'node:buffer';
import { BACKSLASH, byteTable, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE, SPACE } from './json-bytes';
import { endOfContent, viewOf } from './string-content';

/** A longer number may have more digits than DynamoDB holds. */
const PLAIN_NUMBER_LENGTH = 38;

const LETTER_U = 0x75;
const SMALL_D = 0x64;
const CAPITAL_D = 0x44;
const DIGIT_8 = 0x38;

const enum InNumber { NO, PLAIN, EXPONENT }
const IN_NUMBER = byteTable(['+-.0123456789', InNumber.PLAIN], ['eE', InNumber.EXPONENT]);
const IN_WORD = byteTable(['abcdefghijklmnopqrstuvwxyz', 1]);

/**
 * Facts about the bytes of a JSON text that its parsed tree does not tell. Valid until the next survey. For bytes that
 * are not JSON, the counts are those of the same bytes in a JSON text.
 */
export class Survey {
  public ascii = true;
  /** Members of all objects, including members of the same name. */
  public members = 0;
  public depth = 0;
  /** White space between tokens, in bytes. */
  public blanks = 0;
  /** White space other than spaces, in bytes. */
  public lineEnds = 0;
  public strings = 0;
  public backslashes = 0;
  public containers = 0;
  /** The number of true, false and null. */
  public words = 0;
  public numbers = 0;
  /** Whether a number is long or has an exponent. */
  public unusualNumbers = false;
  /** Whether an escape is half of a surrogate pair. */
  public surrogateEscapes = false;

  /** Start and end of each number. */
  private spans: Int32Array = new Int32Array(256);

  public of(bytes: Uint8Array): this {
    const { length } = bytes;
    const view = viewOf(bytes);
    this.begin(bytes);
    // Frequent counts are in variables: that is a fifth faster.
    let members = 0;
    let open = 0;
    let depth = 0;
    let blanks = 0;
    let strings = 0;
    let containers = 0;
    let at = 0;
    while (at < length) {
      const byte = bytes[at++];
      if (byte === QUOTE) {
        strings++;
        at = endOfContent(bytes, view, at);
        if (bytes[at] !== QUOTE) at = this.passEscapes(bytes, view, at);
        at++;
      } else if (byte === COLON) {
        members++;
      } else if (byte === COMMA) {
        continue;
      } else if (byte <= SPACE) {
        blanks++;
        if (byte !== SPACE) this.lineEnds++;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        containers++;
        if (++open > depth) depth = open;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        open--;
      } else if (byte < OPEN_ARRAY) {
        at = this.passNumber(bytes, at - 1);
      } else {
        this.words++;
        while (at < length && IN_WORD[bytes[at]] === 1) at++;
      }
    }
    this.members = members;
    this.depth = depth;
    this.blanks = blanks;
    this.strings = strings;
    this.containers = containers;
    return this;
  }

  /** Where the numbers start and end, in the order of the text. */
  public numberStart(number: number): number {
    return this.spans[2 * number];
  }

  public numberEnd(number: number): number {
    return this.spans[2 * number + 1];
  }

  private begin(bytes: Uint8Array): void {
    this.ascii = isAscii(bytes);
    this.lineEnds = 0;
    this.backslashes = 0;
    this.words = 0;
    this.numbers = 0;
    this.unusualNumbers = false;
    this.surrogateEscapes = false;
  }

  /** Continues in a string at a backslash or a control character; returns the index of its closing quote. */
  private passEscapes(bytes: Uint8Array, view: DataView, from: number): number {
    let at = from;
    while (at < bytes.length && bytes[at] !== QUOTE) {
      if (bytes[at] === BACKSLASH) {
        this.backslashes++;
        at++;
        if (bytes[at] === BACKSLASH) this.backslashes++;
        else if (startsSurrogate(bytes, at)) this.surrogateEscapes = true;
      }
      at = endOfContent(bytes, view, at + 1);
    }
    return at;
  }

  /** Returns where the number ends. */
  private passNumber(bytes: Uint8Array, from: number): number {
    let at = from + 1;
    for (; at < bytes.length; at++) {
      const kind = IN_NUMBER[bytes[at]];
      if (kind === InNumber.NO) break;
      if (kind === InNumber.EXPONENT) this.unusualNumbers = true;
    }
    if (at - from > PLAIN_NUMBER_LENGTH) this.unusualNumbers = true;
    const place = 2 * this.numbers++;
    if (place === this.spans.length) this.growSpans();
    this.spans[place] = from;
    this.spans[place + 1] = at;
    return at;
  }

  private growSpans(): void {
    const spans = new Int32Array(2 * this.spans.length);
    spans.set(this.spans);
    this.spans = spans;
  }
}

/** Whether the escape with its `u` at this index is one of \uD800 to \uDFFF: half of a surrogate pair. */
function startsSurrogate(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LETTER_U && (bytes[at + 1] === SMALL_D || bytes[at + 1] === CAPITAL_D) && bytes[at + 2] >= DIGIT_8;
}
