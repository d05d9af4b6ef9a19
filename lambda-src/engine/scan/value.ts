import { longestSpelling, nameMatches } from './member-name';
import { CLOSE_ARRAY, CLOSE_OBJECT, OPEN_ARRAY, OPEN_OBJECT } from '../json/bytes';
import { JsonBytes } from '../wasm/json-bytes';
import {
  CLOSERS, CLOSERS_LIMIT, DEPTH, ESCAPED, IN_STRING, INPUT, LAST_QUOTE, MATCHED, Outcome, OUTCOME, PRECEDED, PREVIOUS, WANTED, WANTED_LENGTH,
  WANTED_LIMIT,
} from '../wasm/layout';

export { Outcome } from '../wasm/layout';

/** So much is looked at in one go. */
const REGION = 16_384;
const NOWHERE = -2;
const NOTHING = new Uint8Array(0);

let shared: JsonBytes | undefined;
let owner: ValueScan | undefined;

/**
 * Walks through one object or array without parsing it: strings, brackets, and what must not follow what. Goes on
 * from chunk to chunk. Watches out for the array of records where the value may be the object around it.
 */
export class ValueScan {
  /** Why it stopped. */
  public outcome = Outcome.MORE;
  private readonly json: JsonBytes;
  private readonly names: Uint8Array[];
  /** What has been loaded: `region` bytes of these from `regionStart` on. */
  private loaded: Uint8Array = NOTHING;
  private loadedBase = -1;
  private regionStart = 0;
  private region = 0;
  /** The state, kept here while another scan uses the memory. */
  private saved: Uint8Array = NOTHING;
  /** What was seen of a name that may be a segment, in earlier regions. */
  private nameBefore: Uint8Array = NOTHING;

  constructor(private readonly path: readonly string[]) {
    this.json = shared ??= new JsonBytes();
    this.names = path.map((segment) => Buffer.from(segment));
    if (this.names.some((name) => name.length > WANTED_LIMIT)) throw new Error('a segment of the JSON pointer to the records is too long');
  }

  /** Starts behind the opening bracket of a value. */
  public open(bracket: number, mayWrap: boolean): void {
    this.own();
    const { json } = this;
    json.setWord(DEPTH, 1);
    json.setWord(IN_STRING, 0);
    json.setWord(ESCAPED, 0);
    this.follow(bracket);
    json.setWord(LAST_QUOTE, -1);
    json.bytes[CLOSERS] = bracket + 2;
    this.nameBefore = NOTHING;
    this.want(mayWrap && this.path.length > 0 && bracket === OPEN_OBJECT ? 0 : NOWHERE);
  }

  /** Starts behind the closing bracket of the array of records. */
  public openBehindRecords(): void {
    this.open(OPEN_OBJECT, true);
    const depth = this.path.length;
    this.json.setWord(DEPTH, depth);
    this.follow(CLOSE_ARRAY);
    this.json.bytes.fill(CLOSE_OBJECT, CLOSERS, CLOSERS + depth);
    this.want(depth - 1);
  }

  /** Goes on at `from` of the bytes, the first of which has the offset `base`; returns where it stopped. `oneLine`: a line end is damage. */
  public run(bytes: Uint8Array, base: number, from: number, oneLine: boolean): number {
    this.own();
    const { json } = this;
    let i = from;
    this.outcome = Outcome.MORE;
    while (i < bytes.length) {
      if (bytes !== this.loaded || base !== this.loadedBase || i < this.regionStart || i >= this.regionStart + this.region) this.load(bytes, base, i);
      const start = INPUT - this.regionStart;
      i = json.run.skip(start + i, start + this.regionStart + this.region, oneLine ? 1 : 0) - start;
      const outcome = json.word(OUTCOME) as Outcome;
      if (outcome === Outcome.MORE) {
        this.carryName();
        continue;
      }
      json.setWord(IN_STRING, 0);
      json.setWord(ESCAPED, 0);
      if (outcome === Outcome.PATH_LEFT) {
        this.follow(bytes[i - 1]);
        this.want(json.word(DEPTH) - 1);
      } else if (outcome === Outcome.ON_PATH) {
        if (this.enter(bytes, i)) return i + 1;
        i++;
      } else {
        this.outcome = outcome;
        return i;
      }
    }
    return i;
  }

  /** Passes a bracket on the way to the records; true when it opens their array. */
  private enter(bytes: Uint8Array, i: number): boolean {
    const { json } = this;
    const bracket = bytes[i];
    const matched = json.word(MATCHED);
    const quote = json.word(LAST_QUOTE);
    const [name, start] = quote < 0 ? [this.nameBefore, 0] : [bytes, quote + 1 - INPUT + this.regionStart];
    const last = matched === this.path.length - 1;
    const onPath = nameMatches(name, start, this.names[matched], this.path[matched]);
    if (onPath && last && bracket === OPEN_ARRAY) {
      this.outcome = Outcome.RECORDS;
      return true;
    }
    const depth = json.word(DEPTH);
    if (depth < CLOSERS_LIMIT) json.bytes[CLOSERS + depth] = bracket + 2;
    json.setWord(DEPTH, depth + 1);
    this.follow(bracket);
    if (onPath && !last && bracket === OPEN_OBJECT) this.want(matched + 1);
    return false;
  }

  /** Sets what stands before the byte that comes next: a bracket. */
  private follow(bracket: number): void {
    this.json.setWord(PREVIOUS, bracket);
    this.json.setWord(PRECEDED, bracket === OPEN_OBJECT || bracket === OPEN_ARRAY ? 1 : 0);
  }

  /** Sets the segment that is looked for. */
  private want(matched: number): void {
    const { json } = this;
    if (matched >= 0) {
      json.bytes.set(this.names[matched], WANTED);
      json.setWord(WANTED_LENGTH, this.names[matched].length);
    }
    json.setWord(MATCHED, matched);
  }

  private load(bytes: Uint8Array, base: number, from: number): void {
    this.loaded = bytes;
    this.loadedBase = base;
    this.regionStart = from;
    this.region = Math.min(REGION, bytes.length - from);
    this.json.load(bytes.subarray(from, from + this.region));
    this.json.setWord(LAST_QUOTE, -1);
    this.goOnWithName();
  }

  /** Keeps what the next region has to know of a name that starts in this one. */
  private carryName(): void {
    const quote = this.json.word(LAST_QUOTE);
    if (this.nameLimit === 0 || quote < 0) return;
    this.nameBefore = this.json.bytes.slice(quote + 1, Math.min(quote + 1 + this.nameLimit, INPUT + this.region));
  }

  /** Adds to a name that goes on into this region. */
  private goOnWithName(): void {
    const missing = this.nameLimit - this.nameBefore.length;
    if (missing <= 0 || this.json.word(IN_STRING) === 0) return;
    this.nameBefore = Buffer.concat([this.nameBefore, this.json.bytes.subarray(INPUT, INPUT + Math.min(missing, this.region))]);
  }

  /** As many bytes as the name that is looked for can have, with the quote behind it. */
  private get nameLimit(): number {
    const matched = this.json.word(MATCHED);
    return matched < 0 ? 0 : longestSpelling(this.path[matched]) + 1;
  }

  /** The memory is one for all scans; they take turns. */
  private own(): void {
    if (owner === this) return;
    if (owner) owner.saved = owner.json.bytes.slice(0, INPUT);
    if (this.saved.length > 0) this.json.bytes.set(this.saved);
    this.loaded = NOTHING;
    owner = this;
  }
}
