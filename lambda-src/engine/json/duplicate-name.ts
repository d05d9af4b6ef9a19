import { formatPointer } from './pointer';
import { readJson } from './read-json';

/** Pointer to the first member whose name its object has already; null when there is none. */
export function findDuplicateName(text: string): string | null {
  const path: Array<string | number> = [];
  const names: Array<Set<string> | null> = [];
  let found: string | null = null;
  const enter = (): void => {
    const last = path.length - 1;
    if (typeof path[last] === 'number') path[last]++;
  };
  readJson(text, {
    openObject: () => {
      enter();
      names.push(new Set());
      path.push('');
    },
    openArray: () => {
      enter();
      names.push(null);
      path.push(-1);
    },
    close: () => {
      names.pop();
      path.pop();
    },
    name: (name) => {
      path[path.length - 1] = name;
      const seen = names[names.length - 1];
      if (seen?.has(name)) found ??= formatPointer(path);
      seen?.add(name);
    },
    text: enter,
    number: enter,
    word: enter,
  });
  return found;
}

/** How many members the objects of a parsed tree have. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + countMembers(element), 0);
  let count = 0;
  for (const name in value) count += 1 + countMembers((value as Record<string, unknown>)[name]);
  return count;
}
