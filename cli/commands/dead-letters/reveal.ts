import type { DlqContext } from './dlq-context';
import { neededCorrections } from './dlq-context';
import type { Letter } from '../../operate/dead-letters/message';
import { utf8 } from '../../operate/records/export';
import { MASKED_TEXT, maskRecord } from '../../operate/records/mask';
import { UsageError } from '../../usage-error';

/** What may be shown of records. */
export class Reveal {
  /** Notes whose sensitive members somebody asks for, before they are shown. */
  public static async of(context: DlqContext, letters: readonly Letter[], asked: boolean | undefined): Promise<Reveal> {
    const { sensitiveMembers } = context.entry;
    if (sensitiveMembers.length === 0 || !asked) return new Reveal(sensitiveMembers);
    await neededCorrections(context).note(letters.map(({ id }) => id), 'revealed', '');
    return new Reveal([]);
  }

  private constructor(private readonly hidden: readonly string[]) {
  }

  public get masks(): boolean {
    return this.hidden.length > 0;
  }

  public record(text: string): string {
    return maskRecord(text, this.hidden);
  }

  /** Parts of records: nobody knows what is in them. */
  public fragment(bytes: Buffer): string {
    return this.masks && bytes.length > 0 ? MASKED_TEXT : bytes.toString('utf8');
  }

  /** Undefined if the bytes are no text that may be shown. */
  public text(bytes: Buffer): string | undefined {
    const text = utf8(bytes);
    if (text === undefined) return this.masks ? MASKED_TEXT : undefined;
    return this.record(text);
  }
}

/** For verbs that have to show everything. */
export function mustReveal({ entry }: DlqContext, asked: boolean | undefined, what: string): void {
  if (entry.sensitiveMembers.length > 0 && !asked) {
    throw new UsageError(`${what} shows members that ${entry.pipeline} marks as sensitive (${entry.sensitiveMembers.join(', ')}). Add --reveal; the trail of each dead letter notes it.`);
  }
}
