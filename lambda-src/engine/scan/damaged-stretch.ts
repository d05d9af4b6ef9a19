import { MAX_DAMAGED_LENGTH } from './extent';

const NOWHERE = -1;
/** A UTF-8 character has up to four bytes. */
const LONGEST_CHARACTER = 4;

/** The damaged stretch that is not out yet, from its first to its last byte that is not white space. */
export class DamagedStretch {
  public start = NOWHERE;
  public end = NOWHERE;
  /** Damage without a damaged byte becomes an empty extent. */
  public mustShow = false;

  public get isOpen(): boolean {
    return this.start !== NOWHERE;
  }

  /** Whether the stretch has to end before the next character. */
  public isFull(at: number): boolean {
    return this.start !== NOWHERE && at - this.start > MAX_DAMAGED_LENGTH - LONGEST_CHARACTER;
  }

  public add(at: number): void {
    if (this.start === NOWHERE) this.start = at;
    this.end = at + 1;
  }

  public clear(): void {
    this.start = NOWHERE;
  }
}
