import { LIMITS } from './limits';

/** How many writes a second a table takes while it is written to. */
export class Table {
  private tokens = 0;
  private second = -1;
  private inSecond = 0;
  private peak = 0;
  private window = 0;
  private previousPeak: number;

  constructor(private capacity: number) {
    this.previousPeak = capacity / 2;
  }

  /** Whether a write at this time, in ms, is taken or throttled. */
  public takes(now: number): boolean {
    const second = Math.floor(now / 1_000);
    if (second !== this.second) this.next(second);
    if (this.tokens === 0) return false;
    this.tokens--;
    this.inSecond++;
    return true;
  }

  public get writesPerSecond(): number {
    return this.capacity;
  }

  private next(second: number): void {
    this.peak = Math.max(this.peak, this.inSecond);
    const window = Math.floor(second / LIMITS.growth);
    if (window !== this.window) {
      this.window = window;
      this.previousPeak = Math.max(this.previousPeak, this.peak);
      this.capacity = Math.min(LIMITS.tableQuota, Math.max(this.capacity, 2 * this.previousPeak));
    }
    this.second = second;
    this.inSecond = 0;
    this.tokens = this.capacity;
  }
}
