import type { DlqContext } from './dlq-context';
import { readOnly } from './dlq-context';
import { Reveal } from './reveal';
import type { SelectionOptions } from './selection';
import { selectSome } from './selection';
import { OK } from '../../exit-codes';
import { chunks } from '../../operate/chunks';
import { concurrently } from '../../operate/concurrently';
import type { Letter } from '../../operate/dead-letters/message';
import { csvHeader, csvLines, exportLine } from '../../operate/records/export';
import { Output } from '../../output';
import { plural } from '../../terminal/format';
import { printableJson } from '../../terminal/printable';
import { Terminal } from '../../terminal/terminal';

export interface ExportOptions extends SelectionOptions {
  readonly csv?: boolean;
  /** Not in CSV unless asked for. */
  readonly records?: boolean;
  readonly reveal?: boolean;
}

const READS = 16;
const CHUNK = 500;

/** `dlq export`: JSON Lines, or CSV for whoever has made the files. */
export async function exportDeadLetters(
  context: DlqContext,
  ids: readonly string[],
  options: ExportOptions,
  stdout: NodeJS.WritableStream = process.stdout,
  signal?: AbortSignal,
): Promise<number> {
  const contents = await readOnly(context, signal);
  const { letters } = selectSome(contents, ids, options);
  const withRecords = !options.csv || options.records === true;
  const reveal = await Reveal.of(context, letters, withRecords && options.reveal);
  const output = new Output(stdout);
  if (options.csv) await output.write(csvHeader(withRecords));
  let missing = 0;
  for (const chunk of chunks(letters.flatMap(parts), CHUNK)) {
    signal?.throwIfAborted();
    const read = await concurrently(chunk, READS, async (letter) => withRecords ? context.source.bytesOf(letter) : undefined);
    for (const [index, letter] of chunk.entries()) {
      const bytes = masked(reveal, read[index]);
      if (withRecords && read[index] === undefined && letter.deadLetter.records !== null) missing++;
      // Never obeyed by a terminal, also where the output is not redirected.
      await output.write(options.csv ? csvLines({ letter, bytes }, withRecords) : `${printableJson({ ...exportLine({ letter, bytes }), masked: reveal.masks })}\n`);
    }
  }
  await output.flush();
  tell(new Terminal(process.stderr), letters, missing, reveal);
  return OK;
}

/** A dead letter that several records share is exported as one line for each stretch of the file. */
function parts(letter: Letter): Letter[] {
  const { deadLetter } = letter;
  if (deadLetter.source.stretches === null) return [letter];
  return deadLetter.source.stretches.map((stretch) => ({
    ...letter,
    deadLetter: { ...deadLetter, records: 1, record: null, recordBase64: null, source: { ...deadLetter.source, ...stretch, stretches: null } },
  }));
}

function masked(reveal: Reveal, bytes: Buffer | undefined): Buffer | undefined {
  if (bytes === undefined || !reveal.masks) return bytes;
  const text = reveal.text(bytes);
  return text === undefined ? undefined : Buffer.from(text);
}

function tell(terminal: Terminal, letters: readonly Letter[], missing: number, reveal: Reveal): void {
  terminal.outcome('good', `${plural(letters.length, 'dead letter')} exported${reveal.masks ? ', with sensitive members masked: --reveal shows them' : ''}`);
  if (missing > 0) terminal.outcome('odd', `${plural(missing, 'record')} could not be read: the object is gone, or the record is too large`);
}
