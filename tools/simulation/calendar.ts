/** Longest wait that the calendar holds, in ms. A power of two. */
const HORIZON = 1_048_576;

/** Events of a simulation in the order of their time, in whole milliseconds. An event is a number. */
export class Calendar {
  public now = 0;
  private readonly days: number[][] = Array.from({ length: HORIZON }, () => []);
  private waiting = 0;

  public add(event: number, delay: number): void {
    const wait = Math.max(1, Math.round(delay));
    if (wait >= HORIZON) throw new RangeError(`An event can wait up to ${HORIZON} ms, not ${wait} ms`);
    this.days[(this.now + wait) % HORIZON].push(event);
    this.waiting++;
  }

  /** Goes on until nothing happens any more. */
  public run(visit: (event: number) => void): void {
    while (this.waiting > 0) {
      const day = this.days[this.now % HORIZON];
      // Each event is at least a millisecond away, so nothing is added to the day.
      day.forEach(visit);
      this.waiting -= day.length;
      day.length = 0;
      this.now++;
    }
  }
}
