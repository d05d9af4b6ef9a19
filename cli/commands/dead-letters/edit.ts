import type { DlqContext } from './dlq-context';
import { agreed, neededCorrections, readQueue } from './dlq-context';
import { editText } from './editor';
import { errorText, placeText } from './letter-text';
import { ask, passes, verdictText } from './recheck';
import type { CorrectableLetter } from './records-of';
import { recordsOf } from './records-of';
import { Reveal, mustReveal } from './reveal';
import type { SelectionOptions } from './selection';
import { idsOf, selectSome } from './selection';
import type { SendVerbOptions } from './send';
import { sendRecords } from './send';
import { OK, SOME_REJECTED } from '../../exit-codes';
import type { CorrectedRecord } from '../../operate/corrections/corrections';
import { EditFile, EditFileError } from '../../operate/records/edit-file';
import type { EditedEntry } from '../../operate/records/edit-file';
import { number, plural } from '../../terminal/format';
import { printable } from '../../terminal/printable';
import { UsageError } from '../../usage-error';

export interface EditOptions extends SelectionOptions, SendVerbOptions {
  readonly reveal?: boolean;
}

/** More than anybody edits by hand. */
const MAX_RECORDS = 200;

/** `dlq edit`: opens records in an editor until the deployed pipeline accepts them, and sends them. */
export async function editDeadLetters(context: DlqContext, ids: readonly string[], options: EditOptions, signal?: AbortSignal): Promise<number> {
  mustReveal(context, options.reveal, 'The editor');
  const corrections = neededCorrections(context);
  const contents = await readQueue(context, signal);
  const selection = selectSome(contents, ids, options);
  if (selection.letters.length > MAX_RECORDS) {
    throw new UsageError(`${plural(selection.letters.length, 'dead letter')}: an editor opens up to ${MAX_RECORDS}. A recipe corrects any number: sales-data-pipeline dlq fix --recipe FILE`);
  }
  const { records, others } = await recordsOf(context, selection.letters, signal);
  const { terminal } = context.printer;
  const shortId = idsOf(contents);
  for (const { letter, why } of others) terminal.outcome('odd', `${shortId(letter.id)} can't be edited: ${why}`);
  if (records.length === 0) return SOME_REJECTED;
  await Reveal.of(context, records.map(({ letter }) => letter), options.reveal);

  const drafts = new Map<string, string>();
  for (const { letter } of records) {
    const draft = await corrections.draft(letter.id);
    if (draft !== null) drafts.set(letter.id, draft);
  }
  const changed = await editUntilRight(context, records, drafts, shortId, options, signal);
  if (changed.length === 0) {
    terminal.line('Nothing is changed, so nothing is sent.');
    return OK;
  }
  // What is typed is not lost, whatever happens now.
  for (const { letter, after } of changed) await corrections.saveDraft(letter.id, after);
  const code = await sendRecords(context, changed, options, { contents, selection }, signal);
  const states = await corrections.states(changed.map(({ letter }) => letter.id));
  for (const { letter } of changed) if (states.has(letter.id)) await corrections.saveDraft(letter.id, null);
  return code;
}

async function editUntilRight(
  context: DlqContext,
  records: readonly CorrectableLetter[],
  drafts: ReadonlyMap<string, string>,
  shortId: (id: string) => string,
  { yes }: EditOptions,
  signal?: AbortSignal,
): Promise<CorrectedRecord[]> {
  const file = new EditFile(records.map((record) => (
    { id: record.letter.id, text: record.text, notes: notesOn(record, shortId, drafts.has(record.letter.id)) }
  )));
  let text = file.format(drafts);
  for (;;) {
    text = await editText(text);
    let problem: string;
    try {
      const edited = file.parse(text);
      const changed = changedRecords(records, edited);
      const verdicts = await ask(context, changed, ({ after }) => after, signal);
      const problems = new Map(changed.flatMap(({ letter }, index) => passes(verdicts[index]) ? [] : [[letter.id, [verdictText(verdicts[index])]]]));
      if (problems.size === 0) return changed;
      problem = `${number(problems.size)} of ${plural(changed.length, 'changed record')} would be rejected again: ${[...problems.values()][0][0]}`;
      text = file.format(new Map(edited.map((entry) => [entry.id, entry.outcome === 'left-out' ? '' : entry.text])), problems);
      if (yes || !context.asked.canAsk() || !await agreedToOpen(context, problem, signal)) return changed;
    } catch (error) {
      if (!(error instanceof EditFileError)) throw error;
      problem = error.message;
      if (yes || !context.asked.canAsk() || !await agreedToOpen(context, problem, signal)) throw new UsageError(`The edited file can't be understood, and nothing is sent. ${problem}`);
    }
  }
}

async function agreedToOpen(context: DlqContext, problem: string, signal?: AbortSignal): Promise<boolean> {
  context.printer.terminal.outcome('bad', printable(problem));
  return agreed(context, false, 'Open the editor again?', signal);
}

/** A record that is not UTF-8 is changed as soon as it is sent in the encoding in which it is shown. */
function changedRecords(records: readonly CorrectableLetter[], edited: readonly EditedEntry[]): CorrectedRecord[] {
  return records.flatMap(({ letter, text, isUtf8 }, index) => {
    const entry = edited[index];
    if (entry.outcome === 'left-out' || (entry.outcome === 'unchanged' && isUtf8)) return [];
    return { letter, before: text, after: entry.text };
  });
}

function notesOn({ letter, isUtf8 }: CorrectableLetter, shortId: (id: string) => string, hasDraft: boolean): string[] {
  const { reason, errors } = letter.deadLetter;
  return [
    `${shortId(letter.id)} · ${reason} · ${placeText(letter)}`,
    ...(errors.length > 1 ? errors.map(({ pointer, message }) => `${printable(pointer)} ${printable(message)}`.trim()) : [errorText(letter)]),
    ...(isUtf8 ? [] : ['NOT UTF-8: shown as Windows-1252. It is sent as it stands here; delete it if that is wrong.']),
    ...(hasDraft ? ['This is a draft that was kept, not the record as it was.'] : []),
  ];
}
