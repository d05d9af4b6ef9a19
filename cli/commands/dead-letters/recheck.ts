import type { DlqContext } from './dlq-context';
import { readQueue } from './dlq-context';
import type { CorrectableLetter } from './records-of';
import { recordsOf } from './records-of';
import type { SelectionOptions } from './selection';
import { idsOf, selectSome } from './selection';
import type { TextVerdict } from '../../../src/private/contract/messages';
import { OK, SOME_REJECTED } from '../../exit-codes';
import { chunks } from '../../operate/chunks';
import { number, plural } from '../../terminal/format';
import { printable } from '../../terminal/printable';
import { ProgressBar } from '../../terminal/progress-bar';

const CHUNK = 400;
const SHOWN = 5;

/** `dlq recheck`: what the deployed pipeline makes of the records now. */
export async function recheckDeadLetters(
  context: DlqContext,
  ids: readonly string[],
  options: SelectionOptions,
  signal?: AbortSignal,
): Promise<number> {
  const contents = await readQueue(context, signal);
  const { letters } = selectSome(contents, ids, options);
  const { records, others } = await recordsOf(context, letters, signal);
  const verdicts = await ask(context, records, ({ text }) => text, signal);
  const passing = verdicts.filter(passes).length;
  const { printer } = context;
  records.forEach(({ letter }, index) => printer.result({ id: letter.id, ...verdicts[index] }, () => undefined));
  others.forEach(({ letter, why }) => printer.result({ id: letter.id, verdict: 'not-correctable', message: why }, () => undefined));
  if (!printer.json) {
    const { terminal } = printer;
    terminal.outcome(passing === letters.length ? 'good' : 'odd', `${number(passing)} of ${number(letters.length)} pass now`);
    tellFailing(context, records, verdicts, idsOf(contents));
    const reasons = new Map<string, number>();
    for (const { why } of others) reasons.set(why, (reasons.get(why) ?? 0) + 1);
    for (const [why, count] of reasons) terminal.line(`  ${plural(count, 'dead letter')}: ${why}`);
  }
  return passing === letters.length ? OK : SOME_REJECTED;
}

export function passes({ verdict, records }: TextVerdict): boolean {
  return verdict === 'accepted' && records === 1;
}

/** What the validator says of one text, in one line. */
export function verdictText({ verdict, records, reason, errors: [error] }: TextVerdict): string {
  if (verdict === 'not-one-record') return records === 0 ? 'holds no record' : `holds ${plural(records, 'record')}: it must be one`;
  return [reason ?? '', error === undefined ? '' : `${error.pointer === '' ? '' : `${printable(error.pointer)} `}${printable(error.message)}`].filter((text) => text !== '').join(': ');
}

/** Verdicts on many texts, with progress. Has the texts of a few records at a time. */
export async function ask<T>(
  { validator, printer }: DlqContext,
  records: readonly T[],
  textOf: (record: T) => string,
  signal?: AbortSignal,
): Promise<TextVerdict[]> {
  const bar = new ProgressBar(printer.terminal, { total: records.length, delayMs: 500 });
  const verdicts: TextVerdict[] = [];
  try {
    for (const chunk of chunks(records, CHUNK)) {
      signal?.throwIfAborted();
      verdicts.push(...await validator.ask(chunk.map(textOf)));
      bar.show(verdicts.length, `${number(verdicts.length)} of ${plural(records.length, 'record')} checked`);
    }
  } finally {
    bar.end();
  }
  return verdicts;
}

/** The most frequent reasons of those that still fail, with one example each. */
export function tellFailing(
  { printer: { terminal } }: DlqContext,
  records: readonly Pick<CorrectableLetter, 'letter'>[],
  verdicts: readonly TextVerdict[],
  shortId: (id: string) => string,
): void {
  const failing = new Map<string, string[]>();
  records.forEach(({ letter }, index) => {
    if (passes(verdicts[index])) return;
    const text = verdictText(verdicts[index]);
    const alike = failing.get(text);
    if (alike === undefined) failing.set(text, [letter.id]);
    else alike.push(letter.id);
  });
  const sorted = [...failing].sort(([, a], [, b]) => b.length - a.length);
  for (const [text, failed] of sorted.slice(0, SHOWN)) {
    terminal.line(`  ${terminal.colours.red('✘')} ${number(failed.length)} ${text} (such as dlq show ${shortId(failed[0])})`);
  }
  if (sorted.length > SHOWN) terminal.line(`  and ${number(sorted.length - SHOWN)} other errors: --json lists all`);
}
