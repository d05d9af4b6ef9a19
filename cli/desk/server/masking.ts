import { sensitiveSpans } from './pure';

/** Instead of a text in which nothing can be found, because it is not JSON. */
const ALL = 'hidden: not valid JSON, so its sensitive members cannot be told from others';

export interface Masked {
  readonly text: string;
  /** Number of hidden values; null if the whole text is. */
  readonly hidden: number | null;
}

/**
 * Hides the sensitive values of records from the page, and puts them back into texts that come from it. Each value has a stand-in
 * of its own, a JSON string, so that a record can be edited and judged without being seen.
 */
export class Masks {
  private readonly standIns = new Map<string, string>();
  private readonly values = new Map<string, string>();

  constructor(private readonly pointers: readonly string[]) {}

  public get any(): boolean {
    return this.pointers.length > 0;
  }

  public hide(text: string): Masked {
    if (!this.any) return { text, hidden: 0 };
    const spans = sensitiveSpans(text, this.pointers);
    if (spans === null) return { text: ALL, hidden: null };
    let shown = '';
    let end = 0;
    for (const { from, to } of outermost(spans)) {
      shown += text.slice(end, from) + this.standIn(text.slice(from, to));
      end = to;
    }
    return { text: shown + text.slice(end), hidden: spans.length };
  }

  /** The text with the values that its stand-ins stand for. */
  public restore(text: string): string {
    return this.values.size === 0 ? text : text.replace(/"‹hidden \d+›"/g, (standIn) => this.values.get(standIn) ?? standIn);
  }

  /** Of a table key in a verdict: hidden, if it is the content of a hidden value. */
  public standInFor(content: string): string {
    return this.standIns.get(JSON.stringify(content)) ?? this.standIns.get(content) ?? content;
  }

  private standIn(value: string): string {
    const known = this.standIns.get(value);
    if (known !== undefined) return known;
    const standIn = `"‹hidden ${this.standIns.size + 1}›"`;
    this.standIns.set(value, standIn);
    this.values.set(standIn, value);
    return standIn;
  }
}

/** In the order of the text, without those inside others. */
function outermost(spans: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
  return sorted.filter(({ from }, i) => i === 0 || from >= Math.max(...sorted.slice(0, i).map(({ to }) => to)));
}
