import type { DlqContext } from './dlq-context';
import { agreed, neededCorrections, readOnly, reasonWhy, tellProblems } from './dlq-context';
import { ask, passes, tellFailing } from './recheck';
import type { Selection } from './selection';
import { hiddenNote, idsOf } from './selection';
import { NOT_ENDED, OK, SOME_REJECTED } from '../../exit-codes';
import type { CorrectedRecord, NotSent, SendResult } from '../../operate/corrections/corrections';
import type { LetterState, LetterStatus } from '../../operate/corrections/state';
import type { QueueContents } from '../../operate/dead-letters/message';
import { number, plural } from '../../terminal/format';
import { printable } from '../../terminal/printable';
import { ProgressBar } from '../../terminal/progress-bar';

export interface SendVerbOptions {
  readonly why?: string;
  readonly yes?: boolean;
  /** In milliseconds. */
  readonly wait: number;
}

const SHOWN = 5;
const ENDED: readonly LetterStatus[] = ['stored', 'repeated', 'superseded', 'rejected'];
const WORDS: { readonly [status in LetterStatus]?: string } = {
  stored: 'stored', repeated: 'repeated', superseded: 'superseded', rejected: 'rejected again', sent: 'on their way', sending: 'on their way',
};

/**
 * Sends corrected records after a confirmation, follows them to their end, and tells what became of each. `contents` is the
 * queue as it was when the records were chosen: what has come since is not sent, only counted.
 */
export async function sendRecords(
  context: DlqContext,
  records: readonly CorrectedRecord[],
  options: SendVerbOptions & { readonly recipe?: string },
  chosen: { readonly contents: QueueContents; readonly selection: Selection },
  signal?: AbortSignal,
): Promise<number> {
  const corrections = neededCorrections(context);
  const { printer } = context;
  const shortId = idsOf(chosen.contents);
  const verdicts = await ask(context, records, ({ after }) => after, signal);
  const passing = records.filter((_, index) => passes(verdicts[index]));
  if (!printer.json) {
    printer.terminal.line(`${number(passing.length)} of ${plural(records.length, 'record')} ${passing.length === 1 ? 'passes' : 'pass'} at the deployed pipeline.`);
    tellFailing(context, records, verdicts, shortId);
  }
  if (passing.length === 0) {
    records.forEach(({ letter }, index) => printer.result({ id: letter.id, outcome: 'not-sent', message: String(verdicts[index].reason ?? verdicts[index].verdict) }, () => undefined));
    return SOME_REJECTED;
  }
  if (!await agreed(context, options.yes, `Send ${plural(passing.length, 'corrected record')}?`, signal)) return OK;
  const why = await reasonWhy(context, options.why, 'Why? (for the trail; may be empty)', signal);

  const sent = await send(context, passing, { why, recipe: options.recipe, signal });
  const ids = new Set(sent.corrections.flatMap(({ letterIds }) => letterIds));
  const bar = new ProgressBar(printer.terminal, { total: ids.size, delayMs: 500 });
  try {
    const { problems } = await corrections.settle({
      waitMs: options.wait,
      signal,
      onChange: ({ settled }) => {
        const ended = settled.filter(({ letterId }) => ids.has(letterId)).length;
        bar.show(ended, `${number(ended)} of ${number(ids.size)} ended`);
      },
    });
    bar.end();
    tellProblems(context, problems);
  } finally {
    bar.end();
  }
  const states = await corrections.states([...ids]);
  const later = await readOnly(context, signal);
  return tell(context, sent, states, later, chosen.selection, records.length - passing.length);
}

async function send(
  context: DlqContext,
  records: readonly CorrectedRecord[],
  options: { readonly why: string; readonly recipe?: string; readonly signal?: AbortSignal },
): Promise<SendResult> {
  const bar = new ProgressBar(context.printer.terminal, { total: records.length, delayMs: 500 });
  try {
    return await neededCorrections(context).send(records, {
      ...options, onProgress: ({ uploaded, total }) => bar.show(uploaded, `${number(uploaded)} of ${plural(total, 'record')} sent`),
    });
  } finally {
    bar.end();
  }
}

function tell(
  context: DlqContext,
  { corrections, notSent }: SendResult,
  states: ReadonlyMap<string, LetterState>,
  later: QueueContents,
  selection: Selection,
  failing: number,
): number {
  const { printer } = context;
  const shortId = idsOf(later);
  const all = corrections.flatMap(({ key, letterIds }) => letterIds.map((id) => ({ id, file: key, state: states.get(id) })));
  const answers = new Set(all.map(({ state }) => state?.answer));
  const newcomers = selection.newcomers(later).filter(({ id }) => !answers.has(id));
  for (const { id, file, state } of all) {
    printer.result({ id, outcome: state?.status ?? 'unknown', correction: state?.correctionId ?? null, file, index: state?.index ?? null, answer: state?.answer ?? null }, () => undefined);
  }
  for (const { letter, message, why } of notSent) printer.result({ id: letter.id, outcome: 'not-sent', why, message }, () => undefined);
  const rejected = all.flatMap(({ state }) => state?.status === 'rejected' ? state : []);
  const open = all.filter(({ state }) => state === undefined || !ENDED.includes(state.status)).length;
  if (!printer.json) {
    const { terminal } = printer;
    const counts = new Map<string, number>();
    for (const { state } of all) {
      const word = WORDS[state?.status ?? 'sent'] ?? 'on their way';
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const files = corrections.length === 1 ? `in ${printable(corrections[0].key)}` : `in ${plural(corrections.length, 'file')}`;
    const words = Object.values(WORDS).filter((word, index, list) => list.indexOf(word) === index && counts.has(word)).map((word) => `${number(counts.get(word)!)} ${word}`);
    if (all.length > 0) {
      terminal.outcome(rejected.length + open === 0 ? 'good' : 'odd', [`${number(all.length)} sent ${files}`, ...words].join(' · '));
    }
    for (const { answer } of rejected.slice(0, SHOWN)) terminal.line(`  rejected again: sales-data-pipeline dlq show ${answer === null ? '' : shortId(answer)}`);
    if (rejected.length > SHOWN) terminal.line(`  and ${number(rejected.length - SHOWN)} more`);
    tellNotSent(context, notSent, shortId);
    if (open > 0) terminal.line('  What is on its way goes on without this command: sales-data-pipeline dlq settle');
    if (newcomers.length > 0) terminal.line(`  ${number(newcomers.length)} new since the records were chosen, and not sent.${hiddenNote(later)}`);
  }
  if (open > 0) return NOT_ENDED;
  return rejected.length + notSent.length + failing > 0 ? SOME_REJECTED : OK;
}

export function tellNotSent({ printer: { terminal } }: DlqContext, notSent: readonly NotSent[], shortId: (id: string) => string): void {
  for (const { letter, message } of notSent.slice(0, SHOWN)) terminal.outcome('odd', `${shortId(letter.id)} is left as it is: ${printable(message)}`);
  if (notSent.length > SHOWN) terminal.line(`  and ${number(notSent.length - SHOWN)} more that are left as they are`);
}
