import { CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE } from '../../../../src/private/contract/messages';
import type { RecordError } from '../../../../src/private/contract/messages';
import { sameNumber } from '../../json/number';
import type { Attributes } from '../dynamodb-item';
import { Rejection } from '../rejection';

const OWN_NAMES = [CONTENT_HASH_ATTRIBUTE, SOURCE_ATTRIBUTE];

/** Rejects an item that has a member where the pipeline writes an attribute of its own: table key, hash or source. */
export function checkReservedNames(item: Attributes, key: Attributes, keyNames: readonly string[]): Rejection | null {
  for (const name of OWN_NAMES) {
    if (has(item, name)) return reserved(name, 'is the name of an attribute that the pipeline writes');
  }
  for (const name of keyNames) {
    if (has(item, name) && !same(item[name], key[name])) {
      return reserved(name, 'is the name of the table\'s key attribute, but has another value than the key');
    }
  }
  return null;
}

/** Writes the pipeline's own attributes. `source` is the object key and the number of the record in its file. */
export function addOwnAttributes(item: Attributes, key: Attributes, keyNames: readonly string[], hash: string, source: string): void {
  for (const name of keyNames) item[name] = key[name];
  item[CONTENT_HASH_ATTRIBUTE] = { S: hash };
  item[SOURCE_ATTRIBUTE] = { S: source };
}

function reserved(name: string, message: string): Rejection {
  const error: RecordError = { pointer: `/${name}`, keyword: 'reserved-name', message };
  return new Rejection('RESERVED_NAME', error);
}

function has(item: Attributes, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(item, name);
}

function same(left: Attributes[string], right: Attributes[string]): boolean {
  if ('N' in left && 'N' in right) return sameNumber(left.N, right.N);
  return 'S' in left && 'S' in right && left.S === right.S;
}
