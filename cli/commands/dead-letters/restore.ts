import { readFileSync } from 'node:fs';
import type { DlqContext } from './dlq-context';
import { neededCorrections, reasonWhy, tellProblems } from './dlq-context';
import { OK, SOME_REJECTED } from '../../exit-codes';
import { number, plural } from '../../terminal/format';
import { UsageError } from '../../usage-error';

export interface RestoreOptions {
  readonly why?: string;
}

const WHOLE_ID = /^[0-9a-f]{32}$/;

/** `dlq restore`: puts discarded dead letters back into the queue. */
export async function restoreDeadLetters(
  context: DlqContext,
  ids: readonly string[],
  options: RestoreOptions,
  signal?: AbortSignal,
): Promise<number> {
  const corrections = neededCorrections(context);
  const all = [...new Set(ids.flatMap((id) => id === '-' ? idsIn(readFileSync(0, 'utf8')) : [id]))];
  const wrong = all.find((id) => !WHOLE_ID.test(id));
  if (wrong !== undefined) throw new UsageError(`${wrong} is no whole id. A dead letter that is not in the queue is found by all 32 characters of its id, as dlq discard prints it.`);
  if (all.length === 0) throw new UsageError('There is no id on standard input.');
  const why = await reasonWhy(context, options.why, 'Why? (for the trail; may be empty)', signal);
  const before = await corrections.states(all);
  const restored = await corrections.restore(all, why);
  const { problems } = await corrections.settle({ waitMs: 0, signal });
  tellProblems(context, problems);
  const after = await corrections.states(all);
  for (const id of all) {
    const outcome = before.get(id)?.status === 'discarded' && after.get(id)?.status !== 'discarded' ? 'restored' : 'left';
    context.printer.result({ id, outcome, state: before.get(id)?.status ?? null }, () => undefined);
  }
  const { terminal, json } = context.printer;
  if (!json) {
    terminal.outcome(restored === all.length ? 'good' : 'odd', `${plural(restored, 'dead letter')} back in the queue`);
    if (restored < all.length) terminal.line(`  ${number(all.length - restored)} left as they are: they are not discarded, or their rows have expired. dlq show ID says what became of one.`);
  }
  return restored === all.length ? OK : SOME_REJECTED;
}

/** Ids, one on each line, or in the lines of JSON that `dlq discard --json` prints. */
function idsIn(text: string): string[] {
  return text.split('\n').map((line) => /"id":"([0-9a-f]{32})"/.exec(line)?.[1] ?? line.trim()).filter((id) => id !== '');
}
