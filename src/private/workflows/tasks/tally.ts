import type { Jsonata } from '../../contract/jsonata';
import { jsonata } from '../../contract/jsonata';
import type { ReasonCounts } from '../../contract/messages';
import { reasonsOf } from '../../contract/reasons';

/** JSONata that adds up how many records each reason has. Each of `all` makes an object with numbers by reason, or an array of such. */
export function addReasons(...all: string[]): Jsonata<ReasonCounts> {
  const joined = all.reduce((before, next) => `$append(${before}, ${next})`);
  const sums = reasonsOf('record', 'shared', 'insert', 'validator').map((reason) => [reason, `$sum([0, $all.${reason}])`]);
  // Nothing is left of an object if all its members are sifted out.
  return `($all := ${joined}; $merge([{}, $sift(${jsonata<object>(Object.fromEntries(sums))}, function($records) { $records > 0 })]))`;
}
