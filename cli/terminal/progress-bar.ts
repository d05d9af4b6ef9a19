import { number, seconds } from './style';

const WIDTH = 30;
/** Shorter work shows no bar. */
const DELAY_MS = 500;
const EVERY_MS = 100;

/** A progress bar that is redrawn in place; nothing unless `enabled`. */
export class ProgressBar {
  private readonly start = Date.now();
  private next = this.start + DELAY_MS;
  private shown = false;

  constructor(private readonly stream: NodeJS.WriteStream, private readonly enabled: boolean) {
  }

  public show(done: number, all: number, records: number): void {
    if (!this.enabled || Date.now() < this.next) return;
    this.next = Date.now() + EVERY_MS;
    this.shown = true;
    const share = Math.min(1, done / all);
    const filled = Math.round(share * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    const text = `${bar} ${`${Math.floor(share * 100)} %`.padStart(5)} · ${number(records)} records · ${seconds(Date.now() - this.start)}`;
    // A wrapped line could not be cleared.
    this.stream.write(`\r${text.slice(0, (this.stream.columns || 80) - 1)}\u001b[K`);
  }

  public end(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
    this.shown = false;
  }
}
