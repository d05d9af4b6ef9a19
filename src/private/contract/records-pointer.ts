import { assertPointer } from './json-pointer';
import { invalidProp, show } from './validation-error';
import type { ValidationError } from './validation-error';

/** The segment of `recordsPointer` that stands for every member of an object. No segment stands for a member of this name alone. */
export const EVERY_MEMBER = '*';

const INDEX = /^(?:\d+|-)$/;
/** `[*]`, `[0]` and `[]`: how other notations write what this one leaves out. */
const BRACKETS = /\[(?:\*|\d*)\]/g;

/** Throws unless `pointer` says where the records of a file are: a JSON pointer without array indices, in which `*` stands for every member. */
export function assertRecordsPointer(prop: string, pointer: string): void {
  const indices = pointer.split('/').slice(1).filter((segment) => INDEX.test(segment));
  if (pointer.startsWith('/') && (indices.length > 0 || pointer.search(BRACKETS) >= 0)) throw arrayIndex(prop, pointer, indices[0]);
  // Whoever writes `$.orders[*]` reads what to write instead, too.
  assertPointer(prop, pointer, pointer.replace(BRACKETS, ''));
}

function arrayIndex(prop: string, pointer: string, index: string | undefined): ValidationError {
  const without = (replacement: string[]): string => pointer.replace(BRACKETS, '').split('/')
    .flatMap((segment) => (INDEX.test(segment) ? replacement : [segment])).join('/');
  const named = index === undefined ? '' : ` If ${show(index)} is the name of a member, write ${show(without([EVERY_MEMBER]))}, which reads every member.`;
  return invalidProp(prop, pointer, 'must not have an array index, because arrays are looked through', `Write ${show(without([]))}, which reads every element.${named}`);
}
