import type { Attributes } from './dynamodb-item';
import type { RecordError } from '../../../src/private/contract/messages';
import { CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE } from '../../../src/private/contract/messages';
import { sameNumber } from '../json/number';

/** A member whose place in the item is taken by something else; undefined when there is none. */
export function findReservedName(item: Attributes, key: Attributes, keyNames: readonly string[]): RecordError | undefined {
  for (const name of [CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE]) {
    if (has(item, name)) return { pointer: `/${name}`, keyword: 'reserved-name', message: 'is the name of an attribute that the pipeline writes' };
  }
  for (const name of keyNames) {
    if (has(item, name) && !same(item[name], key[name])) {
      return { pointer: `/${name}`, keyword: 'reserved-name', message: 'is the name of the table\'s key attribute, but has another value than the key' };
    }
  }
  return undefined;
}

function has(item: Attributes, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(item, name);
}

function same(left: Attributes[string], right: Attributes[string]): boolean {
  if ('N' in left && 'N' in right) return sameNumber(left.N, right.N);
  return 'S' in left && 'S' in right && left.S === right.S;
}
