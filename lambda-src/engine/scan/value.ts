import { longestSpelling, nameMatches } from './member-name';
import { ContainerWalk, Stop } from '../bytes/container-walk';
import { CLOSE_ARRAY, CLOSE_OBJECT, OPEN_ARRAY, OPEN_OBJECT } from '../bytes/json-bytes';

/** Why a scan stopped. */
export const enum Outcome {
  /** The bytes are used up. */
  MORE,
  /** The value is complete. */
  DONE,
  /** The records array has opened. */
  RECORDS,
  /** The byte at hand can't stand here. */
  DAMAGE,
}

const NOTHING = new Uint8Array(0);
const UNWATCHED = -1;

/**
 * Walks through one object or array without parsing it, chunk by chunk. Looks for the records array if the value may be
 * the object around it.
 */
export class ValueScan {
  /** Why it stopped. */
  public outcome = Outcome.MORE;
  private readonly walk = new ContainerWalk();
  private readonly names: Uint8Array[];
  /** How many segments of the pointer lead to the watched object; -1: no object is watched. */
  private matched = UNWATCHED;
  /** The part of a name that may be a segment, from earlier chunks. */
  private nameBefore: Uint8Array = NOTHING;

  constructor(private readonly path: readonly string[]) {
    this.names = path.map((segment) => Buffer.from(segment));
  }

  /** Starts after the opening bracket of a value. */
  public open(bracket: number, mayWrap: boolean): void {
    this.walk.start(bracket, bracket + 2, 1);
    this.nameBefore = NOTHING;
    this.watch(mayWrap && this.path.length > 0 && bracket === OPEN_OBJECT ? 0 : UNWATCHED);
  }

  /** Starts after the closing bracket of the records array. */
  public openBehindRecords(): void {
    const depth = this.path.length;
    this.walk.start(CLOSE_ARRAY, CLOSE_OBJECT, depth);
    this.nameBefore = NOTHING;
    this.watch(depth - 1);
  }

  /** Continues at `from`; returns where it stopped. `oneLine`: a line end is damage. */
  public run(bytes: Uint8Array, from: number, oneLine: boolean): number {
    const { walk } = this;
    this.continueName(bytes, from);
    for (let at = from; ;) {
      at = walk.run(bytes, at, oneLine);
      switch (walk.stop) {
        case Stop.OPENS:
          if (this.opensRecords(bytes, at)) return this.stop(Outcome.RECORDS, at + 1);
          at++;
          break;
        case Stop.CLOSED:
          this.watch(walk.depth - 1);
          break;
        case Stop.DONE:
          return this.stop(Outcome.DONE, at);
        case Stop.DAMAGE:
          return this.stop(Outcome.DAMAGE, at);
        default:
          this.keepName(bytes);
          return this.stop(Outcome.MORE, at);
      }
    }
  }

  private stop(outcome: Outcome, at: number): number {
    this.outcome = outcome;
    return at;
  }

  /** Passes a bracket inside the watched object; true if it opens the records array. */
  private opensRecords(bytes: Uint8Array, at: number): boolean {
    const { walk, matched, path } = this;
    const bracket = bytes[at];
    const [name, start] = walk.lastString < 0 ? [this.nameBefore, 0] : [bytes, walk.lastString];
    const last = matched === path.length - 1;
    const onPath = nameMatches(name, start, this.names[matched], path[matched]);
    if (onPath && last && bracket === OPEN_ARRAY) return true;
    walk.enter(bracket);
    if (onPath && !last && bracket === OPEN_OBJECT) this.watch(matched + 1);
    return false;
  }

  /** Watches the object that the first `matched` segments of the pointer lead to. */
  private watch(matched: number): void {
    this.matched = matched;
    this.walk.watched = matched + 1;
  }

  /** Keeps the start of a name that continues in the next chunk. */
  private keepName(bytes: Uint8Array): void {
    const start = this.walk.lastString;
    if (this.nameLimit > 0 && start >= 0) this.nameBefore = new Uint8Array(bytes.subarray(start, start + this.nameLimit));
  }

  /** Completes a name that continues in this chunk. */
  private continueName(bytes: Uint8Array, from: number): void {
    const missing = this.nameLimit - this.nameBefore.length;
    if (missing > 0 && this.walk.inString) this.nameBefore = Buffer.concat([this.nameBefore, bytes.subarray(from, from + missing)]);
    this.walk.lastString = -1;
  }

  /** The most bytes that the wanted name can have, including the quote after it. */
  private get nameLimit(): number {
    return this.matched < 0 ? 0 : longestSpelling(this.path[this.matched]) + 1;
  }
}
