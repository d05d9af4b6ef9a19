import type { FrozenGroup, GroupSummary, LetterDetail, LetterRow, QueueSummary } from './api';
import type { Frozen, Inventory } from './inventory';
import type { Masks } from './masking';
import { REASONS, sentenceOf } from '../../../src/private/contract/reasons';
import { isOfOneRecord } from '../../operate/corrections/answers';
import { ENDS } from '../../operate/corrections/state';
import type { LetterState } from '../../operate/corrections/state';
import type { LetterGroup } from '../../operate/dead-letters/group';
import type { Letter } from '../../operate/dead-letters/message';
import { printable } from '../../terminal/printable';

const FILES_SHOWN = 5;
const SNIPPET_LENGTH = 140;
/** Larger records have no snippet if they have to be searched for what is sensitive. */
const MAX_SNIPPET_SOURCE = 32 * 1024;

export function queueSummary({ contents, groups }: Inventory): QueueSummary | null {
  if (contents === null) return null;
  const oldest = groups.reduce<Date | null>((first, group) => first === null || group.first < first ? group.first : first, null);
  return {
    at: contents.at.toISOString(),
    letters: contents.letters.length,
    records: groups.reduce((total, { records }) => total + records, 0),
    oldest: oldest?.toISOString() ?? null,
    groups: groups.map(groupSummary),
    others: contents.others.map(({ kind, what, message }) => ({ kind, what: printable(what), sent: message.sent.toISOString() })),
    hidden: contents.hidden,
    complete: contents.complete,
  };
}

function groupSummary(group: LetterGroup): GroupSummary {
  const { id, reason, keyword, records, first, last, files } = group;
  const { whatToDo } = REASONS[reason];
  return {
    id,
    reason,
    meaning: sentenceOf(reason),
    whatToDo,
    keyword,
    records,
    pointer: printable(group.pointer),
    message: printable(group.message),
    letters: group.letters.length,
    first: first.toISOString(),
    last: last.toISOString(),
    files: files.slice(0, FILES_SHOWN).map(({ key, letters }) => ({ key: printable(key), letters })),
    fileCount: files.length,
  };
}

export function frozenGroup(frozen: Frozen, inventory: Inventory): FrozenGroup {
  const states: { [status in LetterState['status'] | 'open']?: number } = {};
  for (const { id } of frozen.group.letters) {
    const status = inventory.states.get(id)?.status ?? 'open';
    states[status] = (states[status] ?? 0) + 1;
  }
  return {
    ...groupSummary(frozen.group),
    frozen: frozen.token,
    at: frozen.at.toISOString(),
    fixable: frozen.group.letters.some(isOfOneRecord),
    newSince: inventory.newSince(frozen),
    states,
  };
}

export function letterRow({ id, deadLetter, message }: Letter, state: LetterState | undefined, masks: Masks): LetterRow {
  const { source, record, records } = deadLetter;
  return {
    letter: id,
    file: printable(source.key),
    record: source.recordIndex,
    records,
    time: message.sent.toISOString(),
    status: state?.status ?? null,
    snippet: record === null || (masks.any && record.length > MAX_SNIPPET_SOURCE) ? '' : snippet(masks.hide(record, id).text ?? ''),
  };
}

function snippet(text: string): string {
  // Twice as much as is shown, because white space shrinks.
  return printable(text.slice(0, SNIPPET_LENGTH * 2)).slice(0, SNIPPET_LENGTH);
}

/** What a letter is about, as far as it has been read. */
export interface LetterText {
  readonly text: string | null;
  readonly absent: string | null;
  readonly hidden: number;
  readonly revealed: boolean;
  readonly draft: string | null;
  readonly draftHidden: boolean;
}

export function letterDetail(letter: Letter, state: LetterState | undefined, masks: Masks, shown: LetterText, history: boolean): LetterDetail {
  const { reason, errors, source, execution, existing } = letter.deadLetter;
  const { whatToDo } = REASONS[reason];
  const ended = state !== undefined && (ENDS as readonly string[]).includes(state.status);
  return {
    ...letterRow(letter, state, masks),
    ...shown,
    reason,
    meaning: sentenceOf(reason),
    whatToDo,
    errors: errors.map(({ pointer, keyword, message }) => ({ pointer, keyword, message: printable(message) })),
    bytes: source.byteLength,
    offset: source.byteOffset,
    execution: printable(execution),
    existing: existing?.source == null ? null : printable(existing.source),
    why: state?.why ?? '',
    who: printable(state?.who ?? ''),
    answer: state?.answer ?? null,
    canSend: history && shown.text !== null && isOfOneRecord(letter) && state?.status !== 'sending' && state?.status !== 'sent' && !ended,
  };
}
