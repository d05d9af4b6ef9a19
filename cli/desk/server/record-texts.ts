import type { Backend } from './backend';
import type { Letter } from '../../operate/dead-letters/message';

/** A record as text, or why there is none. */
export type RecordText = { readonly text: string; readonly absent: null } | { readonly text: null; readonly absent: string };

/** Read at once. */
const PARALLEL = 16;

export async function recordText({ source }: Pick<Backend, 'source'>, letter: Letter): Promise<RecordText> {
  if (letter.deadLetter.record !== null) return { text: letter.deadLetter.record, absent: null };
  const bytes = await source.bytesOf(letter);
  if (bytes === undefined) {
    return absent(letter.deadLetter.records === null
      ? 'This dead letter is about the whole file, not about a record.'
      : 'The dead letter does not hold the record, and its object is no longer there.');
  }
  const text = decodeUtf8(bytes);
  return text === undefined ? absent(`The record is not UTF-8. Its ${bytes.length} bytes are in the object at ${letter.deadLetter.source.byteOffset}.`) : { text, absent: null };
}

/** In the order of the letters. */
export async function recordTexts(backend: Pick<Backend, 'source'>, letters: readonly Letter[]): Promise<RecordText[]> {
  const texts: RecordText[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < letters.length; i = next++) texts[i] = await recordText(backend, letters[i]);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return texts;
}

/** Bytes around a record may begin and end within a character. */
export function decodeLoosely(bytes: Buffer): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/^\uFFFD+|\uFFFD+$/g, '');
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const absent = (why: string): RecordText => ({ text: null, absent: why });
