import { longestSpelling, nameMatches } from './member-name';
import { EVERY_MEMBER } from '../../../src/private/contract/records-pointer';
import { ContainerWalk, Stop } from '../bytes/container-walk';
import { CLOSE_OBJECT, endsScalar, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from '../bytes/json-bytes';

/** Why a scan stopped. */
export const enum Outcome {
  /** The bytes are used up. */
  MORE,
  /** The value is complete. */
  DONE,
  /** An array of records has opened, */
  ARRAY,
  /** or an object with a record in every member. */
  MEMBERS,
  /** The byte at hand can't stand here. */
  DAMAGE,
}

const NOTHING = new Uint8Array(0);
const UNWATCHED = -1;
const NOWHERE = -1;
const NULL = Buffer.from('null');

/**
 * Walks through one object or array without parsing it, chunk by chunk. Looks for where the pointer leads inside the
 * value: to an array of records, to one object that is a record, or to nothing (null, or something empty).
 */
export class ValueScan {
  /** Why it stopped. */
  public outcome = Outcome.MORE;
  /** The pointer leads into the value, so that the value itself is not a record. */
  public led = false;
  /** The value has no member and no element. */
  public empty = false;
  /** The record inside the value, in offsets of the file; `recordStart` is negative if there is none. */
  public recordStart = NOWHERE;
  public recordEnd = NOWHERE;
  private readonly walk = new ContainerWalk();
  private readonly names: Uint8Array[];
  /** How many segments of the pointer lead to the value. */
  private position = 0;
  /** How many segments of the pointer lead to the watched object; -1: no object is watched. */
  private matched = UNWATCHED;
  /** The watched object is the record inside the value. */
  private inRecord = false;
  /** Records inside the value are already out. */
  private committed = false;
  /** The part of a name that may be a segment, from earlier chunks. */
  private nameBefore: Uint8Array = NOTHING;

  constructor(private readonly path: readonly string[]) {
    this.names = path.map((segment) => Buffer.from(segment));
  }

  /** The names of the value's members as a set. */
  public get memberNames(): number {
    return this.walk.memberNames;
  }

  /** The scan stopped inside a string. */
  public get inString(): boolean {
    return this.walk.inString;
  }

  /** How many objects and arrays of the value are open. */
  public get depth(): number {
    return this.walk.depth;
  }

  /** Starts after the opening bracket of a value to which the first `position` segments of the pointer lead. */
  public open(bracket: number, position: number): void {
    this.walk.start(bracket, bracket + 2, 1);
    this.reset(position, false);
    this.watch(bracket === OPEN_OBJECT && position < this.path.length ? position : UNWATCHED);
  }

  /** Starts after the closing bracket `last` of an array of records that is inside `objects` objects of the value. */
  public openBehindRecords(last: number, position: number, objects: number): void {
    this.walk.start(last, CLOSE_OBJECT, objects);
    this.reset(position, true);
    this.watch(position + objects - 1);
  }

  /**
   * Continues at `from`; returns where it stopped. The bytes start at the offset `base`. `oneLine`: a line end is damage.
   * `more`: other bytes follow. `canNest`: arrays of records may be inside the value.
   */
  public run(bytes: Uint8Array, base: number, from: number, oneLine: boolean, more: boolean, canNest: boolean): number {
    const { walk } = this;
    this.continueName(bytes, from);
    for (let at = from; ;) {
      at = walk.run(bytes, at, oneLine);
      switch (walk.stop) {
        case Stop.OPENS: {
          const outcome = this.opens(bytes, base, at, canNest);
          if (outcome !== Outcome.MORE) return this.stop(outcome, outcome === Outcome.DAMAGE ? at : at + 1);
          at++;
          break;
        }
        case Stop.CLOSED:
          this.closed(base + at);
          break;
        case Stop.MAY_BE_NOTHING: {
          const length = bytes[at] === QUOTE ? 2 : NULL.length;
          if (more && bytes.length - at <= length) {
            this.keepName(bytes);
            return this.stop(Outcome.MORE, at);
          }
          if (isNothing(bytes, at, length) && this.onPath(bytes)) this.led = true;
          at = walk.pass(bytes, at);
          break;
        }
        case Stop.DONE:
          this.empty = walk.empty;
          return this.stop(Outcome.DONE, at);
        case Stop.DAMAGE:
          return this.stop(Outcome.DAMAGE, at);
        default:
          this.keepName(bytes);
          return this.stop(Outcome.MORE, at);
      }
    }
  }

  private reset(position: number, committed: boolean): void {
    this.position = position;
    this.committed = committed;
    this.led = committed;
    this.inRecord = false;
    this.recordStart = NOWHERE;
    this.nameBefore = NOTHING;
  }

  private stop(outcome: Outcome, at: number): number {
    this.outcome = outcome;
    return at;
  }

  /** Passes a bracket inside the watched object; answers MORE if no records array opens. */
  private opens(bytes: Uint8Array, base: number, at: number, canNest: boolean): Outcome {
    const { walk, path } = this;
    const bracket = bytes[at];
    const next = this.matched + 1;
    if (this.inRecord || !this.onPath(bytes)) {
      walk.enter(bracket);
      return Outcome.MORE;
    }
    if (this.recordStart !== NOWHERE) return this.secondRecord(bracket);
    const everyMember = path[next] === EVERY_MEMBER;
    if (canNest && (bracket === OPEN_ARRAY || everyMember)) {
      return bracket === OPEN_ARRAY ? Outcome.ARRAY : Outcome.MEMBERS;
    }
    walk.enter(bracket);
    if (bracket === OPEN_ARRAY || everyMember) return Outcome.MORE;
    if (next === path.length) {
      this.inRecord = true;
      this.recordStart = base + at;
    }
    this.watch(next);
    return Outcome.MORE;
  }

  /** Two members of the same name: the value is a record, which will be rejected for them; or damaged, if a part of it is out. */
  private secondRecord(bracket: number): Outcome {
    if (this.committed) return Outcome.DAMAGE;
    this.walk.enter(bracket);
    this.led = false;
    this.recordStart = NOWHERE;
    this.watch(UNWATCHED);
    return Outcome.MORE;
  }

  /** After the bracket that closes the watched object, at the offset `end`. */
  private closed(end: number): void {
    const { empty } = this.walk;
    if (this.inRecord) {
      this.inRecord = false;
      this.led = true;
      this.recordEnd = end;
      if (empty) this.recordStart = NOWHERE;
    } else if (empty) {
      this.led = true;
    }
    this.watch(this.matched - 1);
  }

  /** Whether the name before the value at hand is that of the pointer. */
  private onPath(bytes: Uint8Array): boolean {
    const { matched, path, walk } = this;
    if (matched >= path.length) return false;
    const [name, start] = walk.lastString < 0 ? [this.nameBefore, 0] : [bytes, walk.lastString];
    return nameMatches(name, start, this.names[matched], path[matched]);
  }

  /** Watches the object that the first `matched` segments of the pointer lead to. */
  private watch(matched: number): void {
    this.matched = matched;
    // What comes next has its own name.
    this.walk.lastString = -1;
    this.nameBefore = NOTHING;
    this.walk.watched = matched === UNWATCHED ? 0 : matched - this.position + 1;
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
    const { matched, path } = this;
    return matched < 0 || matched >= path.length ? 0 : longestSpelling(path[matched]) + 1;
  }
}

/** Whether this is `null` or `""`. */
function isNothing(bytes: Uint8Array, at: number, length: number): boolean {
  if (bytes[at] === QUOTE) return bytes[at + 1] === QUOTE;
  return NULL.every((byte, k) => bytes[at + k] === byte) && (at + length === bytes.length || endsScalar(bytes[at + length]));
}
