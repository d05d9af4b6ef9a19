import type { DlqContext } from './dlq-context';
import { neededCorrections, tellProblems } from './dlq-context';
import { stateJson } from './letter-text';
import { NOT_ENDED, OK, SOME_REJECTED } from '../../exit-codes';
import { number, plural } from '../../terminal/format';
import { printable } from '../../terminal/printable';
import { ProgressBar } from '../../terminal/progress-bar';

export interface SettleVerbOptions {
  /** In milliseconds. */
  readonly wait: number;
}

const SHOWN = 10;

/** `dlq settle`: finishes what any operator has begun, and tells what became of it. */
export async function settleCorrections(context: DlqContext, { wait }: SettleVerbOptions, signal?: AbortSignal): Promise<number> {
  const { printer } = context;
  const bar = new ProgressBar(printer.terminal, { total: undefined, delayMs: 500 });
  const { settled, open, deleted, problems } = await neededCorrections(context).settle({
    waitMs: wait, signal, onChange: (result) => bar.show(result.settled.length, `${number(result.settled.length)} ended, ${number(result.open.length)} on their way`),
  }).finally(() => bar.end());
  tellProblems(context, problems);
  for (const state of [...settled, ...open]) printer.result({ id: state.letterId, ...stateJson(state) }, () => undefined);
  if (!printer.json) {
    const { terminal } = printer;
    const counts = new Map<string, number>();
    for (const { status } of settled) counts.set(status, (counts.get(status) ?? 0) + 1);
    const words = [...counts].map(([status, count]) => `${number(count)} ${status === 'rejected' ? 'rejected again' : status}`);
    terminal.outcome(open.length + problems.length === 0 ? 'good' : 'odd', [
      settled.length === 0 ? 'Nothing has come to its end' : `${plural(settled.length, 'dead letter')} ended: ${words.join(', ')}`,
      `${number(open.length)} on their way`,
      `${plural(deleted, 'message')} deleted from the queue`,
    ].join(' · '));
    const rejected = settled.filter(({ status }) => status === 'rejected');
    for (const { letterId, answer } of rejected.slice(0, SHOWN)) terminal.line(`  ${letterId} is rejected again: sales-data-pipeline dlq show ${printable(answer ?? letterId)}`);
    if (rejected.length > SHOWN) terminal.line(`  and ${number(rejected.length - SHOWN)} more: --json lists all`);
  }
  if (open.length + problems.length > 0) return NOT_ENDED;
  return settled.some(({ status }) => status === 'rejected') ? SOME_REJECTED : OK;
}
