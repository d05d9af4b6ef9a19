import type { DlqContext } from './dlq-context';
import { neededCorrections, readQueue } from './dlq-context';
import { recordsOf } from './records-of';
import type { SelectionOptions } from './selection';
import { idsOf, selectSome } from './selection';
import type { SendVerbOptions } from './send';
import { sendRecords, tellNotSent } from './send';
import { SOME_REJECTED } from '../../exit-codes';
import { concurrently } from '../../operate/concurrently';
import type { CorrectedRecord, NotSent } from '../../operate/corrections/corrections';
import { plural } from '../../terminal/format';

export interface ResubmitOptions extends SelectionOptions, SendVerbOptions {
  /** Sends the drafts of dead letters that have one, instead of all records unchanged. */
  readonly drafts?: boolean;
}

const DRAFTS_AT_A_TIME = 16;

/** `dlq resubmit`: sends records as they are, after the schema was corrected; or drafts. */
export async function resubmitDeadLetters(
  context: DlqContext,
  ids: readonly string[],
  options: ResubmitOptions,
  signal?: AbortSignal,
): Promise<number> {
  const corrections = neededCorrections(context);
  const contents = await readQueue(context, signal);
  const selection = selectSome(contents, ids, options);
  const { records, others } = await recordsOf(context, selection.letters, signal);
  const left: NotSent[] = others.map(({ letter, why }) => ({ letter, why: 'not-one-record', message: why }));
  const drafts = options.drafts ? await concurrently(records, DRAFTS_AT_A_TIME, async ({ letter }) => corrections.draft(letter.id)) : [];
  const sent = records.flatMap((record, index): CorrectedRecord[] => {
    const { letter, isUtf8 } = record;
    const draft = drafts[index];
    if (draft === null) return [];
    if (!options.drafts && !isUtf8) {
      left.push({ letter, why: 'rejected', message: 'It is not UTF-8, and would be rejected again: dlq edit shows it in a likely encoding' });
      return [];
    }
    return [{ letter, get before() { return record.text; }, get after() { return draft ?? record.text; } }];
  });
  left.forEach(({ letter, why, message }) => context.printer.result({ id: letter.id, outcome: 'not-sent', why, message }, () => undefined));
  if (!context.printer.json) {
    tellNotSent(context, left, idsOf(contents));
    if (options.drafts) context.printer.terminal.line(`${plural(sent.length, 'draft')} of ${plural(selection.letters.length, 'dead letter')}`);
  }
  if (sent.length === 0) return SOME_REJECTED;
  const code = await sendRecords(context, sent, options, { contents, selection }, signal);
  return code === 0 && left.length > 0 ? SOME_REJECTED : code;
}
