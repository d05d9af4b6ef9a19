import { seconds } from './terminal';
import type { Terminal } from './terminal';

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** Says what is being done, and of each thing done how long it took. Several may be under way at once. */
export class Steps {
  private readonly running = new Map<string, number>();
  private timer?: NodeJS.Timeout;
  private frame = 0;

  constructor(private readonly terminal: Terminal) {}

  public async step<T>(doing: string, done: string, work: () => Promise<T>): Promise<T> {
    const start = Date.now();
    this.running.set(doing, start);
    this.timer ??= setInterval(() => this.draw(), 100).unref();
    this.draw();
    try {
      const result = await work();
      this.end(doing);
      this.terminal.line(`${this.terminal.colour('green', '✔')} ${done.padEnd(66)} ${seconds(Date.now() - start).padStart(7)}`);
      return result;
    } catch (error) {
      this.end(doing);
      this.terminal.line(`${this.terminal.colour('red', '✘')} ${doing}: failed after ${seconds(Date.now() - start)}`);
      throw error;
    }
  }

  private end(doing: string): void {
    this.running.delete(doing);
    if (this.running.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    this.draw();
  }

  private draw(): void {
    const now = Date.now();
    const texts = [...this.running].map(([doing, start]) => `${doing} (${Math.round((now - start) / 1_000)} s)`);
    this.terminal.setStatus(texts.length > 0 ? `${FRAMES[this.frame++ % FRAMES.length]} ${texts.join(' · ')}` : '');
  }
}
