import type { Carried, Carrier } from './carrier';

/** Reads a state that StateWriter wrote. */
export class StateReader implements Carrier {
  private at = 0;

  constructor(private readonly text: string, public readonly offset: number) {}

  /** Sets the fields of the state from the text. */
  public read(state: Carried): void {
    state.carry(this);
    if (this.at !== this.text.length) this.refuse();
  }

  public flag(): boolean {
    return this.choice(0, 1) === 1;
  }

  public choice<T extends number>(_: T, last: T): T {
    const value = this.parse(this.text.charAt(this.at));
    if (value > last) this.refuse();
    this.at++;
    return value as T;
  }

  public number(_: number, least = 0): number {
    const end = this.text.indexOf('.', this.at);
    if (end < 0) this.refuse();
    const value = end === this.at ? 0 : this.parse(this.text.slice(this.at, end));
    this.at = end + 1;
    return value + least;
  }

  public numbers(_: number[], most: number): number[] {
    return Array.from({ length: this.choice(0, most) }, () => this.number(0));
  }

  private parse(digits: string): number {
    const value = /^[0-9a-z]+$/.test(digits) ? parseInt(digits, 36) : NaN;
    if (!Number.isSafeInteger(value)) this.refuse();
    return value;
  }

  private refuse(): never {
    throw new Error(`the "scan" of the batch, ${JSON.stringify(this.text)}, was not written by the scanner; pass on what the splitter returned, unchanged`);
  }
}
