import * as crypto from 'node:crypto';
import type { Attributes } from './dynamodb-item';
import type { AttributeValue } from '../../../src/private/contract/messages';
import { plainNumber } from '../json/number';

/** In characters, of 43: 132 bits tell any number of records apart, and every byte of an item costs. */
export const HASH_LENGTH = 22;

/**
 * Hash of a record's content: the same for the same members in any order, for strings of the same characters, and for
 * numbers of the same value.
 */
export function contentHash(record: Attributes): string {
  return digest(members(record)).slice(0, HASH_LENGTH);
}

/*
 * The canonical form. Each part says where it ends, by its length or by a mark, so that no two contents have the same form.
 */

function members(object: Attributes): string {
  const names = Object.keys(object);
  if (!isSorted(names)) names.sort();
  let form = '{';
  for (let k = 0; k < names.length; k++) {
    const name = names[k];
    form += `${name.length}:${name}${attribute(object[name])}`;
  }
  return `${form}}`;
}

function attribute(value: AttributeValue): string {
  if ('S' in value) return `"${value.S.length}:${value.S}`;
  if ('N' in value) return `#${plainNumber(value.N)};`;
  if ('M' in value) return members(value.M);
  if ('L' in value) return elements(value.L);
  return word(value);
}

function elements(array: readonly AttributeValue[]): string {
  let form = '[';
  for (let k = 0; k < array.length; k++) form += attribute(array[k]);
  return `${form}]`;
}

function word(value: AttributeValue): string {
  if ('BOOL' in value) return value.BOOL ? 'T' : 'F';
  if ('Bool' in value) return value.Bool ? 'T' : 'F';
  return 'N';
}

/** Most feeds write the members of an object in the same order each time, but rarely in this one. */
function isSorted(names: readonly string[]): boolean {
  for (let k = 1; k < names.length; k++) {
    if (names[k] < names[k - 1]) return false;
  }
  return true;
}

type OneShot = (algorithm: string, data: string, encoding: string) => string;

// One call instead of three objects, from Node.js 20.12 on.
const digest: (text: string) => string = 'hash' in crypto
  ? (text) => (crypto.hash as OneShot)('sha256', text, 'base64url')
  : (text) => (crypto as typeof import('node:crypto')).createHash('sha256').update(text).digest('base64url');
