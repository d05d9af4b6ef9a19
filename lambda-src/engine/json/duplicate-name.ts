import { readJson } from './read-json';
import { formatPointer } from '../../../src/private/contract/json-pointer';

/** Pointer to the first member whose name its object already has; null where all names are unique. */
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

/** Members of all objects in a parsed tree, however deep it is. */
export function countMembers(tree: unknown): number {
  let count = 0;
  const open = isContainer(tree) ? [tree] : [];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    if (Array.isArray(container)) {
      for (const element of container as unknown[]) {
        if (isContainer(element)) open.push(element);
      }
    } else {
      for (const name in container) {
        count++;
        const member = container[name];
        if (isContainer(member)) open.push(member);
      }
    }
  }
  return count;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
