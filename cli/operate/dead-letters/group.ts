import { createHash } from 'node:crypto';
import type { Letter } from './message';
import type { Reason } from '../../../src/private/contract/reasons';

/** Dead letters that are wrong in the same way: reason, rule, and pointer without array indices. */
export interface LetterGroup {
  /** Short and the same in each run, so that it can be typed: a hash of what makes the group. */
  readonly id: string;
  readonly reason: Reason;
  /** Of the first error. */
  readonly keyword: string;
  /** Of the first error; `*` stands for an array index. */
  readonly pointer: string;
  /** Of the first error of the first dead letter. */
  readonly message: string;
  readonly letters: readonly Letter[];
  /** Number of records, which is larger than the number of dead letters if some are shared. */
  readonly records: number;
  readonly first: Date;
  readonly last: Date;
  /** Object keys, the most frequent first. */
  readonly files: readonly { readonly key: string; readonly letters: number }[];
}

const SHORTEST_ID = 4;

/** Groups dead letters. The largest group comes first, of equally large ones the oldest. In a group, the oldest dead letter comes first,
 * and those of one time in the order of their files. */
export function groupLetters(letters: readonly Letter[]): LetterGroup[] {
  const byHash = new Map<string, Letter[]>();
  for (const letter of letters) {
    const hash = groupKey(letter);
    const group = byHash.get(hash);
    if (group === undefined) byHash.set(hash, [letter]);
    else group.push(letter);
  }
  const ids = shortIds([...byHash.keys()], SHORTEST_ID);
  return [...byHash].map(([hash, members]) => groupOf(ids.get(hash)!, members)).sort((a, b) => (
    b.letters.length - a.letters.length || a.first.getTime() - b.first.getTime() || (a.id < b.id ? -1 : 1)
  ));
}

/** The shortest start of each hash that no other one has. */
export function shortIds(hashes: readonly string[], shortest: number): Map<string, string> {
  const sorted = [...hashes].sort();
  const shared = (left: string, right = ''): number => {
    let length = 0;
    while (length < left.length && left[length] === right[length]) length++;
    return length;
  };
  return new Map(sorted.map((hash, index) => [
    hash, hash.slice(0, Math.max(shortest, shared(hash, sorted[index - 1]) + 1, shared(hash, sorted[index + 1]) + 1)),
  ]));
}

/** A JSON pointer in which `*` stands for array indices. A member whose name is a number looks like one. */
export function withoutIndices(pointer: string): string {
  return pointer.replace(/\/(?:0|[1-9]\d*)(?=\/|$)/g, '/*');
}

/** What all dead letters of a group have in common, as a hash. */
export function groupKey({ deadLetter: { reason, errors: [error] } }: Letter): string {
  const what = [reason, error?.keyword ?? '', withoutIndices(error?.pointer ?? '')];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex');
}

function groupOf(id: string, members: Letter[]): LetterGroup {
  const letters = [...members].sort(oldestFirst);
  const { reason, errors: [error] } = letters[0].deadLetter;
  const files = new Map<string, number>();
  for (const { deadLetter: { source: { key } } } of letters) files.set(key, (files.get(key) ?? 0) + 1);
  return {
    id,
    reason,
    keyword: error?.keyword ?? '',
    pointer: withoutIndices(error?.pointer ?? ''),
    message: error?.message ?? '',
    letters,
    records: letters.reduce((sum, { deadLetter: { records } }) => sum + (records ?? 0), 0),
    first: letters[0].message.sent,
    last: letters[letters.length - 1].message.sent,
    files: [...files].map(([key, count]) => ({ key, letters: count })).sort((a, b) => b.letters - a.letters || (a.key < b.key ? -1 : 1)),
  };
}

function oldestFirst(a: Letter, b: Letter): number {
  const [sourceA, sourceB] = [a.deadLetter.source, b.deadLetter.source];
  return a.message.sent.getTime() - b.message.sent.getTime()
    || compare(sourceA.key, sourceB.key)
    || sourceA.byteOffset - sourceB.byteOffset
    || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
