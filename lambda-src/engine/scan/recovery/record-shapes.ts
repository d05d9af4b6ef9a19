import { nameCount, nameSet } from '../../bytes/name-bit';
import type { Carried, Carrier } from '../carrier';

/* eslint-disable no-bitwise -- a set of names is a number */

const MAX_KINDS = 4;
/** One common name says little: `id` is everywhere. */
const TELLING_NAMES = 2;
const CROWDED = 20;

/** Whether two objects are equal in their names, or have several in common. */
export function resemble(left: number, right: number): boolean {
  if (left === right) return true;
  // So many names share their bits that these tell nothing.
  if (Math.max(bitCount(left), bitCount(right)) > CROWDED) {
    return 2 * Math.min(nameCount(left), nameCount(right)) >= Math.max(nameCount(left), nameCount(right));
  }
  return bitCount(left & right) >= TELLING_NAMES;
}

/**
 * The top-level names of the records seen so far. A set of names has a bit for each, so that it can be compared and
 * carried. Two names may share a bit, so a set also says how many there are.
 */
export class RecordShapes implements Carried {
  /** The bits of the names that all records have. */
  private common = 0;
  /** The bits of the names that any record has. */
  private all = 0;
  /** How many names a record has. */
  private least = 0;
  private most = 0;
  /** The first different sets. */
  private kinds: number[] = [];
  /** Objects inside records have the names of records. */
  public nestedAlike = false;

  public carry(carrier: Carrier): void {
    // Most records of a file have the same names, so that the differences are short.
    const common = carrier.number(this.common >>> 0);
    this.all = carrier.number((this.all ^ this.common) >>> 0) ^ common;
    this.least = carrier.number(this.least);
    this.most = carrier.number(this.most - this.least) + this.least;
    const bits = carrier.numbers(this.kinds.map((names) => (names ^ this.common) >>> 0), MAX_KINDS);
    const counts = carrier.numbers(this.kinds.map((names) => nameCount(names) - this.least), MAX_KINDS);
    this.kinds = bits.map((names, k) => nameSet(names ^ common, counts[k] + this.least));
    this.common = common | 0;
    this.nestedAlike = carrier.flag(this.nestedAlike);
  }

  /** Whether any record has been seen. */
  public get known(): boolean {
    return this.kinds.length > 0;
  }

  /** Whether all records have the same names. */
  public get uniform(): boolean {
    return this.kinds.length === 1;
  }

  /** Whether an object with these names looks like the records seen so far. */
  public matches(names: number): boolean {
    if (this.isKind(names)) return true;
    const count = nameCount(names);
    return bitCount(this.common) >= TELLING_NAMES && count >= this.least && count <= this.most
      && (names & this.common) === this.common && (names & ~this.all) === 0;
  }

  /** Whether an object with these names has several in common with a record seen so far. */
  public resembles(names: number): boolean {
    return this.kinds.some((kind) => resemble(kind, names));
  }

  /** Whether an object with these names has some of those that records have, and no others. */
  public includes(names: number): boolean {
    return (names & ~this.all) === 0 && nameCount(names) < this.most;
  }

  public learn(names: number): void {
    if (this.isKind(names)) return;
    const { kinds } = this;
    const first = kinds.length === 0;
    const count = nameCount(names);
    this.common = first ? names | 0 : this.common & names;
    this.all |= names;
    this.least = first ? count : Math.min(this.least, count);
    this.most = Math.max(this.most, count);
    if (kinds.length < MAX_KINDS) this.kinds = [...kinds, names];
  }

  /** Called for every record: `includes` would make an object of the number. */
  public isKind(names: number): boolean {
    const { kinds } = this;
    for (let k = 0; k < kinds.length; k++) {
      if (kinds[k] === names) return true;
    }
    return false;
  }

  /** What would be known after records with these names. */
  public with(names: readonly number[]): RecordShapes {
    const shapes = Object.assign(new RecordShapes(), this);
    for (const set of names) shapes.learn(set);
    return shapes;
  }
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits | 0; rest !== 0; rest &= rest - 1) count++;
  return count;
}
