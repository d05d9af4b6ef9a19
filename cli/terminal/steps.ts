import type { Terminal } from './terminal';

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const REDRAW_MS = 100;

/** Shows what is being done, and how long each step took. Several may run at once. */
export class Steps {
  private readonly running = new Map<string, number>();
  private timer?: NodeJS.Timeout;
  private frame = 0;

  constructor(private readonly terminal: Terminal) {}

  public async step<T>(doing: string, done: string, work: () => Promise<T>): Promise<T> {
    const start = Date.now();
    this.running.set(doing, start);
    this.timer ??= setInterval(() => this.draw(), REDRAW_MS).unref();
    this.draw();
    try {
      const result = await work();
      this.end(doing);
      this.terminal.outcome('good', done, Date.now() - start);
      return result;
    } catch (error) {
      this.end(doing);
      this.terminal.outcome('bad', `${doing}: failed`, Date.now() - start);
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
    const texts = [...this.running].map(([doing, start]) => `${doing} (${Math.round((now - start) / 1000)} s)`);
    this.terminal.status(texts.length > 0 ? `${FRAMES[this.frame++ % FRAMES.length]} ${texts.join(' · ')}` : '');
  }
}
