const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };

/** Colours, where the stream is a terminal that has them. */
export class Style {
  private readonly colours: boolean;
  public readonly columns: number;

  constructor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv = process.env) {
    this.colours = !env.NO_COLOR && (stream.isTTY === true ? env.TERM !== 'dumb' : Boolean(env.FORCE_COLOR));
    // The width of a file's reader is unknown.
    this.columns = stream.columns || 120;
  }

  public paint(colour: keyof typeof CODES, text: string): string {
    return this.colours ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
  }
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

export function plural(count: number, one: string): string {
  return `${number(count)} ${one}${count === 1 ? '' : 's'}`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

export function size(bytes: number): string {
  if (bytes < 10_000) return plural(bytes, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  while (value >= 1000 && units.length > 1) {
    value /= 1000;
    units.shift();
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[0]}`;
}
