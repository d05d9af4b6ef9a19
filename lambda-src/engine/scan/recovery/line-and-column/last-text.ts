import { UNNAMED } from './first-name';
import { NOWHERE } from './line';
import type { Carried, Carrier } from '../../carrier';

/** The layout of the last text. The next one is expected to look alike. */
export class LastText implements Carried {
  /** The first name of the last text that is an object. */
  public name = UNNAMED;
  /** Column of the first byte that is not white space on the line where the text starts. */
  public column = 0;
  /** The text has to end with its line. */
  public endsWithLine = false;

  public carry(carrier: Carrier): void {
    this.name = carrier.number(this.name);
    this.column = carrier.number(this.column);
    this.endsWithLine = carrier.flag(this.endsWithLine);
  }

  /** `headColumn`: NOWHERE when the text does not start its line. */
  public start(headColumn: number, endsWithLine: boolean): void {
    if (headColumn !== NOWHERE) this.column = headColumn;
    this.endsWithLine = endsWithLine;
  }

  /** Whether a text can start in this column. */
  public reaches(headColumn: number): boolean {
    return headColumn !== NOWHERE && headColumn <= this.column;
  }
}
