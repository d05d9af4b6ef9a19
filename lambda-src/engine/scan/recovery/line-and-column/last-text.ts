import { UNNAMED } from './first-name';
import { NOWHERE } from './line';
import type { Carried, Carrier } from '../../carrier';

/** The layout of the last text. The next one is expected to look alike. */
export class LastText implements Carried {
  /** The first name of the last text that is an object. */
  public name = UNNAMED;
  /** Column of the first byte that is not white space on the line where the text starts. */
  public column = NOWHERE;
  /** The text has to end with its line. */
  public endsWithLine = false;
  /** The column of a text that may turn out to be none. */
  private started = NOWHERE;

  public carry(carrier: Carrier): void {
    this.name = carrier.number(this.name);
    this.column = carrier.number(this.column, NOWHERE);
    this.started = carrier.number(this.started, NOWHERE);
    this.endsWithLine = carrier.flag(this.endsWithLine);
  }

  /** `headColumn`: NOWHERE when the text does not start its line. */
  public start(headColumn: number, endsWithLine: boolean): void {
    this.started = headColumn;
    this.endsWithLine = endsWithLine;
  }

  /** The text was really read. */
  public isWhole(): void {
    if (this.started !== NOWHERE) this.column = this.started;
    this.started = NOWHERE;
  }

  /** The column in which texts start as far as is known. */
  public get usualColumn(): number {
    return this.column === NOWHERE ? this.started : this.column;
  }

  /** Whether a text can start in this column. */
  public reaches(headColumn: number): boolean {
    return headColumn !== NOWHERE && (this.column === NOWHERE || headColumn <= this.column);
  }
}
