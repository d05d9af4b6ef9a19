import { replaceSensitive } from '../../operate/records/mask';

export interface Masked {
  /** Null if the text is not valid JSON, so that nobody knows what in it is sensitive. */
  readonly text: string | null;
  /** Number of hidden values. */
  readonly hidden: number;
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
    let hidden = 0;
    const shown = replaceSensitive(text, this.pointers, (value) => {
      hidden++;
      return this.standIn(value);
    });
    return { text: shown ?? null, hidden };
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
