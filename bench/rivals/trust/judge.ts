import type { Fed } from './corpus';
import { exactAttribute, exactJson } from './exact';
import type { Item } from '../../../testkit/pipeline/table';

/** What became of a record, from the best to the worst. */
export const FATES = ['right', 'kept', 'traced', 'changed', 'lost'] as const;
export type Fate = typeof FATES[number];

export const FATE_NAMES: { readonly [fate in Fate]: string } = {
  right: 'stored right',
  kept: 'kept in the queue with a reason',
  traced: 'missing, but a log or a failed execution tells',
  changed: 'stored wrong or changed',
  lost: 'lost without a trace',
};

export type Fates = { readonly [fate in Fate]: number };

/** What an alternative left behind after a case. */
export interface Left {
  readonly items: readonly Item[];
  readonly deadLetters: readonly string[];
  readonly logs: string;
  readonly failedInputs: readonly string[];
}

const ID = /[a-z]+\d?-\d{6}/g;

export function judge(records: readonly Fed[], left: Left): Fates {
  const stored = new Map(left.items.map((item) => [markOf(item), item]));
  const kept = idsIn(left.deadLetters.map(withDecoded));
  const logged = idsIn([left.logs]);
  const told = [...left.deadLetters, ...left.failedInputs].join('\n');
  const fates: Record<Fate, number> = { right: 0, kept: 0, traced: 0, changed: 0, lost: 0 };
  for (const record of records) {
    const item = stored.get(record.id);
    if (item) fates[record.belongs !== 'queue' && isUnchanged(record, item) ? 'right' : 'changed']++;
    else if (kept.has(record.id)) fates.kept++;
    else if (logged.has(record.id) || told.includes(record.file)) fates.traced++;
    else fates.lost++;
  }
  return fates;
}

/** The id of the record that an item was made from, even if another record has the same table key. */
function markOf(item: Item): string {
  const order = item['order-info'];
  const mark = order?.M?.mark?.S ?? (order?.S === undefined ? undefined : (JSON.parse(order.S) as { mark?: string }).mark);
  return mark ?? '';
}

function isUnchanged({ text }: Fed, item: Item): boolean {
  const members = JSON.parse(text) as object;
  const found = `{${Object.keys(members).sort().map((name) => `${JSON.stringify(name)}:${exactAttribute(item[name])}`).join(',')}}`;
  return found === exactJson(text);
}

function idsIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(ID) ?? []));
}

/** A dead letter with its bytes that are not UTF-8, if it has such. */
function withDecoded(deadLetter: string): string {
  const { recordBase64 } = JSON.parse(deadLetter) as { readonly recordBase64?: string | null };
  return !recordBase64 ? deadLetter : deadLetter + Buffer.from(recordBase64, 'base64').toString('latin1');
}
