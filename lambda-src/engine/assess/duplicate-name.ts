import { Rejection } from './rejection';
import { shorten } from './shorten';
import type { ParsedRecord } from './stages/parse';
import { MAX_POINTER_LENGTH } from '../../../src/private/contract/limits';
import type { Survey } from '../bytes/survey';
import { countMembers, findDuplicateName } from '../json/duplicate-name';

/**
 * The rejection to report of a parsed record that a stage rejects. A duplicate name outranks every other reason, because
 * one of the two values would be lost silently.
 */
export function preferDuplicateName(rejection: Rejection, { tree, text: { json } }: ParsedRecord, { members }: Survey): Rejection {
  // The survey counts every member; the tree has only the last one of each name.
  return countMembers(tree) === members ? rejection : duplicateName(json) ?? rejection;
}

/** The rejection of a record with two members of the same name in an object; null if there are none. */
export function duplicateName(json: string): Rejection | null {
  const pointer = findDuplicateName(json);
  if (pointer === null) return null;
  return new Rejection('DUPLICATE_NAME', {
    pointer: shorten(pointer, MAX_POINTER_LENGTH), keyword: 'unique-names', message: 'stands more than once in its object',
  });
}
