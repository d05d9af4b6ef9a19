import type { DlqContext } from './dlq-context';
import { readQueue } from './dlq-context';
import { errorText, letterJson, placeText, stateText } from './letter-text';
import type { SelectionOptions } from './selection';
import { hiddenNote, idsOf, selectSome } from './selection';
import { OK, SOME_REJECTED } from '../../exit-codes';
import type { LetterState } from '../../operate/corrections/state';
import type { LetterGroup } from '../../operate/dead-letters/group';
import { groupLetters } from '../../operate/dead-letters/group';
import type { Letter, QueueContents } from '../../operate/dead-letters/message';
import { number, plural } from '../../terminal/format';
import { printable } from '../../terminal/printable';
import { table } from '../../terminal/table';
import { localTime, span } from '../../terminal/time';

const SHOWN = 50;
const FILES = 1;

/** `dlq list`: groups; with ids or options, the dead letters that they name. */
export async function listDeadLetters(context: DlqContext, ids: readonly string[], options: SelectionOptions, signal?: AbortSignal): Promise<number> {
  const contents = await readQueue(context, signal);
  const states = await context.corrections?.states(contents.letters.map(({ id }) => id)) ?? new Map<string, LetterState>();
  if (ids.length > 0 || options.reason !== undefined || options.file !== undefined || options.all) {
    const { letters } = selectSome(contents, ids, options);
    listLetters(context, letters, states, idsOf(contents));
  } else {
    listGroups(context, contents, states);
  }
  return contents.letters.length === 0 && contents.others.length === 0 ? OK : SOME_REJECTED;
}

function listGroups({ printer, entry }: DlqContext, contents: QueueContents, states: ReadonlyMap<string, LetterState>): void {
  const groups = groupLetters(contents.letters);
  if (printer.json) {
    for (const group of groups) printer.result(groupJson(group, states), () => undefined);
    for (const { kind, what, message: { messageId, sent } } of contents.others) {
      printer.result({ other: kind, what, messageId, sent: sent.toISOString() }, () => undefined);
    }
    return;
  }
  const { terminal } = printer;
  const { bold, dim } = terminal.colours;
  const name = printable(entry.pipeline);
  const hidden = hiddenNote(contents).trim();
  if (groups.length === 0) {terminal.outcome(hidden === '' ? 'good' : 'odd', `${bold(name)} has no dead letters.`);} else {
    const records = groups.reduce((sum, group) => sum + group.records, 0);
    const oldest = Math.min(...groups.map(({ first }) => first.getTime()));
    terminal.line(bold(`${name} · ${plural(contents.letters.length, 'dead letter')} (${plural(records, 'record')}) in ${plural(groups.length, 'group')} · oldest ${span(contents.at.getTime() - oldest)}`));
    terminal.line();
    const head = ['group', 'reason', 'where', 'what', 'dead letters', 'first', 'last', 'files'].map((text) => dim(text));
    const rows = groups.map((group) => [
      bold(group.id), group.reason, printable(group.pointer), printable(group.message), number(group.letters.length) + takenNote(group, states),
      minute(group.first), minute(group.last), filesText(group),
    ]);
    table([head, ...rows], [{}, {}, {}, { wrap: 'between words' }, { align: 'right' }, {}, {}, {}], terminal.columns - 2).forEach((line) => terminal.line(`  ${line}`));
    terminal.line();
    terminal.line(dim(`Next: sales-data-pipeline dlq show ${groups[0].id}, list ${groups[0].id}, recheck ${groups[0].id}, fix ${groups[0].id} --recipe FILE`));
  }
  if (hidden !== '') terminal.line(hidden);
  const kinds = new Map<string, number>();
  for (const { what } of contents.others) kinds.set(what, (kinds.get(what) ?? 0) + 1);
  for (const [what, count] of kinds) terminal.outcome('odd', `${plural(count, 'other message')}, left alone: ${printable(what)}`);
}

/** Without seconds, for narrow columns. */
function minute(date: Date): string {
  return localTime(date).slice(0, -3);
}

function takenNote({ letters }: LetterGroup, states: ReadonlyMap<string, LetterState>): string {
  const taken = letters.filter(({ id }) => states.has(id)).length;
  return taken === 0 ? '' : ` (${number(taken)} taken)`;
}

function filesText({ files }: LetterGroup): string {
  const shown = files.slice(0, FILES).map(({ key }) => printable(key)).join(', ');
  return files.length > FILES ? `${shown} and ${number(files.length - FILES)} more` : shown;
}

function groupJson({ id, letters, first, last, ...group }: LetterGroup, states: ReadonlyMap<string, LetterState>): object {
  const taken = letters.filter((letter) => states.has(letter.id)).length;
  return { group: id, ...group, deadLetters: letters.length, taken, first: first.toISOString(), last: last.toISOString() };
}

function listLetters(
  { printer }: DlqContext,
  letters: readonly Letter[],
  states: ReadonlyMap<string, LetterState>,
  shortId: (id: string) => string,
): void {
  if (printer.json) {
    for (const letter of letters) printer.result(letterJson(letter, states.get(letter.id)), () => undefined);
    return;
  }
  const { terminal } = printer;
  const { bold, dim } = terminal.colours;
  terminal.line(bold(plural(letters.length, 'dead letter')));
  terminal.line();
  const rows = letters.slice(0, SHOWN).map((letter) => {
    const state = states.get(letter.id);
    const what = state === undefined ? errorText(letter) : stateText(state, shortId);
    return [bold(shortId(letter.id)), minute(letter.message.sent), letter.deadLetter.reason, placeText(letter), what];
  });
  const head = ['id', 'since', 'reason', 'where', 'what'].map((text) => dim(text));
  table([head, ...rows], [{}, {}, {}, {}, { wrap: 'between words' }], terminal.columns - 2).forEach((line) => terminal.line(`  ${line}`));
  if (letters.length > SHOWN) terminal.line(`  and ${number(letters.length - SHOWN)} more: --json lists all`);
}
