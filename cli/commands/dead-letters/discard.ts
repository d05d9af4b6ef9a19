import type { DlqContext } from './dlq-context';
import { agreed, neededCorrections, readQueue, reasonWhy, tellProblems } from './dlq-context';
import type { SelectionOptions } from './selection';
import { idsOf, selectSome } from './selection';
import { tellNotSent } from './send';
import { OK, SOME_REJECTED } from '../../exit-codes';
import { number, plural } from '../../terminal/format';
import { UsageError } from '../../usage-error';

export interface DiscardOptions extends SelectionOptions {
  readonly why?: string;
  readonly yes?: boolean;
}

const IDS_SHOWN = 3;

/** `dlq discard`: takes dead letters out of the queue, with a reason. */
export async function discardDeadLetters(
  context: DlqContext,
  ids: readonly string[],
  options: DiscardOptions,
  signal?: AbortSignal,
): Promise<number> {
  const corrections = neededCorrections(context);
  const contents = await readQueue(context, signal);
  const { letters, newcomers } = selectSome(contents, ids, options);
  const records = letters.reduce((sum, { deadLetter }) => sum + (deadLetter.records ?? 0), 0);
  if (!await agreed(context, options.yes, `Discard ${plural(letters.length, 'dead letter')} (${plural(records, 'record')})?`, signal)) return OK;
  const why = await reasonWhy(context, options.why, 'Why?', signal);
  if (why.trim() === '') throw new UsageError('Say why: --why TEXT. The trail keeps it, and whoever restores the dead letters reads it.');

  const { discarded, notDiscarded } = await corrections.discard(letters, why);
  const { problems } = await corrections.settle({ waitMs: 0, signal });
  tellProblems(context, problems);
  const left = new Set(notDiscarded.map(({ letter }) => letter.id));
  const gone = letters.filter(({ id }) => !left.has(id));
  gone.forEach(({ id }) => context.printer.result({ id, outcome: 'discarded' }, () => undefined));
  notDiscarded.forEach(({ letter, why: cause, message }) => context.printer.result({ id: letter.id, outcome: 'left', why: cause, message }, () => undefined));
  const { terminal, json } = context.printer;
  if (!json) {
    terminal.outcome(notDiscarded.length === 0 ? 'good' : 'odd', `${plural(discarded, 'dead letter')} discarded, and kept in the history for ${keptFor(context)}`);
    if (gone.length <= IDS_SHOWN) terminal.line(`  To undo: sales-data-pipeline dlq restore ${gone.map(({ id }) => id).join(' ')}`);
    tellNotSent(context, notDiscarded, idsOf(contents));
    const later = newcomers(await context.queue.read({ signal })).length;
    if (later > 0) terminal.line(`  ${number(later)} new since the dead letters were chosen, and not discarded.`);
  }
  return notDiscarded.length === 0 ? OK : SOME_REJECTED;
}

function keptFor({ entry }: DlqContext): string {
  return entry.historyRetentionDays === null ? 'as long as its rows stay' : plural(Math.floor(entry.historyRetentionDays), 'day');
}
