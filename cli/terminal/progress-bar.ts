import { seconds } from './format';
import type { Terminal } from './terminal';

const MAX_WIDTH = 30;
const REDRAW_MS = 100;

export interface ProgressBarProps {
  /** What there is to do, in the unit of `show`; undefined when that is not known. */
  readonly total: number | undefined;
  /** Nothing is shown before, because short work ends before one could read it. @default 0 */
  readonly delayMs?: number;
  /** How often a line tells the progress where the stream is not a terminal. @default never */
  readonly lineEveryMs?: number;
}

/** How much of the work is done: redrawn in place on a terminal, else a line now and then. */
export class ProgressBar {
  private readonly start = Date.now();
  private readonly every: number;
  private next: number;

  constructor(private readonly terminal: Terminal, private readonly props: ProgressBarProps) {
    this.every = terminal.live ? REDRAW_MS : props.lineEveryMs ?? Infinity;
    this.next = this.start + (terminal.live ? props.delayMs ?? 0 : this.every);
  }

  /** May be called as often as one likes. */
  public show(done: number, text: string): void {
    if (Date.now() < this.next) return;
    this.next = Date.now() + this.every;
    const line = [...this.bar(done), text, seconds(Date.now() - this.start)].join(' · ');
    if (this.terminal.live) this.terminal.status(line);
    else this.terminal.line(line);
  }

  public end(): void {
    this.terminal.status('');
  }

  private bar(done: number): string[] {
    const { total } = this.props;
    if (total === undefined) return [];
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const width = Math.min(MAX_WIDTH, Math.floor(this.terminal.columns / 4));
    const filled = Math.round(share * width);
    return [`${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${`${Math.floor(share * 100)} %`.padStart(5)}`];
  }
}
