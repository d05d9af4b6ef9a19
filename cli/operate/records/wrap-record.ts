import { parsePointer } from '../../../src/private/contract/json-pointer';
import { EVERY_MEMBER } from '../../../src/private/contract/records-pointer';

/** The name of a member where `recordsPointer` leads to members of any name. */
const ANY_NAME = 'corrections';

/** What stands before and after a record in a file of corrections. */
export interface Wrapping {
  readonly before: string;
  readonly after: string;
}

/**
 * Wraps a record so that `recordsPointer` leads to exactly it: into an array at the end of the pointer, because elements of that
 * are records whatever they are. A record by itself would be read as a file if the pointer leads into it.
 */
export function wrappingFor(recordsPointer: string): Wrapping {
  const names = parsePointer(recordsPointer).map((segment) => JSON.stringify(segment === EVERY_MEMBER ? ANY_NAME : segment));
  return {
    before: `${names.map((name) => `{${name}:`).join('')}[`,
    after: `]${'}'.repeat(names.length)}\n`,
  };
}

export const wrap = ({ before, after }: Wrapping, record: string): string => before + record + after;
