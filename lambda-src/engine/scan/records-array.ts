import type { Carried, Carrier } from './carrier';
import { EVERY_MEMBER } from '../../../src/private/contract/records-pointer';
import { CLOSE_ARRAY, CLOSE_OBJECT, OPEN_ARRAY, OPEN_OBJECT } from '../bytes/json-bytes';

/** What was last seen in the records array. */
export const enum Phase { START, VALUE, COMMA }

const NOWHERE = -1;

/**
 * Arrays, and objects with a record in every member, that may stand around a record. A deeper array is a value like any
 * other, so that the state of a scan stays short whatever a file nests.
 */
const MAX_LEVELS = 8;

/**
 * The arrays on the way of the pointer that the scan is in, from the outermost to the innermost. What the pointer leads
 * to when all members of an object are meant stands in them like the elements of an array; such an object counts as an
 * array here. All other members are about the innermost array.
 */
export class RecordsArray implements Carried {
  /** The scan is inside an array whose elements are separated by commas alone, */
  public open = false;
  /** or inside an object, in which a name precedes each element. */
  public named = false;
  /** The elements are what "every member" in the pointer stands for. */
  public everyMember = false;
  /** The scan is inside any array. */
  public inside = false;
  /** The bracket that closes the array. */
  public closer = CLOSE_ARRAY;
  /** The outermost array is inside an object. */
  public wrapped = false;
  public phase = Phase.START;
  /** How many segments of the pointer lead to the elements; to the text outside of arrays. */
  public position = 0;
  /** All segments of the pointer lead to the array. */
  private atEnd = false;
  /** For each array twice the number of objects between it and the one before, and one more if the array is an object. */
  private levels: number[] = [];
  /** The comma after the last element is part of an extent if no element follows it. */
  private commaReported = false;
  private commaAt = NOWHERE;
  private surplusBeforeElement = NOWHERE;

  constructor(private readonly path: readonly string[]) {
  }

  public carry(carrier: Carrier): void {
    const levels = carrier.numbers(this.levels, MAX_LEVELS);
    if (levels !== this.levels) {
      this.levels = levels;
      this.describe();
    }
    this.phase = carrier.choice(this.phase, Phase.COMMA);
    this.commaReported = carrier.flag(this.commaReported);
  }

  /** The brackets around the elements, from the outermost to the innermost. */
  public get around(): number[] {
    return this.levels.flatMap((level) => [...Array<number>(Math.floor(level / 2)).fill(OPEN_OBJECT), level % 2 === 1 ? OPEN_OBJECT : OPEN_ARRAY]);
  }

  /** Whether an array that opens here is looked through. What is in the array at the end of the pointer are records, whatever it is. */
  public get canNest(): boolean {
    return !this.atEnd && this.levels.length < MAX_LEVELS;
  }

  /** Whether an object that opens here holds a record in every member. */
  public get meansEveryMember(): boolean {
    return this.path[this.position] === EVERY_MEMBER && this.canNest;
  }

  /** After the bracket that opens an array, which is inside `objects` objects that are inside the array before. */
  public enter(objects: number, named: boolean): void {
    this.levels.push(2 * objects + (named ? 1 : 0));
    this.describe();
    this.phase = Phase.START;
    this.commaReported = false;
    this.commaAt = NOWHERE;
  }

  /** A comma between elements; false if no element precedes it. */
  public passComma(at: number): boolean {
    if (this.phase !== Phase.VALUE) return false;
    this.phase = Phase.COMMA;
    this.commaReported = false;
    this.commaAt = at;
    return true;
  }

  public startElement(at: number): void {
    this.surplusBeforeElement = this.surplusComma(at);
    this.phase = Phase.VALUE;
  }

  /** The position of a comma that no element follows; `at` if there is none. */
  public surplusComma(at: number): number {
    return this.phase === Phase.COMMA && !this.commaReported ? this.commaAt : at;
  }

  /** The same from the start of the last element, if that turns out not to be an element. */
  public get surplusCommaBeforeElement(): number {
    return this.surplusBeforeElement;
  }

  public reportComma(): void {
    this.commaReported = true;
  }

  /** Continues after damage, which includes the comma before it. */
  public resume(phase: Phase): void {
    this.phase = phase;
    this.commaReported = true;
  }

  /** At the bracket that closes the array. Returns the number of objects that are still open inside the array before. */
  public close(): number {
    const closed = this.levels.pop()!;
    this.describe();
    this.phase = this.inside ? Phase.VALUE : Phase.START;
    this.commaReported = false;
    // eslint-disable-next-line no-bitwise
    return closed >> 1;
  }

  /** Continues outside of all arrays, whether they have closed or not. */
  public leave(): void {
    this.levels.length = 0;
    this.describe();
    this.phase = Phase.START;
    this.commaReported = false;
  }

  /** Sets the other members by the levels. */
  private describe(): void {
    const { levels } = this;
    this.wrapped = levels.length > 0 && levels[0] > 0;
    this.named = levels.length > 0 && levels[levels.length - 1] % 2 === 1;
    this.inside = levels.length > 0;
    this.open = this.inside && !this.named;
    this.closer = this.named ? CLOSE_OBJECT : CLOSE_ARRAY;
    this.position = 0;
    this.atEnd = false;
    this.everyMember = false;
    for (const level of levels) {
      this.position += Math.floor(level / 2);
      this.atEnd = this.position === this.path.length;
      this.everyMember = this.path[this.position] === EVERY_MEMBER;
      if (this.everyMember) this.position++;
    }
  }
}
