import type { Recipe, FrozenGroup } from '../../server/api';

const KEY = 'recipe-draft:';

/** The recipe as it was left in this tab, or one that begins with what is wrong. A tab's storage survives a reload, and ends with the tab. */
export function firstRecipe(group: FrozenGroup): Recipe {
  const kept = sessionStorage.getItem(KEY + group.id);
  if (kept !== null) return JSON.parse(kept) as Recipe;
  const missing = group.keyword === 'required';
  return { name: '', description: '', when: missing ? [{ path: group.pointer, exists: false }] : [], operations: [missing ? { op: 'add', path: group.pointer, value: '' } : { op: 'replace', path: group.pointer, value: '' }] };
}

export function keepDraft(group: string, recipe: Recipe): void {
  sessionStorage.setItem(KEY + group, JSON.stringify(recipe));
}

export function forgetDraft(group: string): void {
  sessionStorage.removeItem(KEY + group);
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
