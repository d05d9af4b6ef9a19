import type { DlqContext } from './dlq-context';
import { notCorrectable } from './letter-text';
import { chunks } from '../../operate/chunks';
import { concurrently } from '../../operate/concurrently';
import type { Letter } from '../../operate/dead-letters/message';
import { TextStore } from '../../operate/dead-letters/text-store';
import { utf8 } from '../../operate/records/export';

const READS = 16;
const CHUNK = 500;

/** A dead letter whose record can be corrected. */
export interface CorrectableLetter {
  readonly letter: Letter;
  /** The record's text; read as Windows-1252 if it is not UTF-8. */
  readonly text: string;
  readonly isUtf8: boolean;
}

export interface OtherLetter {
  readonly letter: Letter;
  readonly why: string;
}

/** The records of dead letters, and those that can't be corrected. Both in the order of the letters. */
export async function recordsOf(
  { source }: DlqContext,
  letters: readonly Letter[],
  signal?: AbortSignal,
): Promise<{ readonly records: CorrectableLetter[]; readonly others: OtherLetter[] }> {
  const records: CorrectableLetter[] = [];
  const others: OtherLetter[] = [];
  const texts = new TextStore();
  for (const chunk of chunks(letters, CHUNK)) {
    signal?.throwIfAborted();
    const read = await concurrently(chunk, READS, async (letter) => source.bytesOf(letter));
    chunk.forEach((letter, index) => {
      const bytes = read[index];
      const why = notCorrectable(letter, bytes);
      if (why !== undefined) {others.push({ letter, why });} else {
        const text = utf8(bytes!);
        const kept = texts.keep(text ?? new TextDecoder('windows-1252').decode(bytes));
        records.push({ letter, get text() { return kept(); }, isUtf8: text !== undefined });
      }
    });
  }
  return { records, others };
}
