import { BACKSLASH, byteTable, QUOTE } from './bytes';

const enum Kind { BLANK = 1, QUOTE, OPEN, CLOSE, COLON, NUMBER, WORD }
const KINDS = byteTable(
  [' \t\n\r', Kind.BLANK], ['"', Kind.QUOTE], ['{[', Kind.OPEN], ['}]', Kind.CLOSE], [':', Kind.COLON], ['-0123456789', Kind.NUMBER], ['tfn', Kind.WORD],
);
const STRING_STOPS = byteTable(['"\\', 1]);
const NUMBER_PARTS = byteTable(['0123456789.-+', 1], ['eE', 2]);
const LOWER_U = 0x75;
const UPPER_D = 0x44;
const LOWER_D = 0x64;
/** DynamoDB's limit of digits; shorter literals without an exponent need no second look. */
const PLAIN_NUMBER_LENGTH = 38;

/** What one look at the bytes of a valid JSON text tells that its parsed tree does not. */
export class Survey {
  /** Members of all objects, those with the same name counted each. */
  public members = 0;
  public depth = 0;
  /** White space between tokens, in bytes. */
  public blanks = 0;
  public strings = 0;
  public backslashes = 0;
  public containers = 0;
  public words = 0;
  public numbers = 0;
  /** Some number is long or has an exponent. */
  public unusualNumbers = false;
  /** Some escape stands for half a surrogate pair. */
  public surrogateEscapes = false;
  /** Where the numbers start and end, in the order of the text. */
  private spans = new Int32Array(512);

  public numberStart(number: number): number {
    return this.spans[2 * number];
  }

  public numberEnd(number: number): number {
    return this.spans[2 * number + 1];
  }

  public of(bytes: Uint8Array): this {
    const end = bytes.length;
    let members = 0, depth = 0, deepest = 0, blanks = 0, strings = 0, backslashes = 0, containers = 0, words = 0, numbers = 0;
    this.unusualNumbers = false;
    this.surrogateEscapes = false;
    for (let i = 0; i < end; i++) {
      switch (KINDS[bytes[i]]) {
        case Kind.QUOTE:
          strings++;
          i++;
          for (;;) {
            while (i < end && STRING_STOPS[bytes[i]] === 0) i++;
            if (i >= end || bytes[i] === QUOTE) break;
            backslashes++;
            if (bytes[i + 1] === LOWER_U && (bytes[i + 2] === LOWER_D || bytes[i + 2] === UPPER_D) && bytes[i + 3] >= 0x38) this.surrogateEscapes = true;
            i += 2;
          }
          break;
        case Kind.BLANK:
          blanks++;
          break;
        case Kind.COLON:
          members++;
          break;
        case Kind.OPEN:
          containers++;
          if (++depth > deepest) deepest = depth;
          break;
        case Kind.CLOSE:
          depth--;
          break;
        case Kind.WORD:
          words++;
          i += 3;
          break;
        case Kind.NUMBER: {
          const start = i;
          let part = 0;
          while (++i < end && (part = NUMBER_PARTS[bytes[i]]) !== 0) {
            if (part === 2) this.unusualNumbers = true;
          }
          if (i - start > PLAIN_NUMBER_LENGTH) this.unusualNumbers = true;
          if (2 * numbers >= this.spans.length) this.grow();
          this.spans[2 * numbers] = start;
          this.spans[2 * numbers + 1] = i;
          numbers++;
          i--;
          break;
        }
        default:
      }
    }
    this.members = members;
    this.depth = deepest;
    this.blanks = blanks;
    this.strings = strings;
    this.backslashes = backslashes;
    this.containers = containers;
    this.words = words;
    this.numbers = numbers;
    return this;
  }

  private grow(): void {
    const spans = new Int32Array(this.spans.length * 2);
    spans.set(this.spans);
    this.spans = spans;
  }
}

/** The text without white space between tokens. */
export function withoutBlanks(bytes: Uint8Array, blanks: number): Uint8Array {
  const compact = new Uint8Array(bytes.length - blanks);
  let to = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (!inString && KINDS[byte] === Kind.BLANK) continue;
    compact[to++] = byte;
    if (byte === QUOTE) {
      inString = !inString;
    } else if (inString && byte === BACKSLASH) {
      compact[to++] = bytes[++i];
    }
  }
  return compact;
}
