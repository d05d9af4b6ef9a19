import { AskError } from './ask-error';
import { replaceSensitive } from '../../operate/records/mask';

export interface Masked {
  /** Null if the text is not valid JSON, so that nobody knows what in it is sensitive. */
  readonly text: string | null;
  /** Number of hidden values. */
  readonly hidden: number;
}

/**
 * Hides the sensitive values of records from the page, and puts them back into texts that come from it. Each value has a stand-in
 * of its own, a JSON string, so that a record can be edited and judged without being seen. A stand-in means something only in the
 * dead letter that has its value: otherwise, whoever puts it into another one could reveal that instead.
 */
export class Masks {
  private readonly standIns = new Map<string, string>();
  private readonly values = new Map<string, string>();
  private readonly given = new Map<string, Set<string>>();

  constructor(private readonly pointers: readonly string[]) {}

  public get any(): boolean {
    return this.pointers.length > 0;
  }

  public hide(text: string, letterId: string): Masked {
    if (!this.any) return { text, hidden: 0 };
    let hidden = 0;
    const shown = replaceSensitive(text, this.pointers, (value) => {
      hidden++;
      return this.standIn(value, letterId);
    });
    return { text: shown ?? null, hidden };
  }

  /** The text with the values that its stand-ins stand for. Throws an AskError for a stand-in of another dead letter. */
  public restore(text: string, letterId: string): string {
    if (this.values.size === 0) return text;
    return text.replace(/"‹hidden \d+›"/g, (standIn) => {
      const value = this.values.get(standIn);
      if (value === undefined) return standIn;
      if (!this.given.get(letterId)?.has(standIn)) throw new AskError(`${standIn.slice(1, -1)} is a value of another record. Reveal that record, or write the value.`, 409);
      return value;
    });
  }

  /** Of a table key in a verdict: hidden, if it is the content of a hidden value. */
  public standInFor(content: string): string {
    return this.standIns.get(JSON.stringify(content)) ?? this.standIns.get(content) ?? content;
  }

  private standIn(value: string, letterId: string): string {
    let standIn = this.standIns.get(value);
    if (standIn === undefined) {
      standIn = `"‹hidden ${this.standIns.size + 1}›"`;
      this.standIns.set(value, standIn);
      this.values.set(standIn, value);
    }
    const given = this.given.get(letterId) ?? new Set();
    this.given.set(letterId, given.add(standIn));
    return standIn;
  }
}
