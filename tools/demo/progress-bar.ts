import { number, plural, seconds } from './terminal';
import type { Terminal } from './terminal';

const WIDTH = 30;
const SPARSE_MS = 5_000;

/** Records as they arrive: redrawn on a terminal, otherwise a line every few seconds. */
export class ProgressBar {
  private readonly start = Date.now();
  private lastLine = this.start;
  private files = 0;

  /** `expected` is undefined when nobody knows. */
  constructor(private readonly terminal: Terminal, private readonly allFiles: number, private readonly expected: number | undefined) {}

  public fileDone(): void {
    this.files++;
  }

  public show(arrived: number): void {
    if (this.terminal.live) {
      this.terminal.setStatus(this.text(arrived));
    } else if (Date.now() - this.lastLine >= SPARSE_MS) {
      this.lastLine = Date.now();
      this.terminal.line(this.text(arrived));
    }
  }

  public end(): void {
    this.terminal.setStatus('');
  }

  private text(arrived: number): string {
    const time = seconds(Date.now() - this.start);
    const files = this.allFiles > 1 ? ` · ${number(this.files)} of ${plural(this.allFiles, 'file')}` : '';
    if (!this.expected) return `  ${plural(arrived, 'record')} arrived${files} · ${time}`;
    const share = Math.min(1, arrived / this.expected);
    const filled = Math.round(share * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    const percent = `${Math.floor(share * 100)} %`.padStart(5);
    return `  ${bar} ${percent} · ${number(arrived)} of ${plural(this.expected, 'record')}${files} · ${time}`;
  }
}
