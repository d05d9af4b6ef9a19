const COLOURS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/** Writes lines, with a status line below them that is redrawn in place where the output is a terminal. */
export class Terminal {
  public readonly live: boolean;
  private status = '';

  constructor(private readonly out: NodeJS.WriteStream = process.stdout, private readonly env = process.env) {
    this.live = out.isTTY === true && env.TERM !== 'dumb';
  }

  public line(text = ''): void {
    this.clear();
    this.out.write(`${text}\n`);
    this.draw();
  }

  /** Nothing where the output is no terminal. */
  public setStatus(text: string): void {
    this.clear();
    this.status = text;
    this.draw();
  }

  public colour(colour: keyof typeof COLOURS, text: string): string {
    const plain = this.env.NO_COLOR || (!this.live && !this.env.FORCE_COLOR);
    return plain ? text : `\u001b[${COLOURS[colour]}m${text}\u001b[0m`;
  }

  private clear(): void {
    if (this.live && this.status) this.out.write('\r\u001b[2K');
  }

  private draw(): void {
    // A line that wraps could not be cleared.
    if (this.live && this.status) this.out.write([...this.status].slice(0, (this.out.columns || 80) - 1).join(''));
  }
}

export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}
