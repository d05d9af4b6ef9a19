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
  const stretch = jsonata<Stretch>({ byteOffset: '$run[0].offset', byteLength: '$run[1].offset + $run[1].length - $run[0].offset' });
  // An index that is a variable takes JSONata as long as a look at the whole array, so the arrays go through it side by side.
  return `(${jsonataText(Outcome.SHARED_CONFLICT)} in ${outcomes} ? (${[
    `$shared := [$map($zip(${accepted}, ${outcomes}), function($pair) { $pair[1] = ${jsonataText(Outcome.SHARED_CONFLICT)} ? $pair[0] })]`,
    '$previous := $append([-2], $shared.index)',
    '$next := $append($filter($shared.index, function($index, $i) { $i > 0 }), [-2])',
    '$firsts := [$map($zip($shared, $previous), function($pair) { $pair[0].index != $pair[1] + 1 ? $pair[0] })]',
    '$lasts := [$map($zip($shared, $next), function($pair) { $pair[0].index + 1 != $pair[1] ? $pair[0] })]',
    `$stretches := $map($zip($firsts, $lasts), function($run) { ${stretch} })`,
    deadLetter,
  ].join('; ')}) : [])`;
}
