import type { Carried, Carrier } from '../../carrier';

export const NOWHERE = -1;

/** The line that the scan is on, as long as it has seen only white space on it. */
export class Line implements Carried {
  /** Where the line starts; NOWHERE after its first byte that is not white space. */
  public start = NOWHERE;

  public carry(carrier: Carrier): void {
    const distance = carrier.number(this.start === NOWHERE ? NOWHERE : carrier.offset - this.start, NOWHERE);
    this.start = distance === NOWHERE ? NOWHERE : carrier.offset - distance;
  }

  /** Only white space so far. */
  public get atHead(): boolean {
    return this.start !== NOWHERE;
  }

  /** The column of the first byte on the line that is not white space; NOWHERE for another byte. */
  public headColumn(offset: number): number {
    return this.start === NOWHERE ? NOWHERE : offset - this.start;
  }

  /** The rest of the line is not its head. */
  public passHead(): void {
    this.start = NOWHERE;
  }
}
