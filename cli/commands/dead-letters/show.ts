import type { DlqContext } from './dlq-context';
import { readQueue } from './dlq-context';
import { letterJson, notCorrectable, placeText, stateJson, stateText } from './letter-text';
import { printDiff } from './print-diff';
import { printRecord } from './record-lines';
import { Reveal } from './reveal';
import { idsOf, select } from './selection';
import { REASONS } from '../../../src/private/contract/reasons';
import { OK } from '../../exit-codes';
import type { TrailStep } from '../../operate/corrections/state';
import type { Letter } from '../../operate/dead-letters/message';
import { OperateError } from '../../operate/operate-error';
import { errorPlace } from '../../operate/records/error-place';
import { plural, size } from '../../terminal/format';
import { printable } from '../../terminal/printable';
import type { Terminal } from '../../terminal/terminal';
import { localTime } from '../../terminal/time';

export interface ShowOptions {
  readonly reveal?: boolean;
}

const WHOLE_ID = /^[0-9a-f]{32}$/;
/** Bytes of the neighbours in the file that are shown. */
const NEIGHBOURHOOD = 240;

/** `dlq show`: a dead letter with all that is known of it; of a group, the oldest. */
export async function showDeadLetter(context: DlqContext, id: string, { reveal: asked }: ShowOptions, signal?: AbortSignal): Promise<number> {
  const contents = await readQueue(context, signal);
  if (WHOLE_ID.test(id) && !contents.letters.some((letter) => letter.id === id)) return showEnded(context, id, asked);
  const { letters } = select(contents, [id], {});
  const [letter] = letters;
  const reveal = await Reveal.of(context, [letter], asked);
  const bytes = await context.source.bytesOf(letter);
  const neighbours = await context.source.neighbourhood(letter, NEIGHBOURHOOD);
  const state = (await context.corrections?.states([letter.id]))?.get(letter.id);
  const trail = await context.corrections?.trail(letter.id) ?? [];
  const text = bytes && reveal.text(bytes);
  const around = neighbours && { before: reveal.fragment(neighbours.before), after: reveal.fragment(neighbours.after) };

  const json = {
    ...letterJson(letter, state),
    record: text ?? null,
    recordBase64: bytes !== undefined && text === undefined ? bytes.toString('base64') : null,
    masked: reveal.masks,
    neighbourhood: around ?? null,
    trail: trail.map((step) => trailJson(step, reveal)),
  };
  context.printer.result(json, (terminal) => {
    printHead(terminal, letter, letters.length);
    if (state !== undefined) terminal.line(`  ${terminal.colours.yellow(stateText(state, idsOf(contents)))}`);
    printText(terminal, letter, text, bytes, around);
    const other = notCorrectable(letter, bytes);
    if (other !== undefined) {
      terminal.line();
      terminal.outcome('odd', other);
      terminal.line(`  docs/runbook.md#${letter.deadLetter.reason.toLowerCase()} says how.`);
    }
    printTrail(terminal, trail, reveal);
  });
  return OK;
}

function printHead(terminal: Terminal, letter: Letter, alike: number): void {
  const { bold, dim } = terminal.colours;
  const { reason, execution, source, existing } = letter.deadLetter;
  const { meaning, whatToDo } = REASONS[reason];
  terminal.line(bold(`${reason}: ${meaning}`));
  terminal.line(`  ${whatToDo}`);
  terminal.line();
  terminal.line(`  ${placeText(letter)}`);
  if (existing !== null) terminal.line(`  The stored item comes from ${existing.source === null ? 'something other than the pipeline' : printable(existing.source)}.`);
  terminal.line(dim(`  ${source.versionId === null ? 'no version' : `version ${printable(source.versionId)}`} · since ${localTime(letter.message.sent)}${letter.messages > 1 ? ` · ${plural(letter.messages, 'message')}` : ''}`));
  terminal.line(dim(`  execution ${printable(execution)}`));
  terminal.line(dim(`  id ${letter.id}${alike > 1 ? ` · the oldest of ${plural(alike, 'dead letter')} of its group` : ''}`));
}

function printText(
  terminal: Terminal,
  { deadLetter: { errors } }: Letter,
  text: string | undefined,
  bytes: Buffer | undefined,
  around?: { readonly before: string; readonly after: string },
): void {
  const { dim, red } = terminal.colours;
  const message = ({ pointer, message: rule, keyword }: typeof errors[number]) => `${pointer === '' ? '' : `${pointer} `}${rule} (${keyword})`;
  terminal.line();
  if (text === undefined) {
    for (const error of errors) terminal.line(`  ${red('✘')} ${printable(message(error))}`);
    if (bytes !== undefined) terminal.line(`  ${size(bytes.length)} that are not UTF-8. As Windows-1252: ${printable(new TextDecoder('windows-1252').decode(bytes.subarray(0, 400)))}`);
    return;
  }
  if (around !== undefined && around.before !== '') terminal.line(dim(`  …${lastLines(around.before)}`));
  printRecord(terminal, text, errors.map((error) => ({ ...errorPlace(text, error.pointer), message: message(error) })));
  if (around !== undefined && around.after !== '') terminal.line(dim(`  ${firstLines(around.after)}…`));
}

const lastLines = (text: string): string => printable(text.slice(-80));
const firstLines = (text: string): string => printable(text.slice(0, 80));

/** A dead letter that has left the queue. */
async function showEnded(context: DlqContext, id: string, asked: boolean | undefined): Promise<number> {
  const state = (await context.corrections?.states([id]))?.get(id);
  const trail = await context.corrections?.trail(id) ?? [];
  if (state === undefined && trail.length === 0) {
    throw new OperateError('missing', `There is no dead letter ${id} in the queue, and the history knows nothing of it.`);
  }
  const { sensitiveMembers } = context.entry;
  if (asked && sensitiveMembers.length > 0) await context.corrections?.note([id], 'revealed', '');
  const reveal = await Reveal.of(context, [], asked);
  const json = { id, state: state === undefined ? null : stateJson(state), trail: trail.map((step) => trailJson(step, reveal)) };
  context.printer.result(json, (terminal) => {
    terminal.line(terminal.colours.bold(`${id}: no longer in the queue`));
    if (state !== undefined) terminal.line(`  ${stateText(state, (whole) => whole)}`);
    printTrail(terminal, trail, reveal);
  });
  return OK;
}

function printTrail(terminal: Terminal, trail: readonly TrailStep[], reveal: Reveal): void {
  if (trail.length === 0) return;
  terminal.line();
  terminal.line(terminal.colours.bold('What was done'));
  for (const { when, who, what, why, file, answer, before, after } of trail) {
    const details = [why === '' ? '' : `"${printable(why)}"`, file === null ? '' : printable(file), answer === null ? '' : `see dlq show ${answer}`].filter((text) => text !== '');
    terminal.line(`  ${localTime(when)}  ${what} by ${printable(who)}${details.length > 0 ? `: ${details.join(', ')}` : ''}`);
    if (before !== null && after !== null) printDiff(terminal, reveal.record(before), reveal.record(after), '    ');
  }
}

function trailJson({ letterId, when, before, after, ...step }: TrailStep, reveal: Reveal): object {
  const shown = (text: string | null) => text === null ? null : reveal.record(text);
  return { ...step, when: when.toISOString(), before: shown(before), after: shown(after) };
}

