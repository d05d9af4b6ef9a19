import type { Recipe, FrozenGroup } from '../../server/api';

/** A recipe that begins with what is wrong. */
export function firstRecipe({ keyword, pointer }: FrozenGroup): Recipe {
  const missing = keyword === 'required';
  return { name: '', description: '', when: missing ? [{ path: pointer, exists: false }] : [], operations: [{ op: missing ? 'add' : 'replace', path: pointer, value: '' }] };
}

/** What is still to be done before the recipe can be tried; null if nothing is. */
export function problemOf({ operations, when }: Recipe): string | null {
  if (operations.length === 0) return 'Add a change.';
  for (const operation of operations) {
    if (!isPointer(operation.path) || ('from' in operation && !isPointer(operation.from))) return 'A pointer starts with /.';
    if ('value' in operation && !isJson(operation.value)) return 'A value is JSON: text in quotes.';
  }
  for (const { path, equals } of when) {
    if (!isPointer(path)) return 'A pointer starts with /.';
    if (equals !== undefined && !isJson(equals)) return 'A value is JSON: text in quotes.';
  }
  return null;
}

const isPointer = (text: string): boolean => text === '' || text.startsWith('/');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
