import { REASONS } from '../../../src/private/contract/reasons';
import type { LetterState } from '../../operate/corrections/state';
import { letterFields } from '../../operate/dead-letters/letter-fields';
import type { Letter } from '../../operate/dead-letters/message';
import { number, plural } from '../../terminal/format';
import { printable } from '../../terminal/printable';

/** Where the record stands in its file. Records are numbered from 1, as people count. */
export function placeText({ deadLetter: { records, source: { key, recordIndex, byteOffset, byteLength, stretches } } }: Letter): string {
  const file = printable(key);
  if (stretches !== null) return `${file}, ${plural(records ?? 0, 'record')} in ${plural(stretches.length, 'stretch', 'stretches')} from byte ${number(byteOffset)}`;
  if (recordIndex === null) return `${file}, the whole file`;
  return `${file}, record ${number(recordIndex + 1)}, ${byteLength === null ? '' : `${plural(byteLength, 'byte')} `}from byte ${number(byteOffset)}`;
}

/** What is wrong, in one line. */
export function errorText({ deadLetter: { reason, errors: [error] } }: Letter): string {
  if (error === undefined) return REASONS[reason].meaning;
  return `${error.pointer === '' ? '' : `${printable(error.pointer)} `}${printable(error.message)}`;
}

/** What became of a dead letter that somebody has taken up. */
export function stateText({ status, who, answer, correctionId }: LetterState, shortId: (id: string) => string): string {
  const by = `by ${printable(who)}`;
  switch (status) {
    case 'sending': return `being sent ${by}, in the correction ${String(correctionId)}`;
    case 'sent': return `sent ${by}, in the correction ${String(correctionId)}; its end is not known yet`;
    case 'stored': return `corrected ${by}: stored`;
    case 'repeated': return `corrected ${by}: repeated, the table had it already`;
    case 'superseded': return `corrected ${by}: superseded by a newer record`;
    case 'rejected': return `corrected ${by}: rejected again${answer === null ? '' : `, see dlq show ${shortId(answer)}`}`;
    case 'discarded': return `discarded ${by}`;
  }
}

/** Why the record can't be corrected where it is, and what to do instead; undefined if it can. */
export function notCorrectable({ deadLetter: { records, source: { stretches } } }: Letter, bytes: Buffer | undefined): string | undefined {
  if (stretches !== null) return 'Several records share this dead letter. Export them (dlq export), correct the file or the schema, and submit the file: records that are stored count as repeated.';
  if (records === null) return 'This dead letter is about a whole file. Remove the cause, then submit the file again, or redrive its execution.';
  if (bytes === undefined) return 'The record is not in the message, and its object is gone, or the record is too large. Ask for the file again, and submit it.';
  return undefined;
}

/** What a line of JSON says of a dead letter, without its record. */
export function letterJson(letter: Letter, state?: LetterState): object {
  const { message, messages } = letter;
  return { ...letterFields(letter), sent: message.sent.toISOString(), messages, state: state === undefined ? null : stateJson(state) };
}

export function stateJson({ letterId, when, ...state }: LetterState): object {
  return { ...state, when: when.toISOString() };
}
