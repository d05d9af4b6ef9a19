import type { Carried, Carrier } from './carrier';

/** What was last seen in the records array. */
export const enum Phase { START, VALUE, COMMA }

const NOWHERE = -1;

/** The records array that the scan is in, if it is in one. */
export class RecordsArray implements Carried {
  /** The scan is inside the array, */
  public open = false;
  /** and the array is inside an object. */
  public wrapped = false;
  public phase = Phase.START;
  /** The array of this text has closed: the rest of the text is not a record. */
  public closed = false;
  /** The comma after the last element is part of an extent if no element follows it. */
  private commaReported = false;
  private commaAt = NOWHERE;
  private surplusBeforeElement = NOWHERE;

  public carry(carrier: Carrier): void {
    this.open = carrier.flag(this.open);
    this.wrapped = carrier.flag(this.wrapped);
    this.phase = carrier.choice(this.phase, Phase.COMMA);
    this.commaReported = carrier.flag(this.commaReported);
  }

  public startText(): void {
    this.closed = false;
  }

  /** After the bracket that opens the array. */
  public enter(wrapped: boolean): void {
    this.leave();
    this.open = true;
    this.wrapped = wrapped;
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

  /** At the bracket that closes the array. */
  public close(): void {
    this.leave();
    this.closed = true;
  }

  /** Continues outside the array, whether it has closed or not. */
  public leave(): void {
    this.open = false;
    this.wrapped = false;
    this.phase = Phase.START;
    this.commaReported = false;
    this.closed = false;
  }
}
