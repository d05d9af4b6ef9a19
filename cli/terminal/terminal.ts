import { clearLine, cursorTo } from 'node:readline';
import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import { wantsColours } from './colours';
import { cut } from './cut';
import { seconds } from './format';

/** A file is read in an editor, or in a terminal of unknown width. */
const COLUMNS_OF_A_FILE = 120;
/** The time at the end of a line stays near its text however wide the terminal is. */
const MAX_OUTCOME_COLUMNS = 90;

const OUTCOMES = {
  good: { mark: '✔', colour: 'green' },
  odd: { mark: '!', colour: 'yellow' },
  bad: { mark: '✘', colour: 'red' },
} as const;

/** Writes lines to a stream. If that is a terminal, they have colours, and a status below them is redrawn in place. */
export class Terminal {
  /** Whether a status can be shown. */
  public readonly live: boolean;
  public readonly colours: ReturnType<typeof createColors>;
  private shown = '';

  constructor(private readonly stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv = process.env) {
    this.live = stream.isTTY === true && env.TERM !== 'dumb';
    this.colours = createColors(wantsColours(stream, env));
  }

  public get columns(): number {
    return this.stream.columns || COLUMNS_OF_A_FILE;
  }

  public line(text = ''): void {
    this.erase();
    this.stream.write(`${text}\n`);
    this.stream.write(this.shown);
  }

  /** Says how something has ended and how long it took. */
  public outcome(outcome: keyof typeof OUTCOMES, text: string, ms?: number): void {
    const { mark, colour } = OUTCOMES[outcome];
    const start = `${this.colours[colour](mark)} ${text}`;
    if (ms === undefined) return this.line(start);
    const time = seconds(ms);
    const gap = Math.min(this.columns, MAX_OUTCOME_COLUMNS) - stringWidth(start) - time.length;
    this.line(`${start}${' '.repeat(Math.max(2, gap))}${this.colours.dim(time)}`);
  }

  /** Replaces the status. Nothing happens where the stream is not a terminal. */
  public status(text: string): void {
    if (!this.live) return;
    this.erase();
    // A line that wraps could not be erased.
    this.shown = cut(text, this.columns - 1);
    this.stream.write(this.shown);
  }

  private erase(): void {
    if (this.shown === '') return;
    cursorTo(this.stream, 0);
    clearLine(this.stream, 0);
  }
}
