import { Outcome } from './insert-record';
import { jsonata, jsonataText } from '../contract/jsonata';
import type { DeadLetterInput, Reason, Stretch } from '../contract/messages';

/**
 * JSONata for the dead letter that conflicting records share, which says how many they are and at which bytes; undefined if
 * there are none. Records whose indexes follow each other are one stretch, as in the dead letters of the validator.
 *
 * @param accepted array of AcceptedRecord
 * @param outcomes the Outcome of each
 */
export function shareConflicts(accepted: string, outcomes: string): string {
  const deadLetter = jsonata<DeadLetterInput>({
    reason: jsonataText<Reason>('TOO_MANY_REJECTED'),
    errors: [{ pointer: jsonataText(''), keyword: jsonataText<Reason>('KEY_CONFLICT'), message: "$count($shared) & ' of ' & $count($shared) & ' records'" }],
    record: 'null',
    recordBase64: 'null',
    records: '$count($shared)',
    stretches: '[$stretches]',
    index: '$shared[0].index',
    offset: '$shared[0].offset',
    length: '$shared[-1].offset + $shared[-1].length - $shared[0].offset',
  });
  const stretch = jsonata<Stretch>({ byteOffset: '$first.offset', byteLength: '$lasts[$i].offset + $lasts[$i].length - $first.offset' });
  return `(${jsonataText(Outcome.SHARED_CONFLICT)} in ${outcomes} ? (${[
    `$shared := [$filter(${accepted}, function($record, $i) { ${outcomes}[$i] = ${jsonataText(Outcome.SHARED_CONFLICT)} })]`,
    '$firsts := [$filter($shared, function($record, $i) { $i = 0 or $shared[$i - 1].index + 1 < $record.index })]',
    '$lasts := [$filter($shared, function($record, $i) { $i + 1 = $count($shared) or $record.index + 1 < $shared[$i + 1].index })]',
    `$stretches := $map($firsts, function($first, $i) { ${stretch} })`,
    deadLetter,
  ].join('; ')}) : [])`;
}
