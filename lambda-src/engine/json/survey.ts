import { JsonBytes } from '../wasm/json-bytes';
import {
  BACKSLASHES, BEYOND_ASCII, BLANKS, CONTAINERS, DEEPEST, INPUT, LINE_ENDS, MEMBERS, NUMBERS, SLACK, STRINGS, SURROGATE_ESCAPES,
  UNUSUAL_NUMBERS, WORDS,
} from '../wasm/layout';

let shared: JsonBytes | undefined;

/** What one look at the bytes of a JSON text tells that its parsed tree does not. Good until the next look. */
export class Survey {
  public length = 0;
  private readonly json = shared ??= new JsonBytes();
  /** Index of the first number's place among the words of the memory. */
  private spans = 0;

  public of(bytes: Uint8Array): this {
    const { length } = bytes;
    this.length = length;
    // Of numbers there is one in two bytes at most, and its place takes eight.
    const spans = 4 * Math.ceil((INPUT + length + SLACK) / 4);
    this.json.load(bytes, 4 * length + 2 * SLACK);
    this.json.run.survey(INPUT, INPUT + length, spans);
    this.spans = spans / 4;
    return this;
  }

  public get ascii(): boolean { return this.json.word(BEYOND_ASCII) === 0; }
  /** Members of all objects, those with the same name counted each. */
  public get members(): number { return this.json.word(MEMBERS); }
  public get depth(): number { return this.json.word(DEEPEST); }
  /** White space between tokens, in bytes. */
  public get blanks(): number { return this.json.word(BLANKS); }
  /** Of them, all but spaces. */
  public get lineEnds(): number { return this.json.word(LINE_ENDS); }
  public get strings(): number { return this.json.word(STRINGS); }
  public get backslashes(): number { return this.json.word(BACKSLASHES); }
  public get containers(): number { return this.json.word(CONTAINERS); }
  /** How often true, false and null. */
  public get words(): number { return this.json.word(WORDS); }
  public get numbers(): number { return this.json.word(NUMBERS); }
  /** Some number is long or has an exponent. */
  public get unusualNumbers(): boolean { return this.json.word(UNUSUAL_NUMBERS) === 1; }
  /** Some escape stands for half of a surrogate pair. */
  public get surrogateEscapes(): boolean { return this.json.word(SURROGATE_ESCAPES) === 1; }

  /** Where the numbers start and end, in the order of the text. */
  public numberStart(number: number): number {
    return this.json.words[this.spans + 2 * number] - INPUT;
  }

  public numberEnd(number: number): number {
    return this.json.words[this.spans + 2 * number + 1] - INPUT;
  }

  /** The text without white space between tokens. Writes over where the numbers are. */
  public compact(): Uint8Array {
    const to = this.spans * 4;
    return this.json.bytes.subarray(to, this.json.run.compact(INPUT, INPUT + this.length, to));
  }
}
