import { UNNAMED } from './first-name';
import { NOWHERE } from './line';
import { OPEN_ARRAY, OPEN_OBJECT } from '../../../bytes/json-bytes';
import type { Carried, Carrier } from '../../carrier';

/** How many elements of an array are examined to learn how its records begin, and how many beginnings are kept. */
const LEARNING = 16;
const MAX_NAMES = 6;

/** The layout of the elements of the records array. */
export class ElementsSeen implements Carried {
  /** Column in which elements start their lines; NOWHERE if they do not start lines. */
  public column = NOWHERE;
  /** The column of an element that may turn out to be none. */
  private started = NOWHERE;
  /** The first names of the elements. */
  public names: number[] = [];
  /** How many elements are still to be examined. */
  private toLearn = 0;

  public carry(carrier: Carrier): void {
    this.column = carrier.number(this.column, NOWHERE);
    this.started = carrier.number(this.started, NOWHERE);
    this.toLearn = carrier.choice(this.toLearn, LEARNING);
    this.names = carrier.numbers(this.names, MAX_NAMES);
  }

  /** The name of the next element is examined. */
  public get learns(): boolean {
    return this.toLearn > 0;
  }

  public get hasNames(): boolean {
    return this.names.length > 0;
  }

  public includes(name: number): boolean {
    return this.names.includes(name);
  }

  public start(): void {
    this.clear();
    this.toLearn = LEARNING;
  }

  public clear(): void {
    this.column = NOWHERE;
    this.started = NOWHERE;
    this.toLearn = 0;
    if (this.names.length > 0) this.names = [];
  }

  /** An element starts its line. */
  public learnColumn(byte: number, column: number): void {
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.started = column;
  }

  /** The element was really read. */
  public isWhole(): void {
    if (this.started !== NOWHERE) this.column = this.started;
    this.started = NOWHERE;
  }

  /** The column in which elements start their lines as far as is known. */
  public get usualColumn(): number {
    return this.column === NOWHERE ? this.started : this.column;
  }

  public learnName(name: number): void {
    this.toLearn--;
    if (name !== UNNAMED && this.names.length < MAX_NAMES && !this.names.includes(name)) this.names.push(name);
  }
}
