import { arrayIndex, findMember, findValue } from './find-value';
import { InvalidJsonError, parseJsonText } from './json-text';
import type { ArrayNode, JsonNode, ObjectNode } from './json-text';
import type { Recipe, RecipeCondition, RecipeOperation, RecipeResult } from './recipe';
import { sameContent } from './same-content';
import { formatPointer, parsePointer } from '../../../src/private/contract/json-pointer';

/** Replaces `text.slice(start, end)`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly content: string;
}

/** Why an operation can't be applied. Names pointers of the recipe, never a value of the record. */
class NotApplicable extends Error {}

/** Applies a recipe to the text of a record. All operations are applied, or none. */
export function applyRecipe({ when, operations }: Recipe, record: string): RecipeResult {
  try {
    const root = parseJsonText(record);
    for (const condition of when) {
      const unmet = whyUnmet(condition, record, root);
      if (unmet !== undefined) return { outcome: 'unchanged', why: unmet };
    }
    let text = record;
    for (const [index, operation] of operations.entries()) {
      for (const edit of editsOf(operation, text, index === 0 ? root : parseJsonText(text))) {
        text = text.slice(0, edit.start) + edit.content + text.slice(edit.end);
      }
    }
    return text === record ? { outcome: 'unchanged', why: 'the record is already as the recipe makes it' } : { outcome: 'changed', text };
  } catch (error) {
    if (error instanceof NotApplicable) return { outcome: 'failed', why: error.message };
    if (error instanceof InvalidJsonError) return { outcome: 'failed', why: `the record is not valid JSON: ${error.message}` };
    throw error;
  }
}

function whyUnmet({ path, exists, equals }: RecipeCondition, text: string, root: JsonNode): string | undefined {
  const found = findValue(root, parsePointer(path));
  if (found === 'ambiguous') throw twice(path);
  if (exists !== undefined) {
    if ((found !== 'missing') === exists) return undefined;
    return exists ? `${shown(path)} is not there` : `${shown(path)} is there`;
  }
  if (found === 'missing') return `${shown(path)} is not there`;
  return isEqual(text, found, equals!) ? undefined : `${shown(path)} has another value`;
}

/** The edits of an operation. Each is meant for the text that the one before it leaves. */
function* editsOf(operation: RecipeOperation, text: string, root: JsonNode): Generator<Edit> {
  const path = parsePointer(operation.path);
  switch (operation.op) {
    case 'test':
      if (!isEqual(text, existing(root, operation.path), operation.value)) throw new NotApplicable(`${shown(operation.path)} has another value than the recipe tests for`);
      return;
    case 'replace':
      yield replaced(existing(root, operation.path), operation.value);
      return;
    case 'add':
      yield added(text, root, path, operation.value);
      return;
    case 'remove':
      yield removed(root, path);
      return;
    case 'copy':
      yield added(text, root, path, raw(text, existing(root, operation.from)));
      return;
    case 'move': {
      const value = raw(text, existing(root, operation.from));
      if (operation.from === operation.path) return;
      const removal = removed(root, parsePointer(operation.from));
      yield removal;
      const without = text.slice(0, removal.start) + text.slice(removal.end);
      yield added(without, parseJsonText(without), path, value);
    }
  }
}

function isEqual(text: string, node: JsonNode, json: string): boolean {
  return sameContent({ text, node }, { text: json, node: parseJsonText(json) });
}

function raw(text: string, { start, end }: JsonNode): string {
  return text.slice(start, end);
}

function replaced({ start, end }: JsonNode, content: string): Edit {
  return { start, end, content };
}

function existing(root: JsonNode, pointer: string): JsonNode {
  const found = findValue(root, parsePointer(pointer));
  if (found === 'ambiguous') throw twice(pointer);
  if (found === 'missing') throw new NotApplicable(`${shown(pointer)} is not there`);
  return found;
}

function added(text: string, root: JsonNode, path: readonly string[], value: string): Edit {
  if (path.length === 0) return replaced(root, value);
  const parentPointer = formatPointer(path.slice(0, -1));
  const parent = existing(root, parentPointer);
  const last = path[path.length - 1];
  if (parent.type === 'object') return addedMember(text, parent, last, path, value);
  if (parent.type === 'array') {
    const { length } = parent.elements;
    const index = last === '-' ? length : arrayIndex(last, length);
    if (index === undefined) throw new NotApplicable(`${shown(formatPointer(path))} is no place in an array of length ${length}`);
    return insertedElement(text, parent, index, value);
  }
  throw new NotApplicable(`${shown(parentPointer)} is neither an object nor an array`);
}

function addedMember(text: string, parent: ObjectNode, name: string, path: readonly string[], value: string): Edit {
  const member = findMember(parent, name);
  if (member === 'ambiguous') throw twice(formatPointer(path));
  if (member !== 'missing') return replaced(member.value, value);
  const last = parent.members[parent.members.length - 1];
  if (last === undefined) return inserted(parent.start + 1, `${JSON.stringify(name)}:${value}`);
  // Written as the member before it is: with the same white space before its name, and around its colon.
  const colon = text.slice(last.nameEnd, last.value.start);
  return inserted(last.value.end, `,${blanksBefore(text, last.nameStart)}${JSON.stringify(name)}${colon}${value}`);
}

function insertedElement(text: string, { start, elements }: ArrayNode, index: number, value: string): Edit {
  if (elements.length === 0) return inserted(start + 1, value);
  // The white space between two elements, if there are two.
  const blanks = blanksBefore(text, elements[Math.min(Math.max(index, 1), elements.length - 1)].start);
  if (index === elements.length) return inserted(elements[index - 1].end, `,${blanks}${value}`);
  return inserted(elements[index].start, `${value},${blanks}`);
}

function inserted(at: number, content: string): Edit {
  return { start: at, end: at, content };
}

function blanksBefore(text: string, position: number): string {
  let start = position;
  while (start > 0 && ' \t\r\n'.includes(text[start - 1])) start--;
  return text.slice(start, position);
}

function removed(root: JsonNode, path: readonly string[]): Edit {
  const pointer = formatPointer(path);
  existing(root, pointer);
  if (path.length === 0) throw new NotApplicable('the whole record can\'t be removed');
  const parent = existing(root, formatPointer(path.slice(0, -1))) as ObjectNode | ArrayNode;
  const parts = parent.type === 'object'
    ? parent.members.map(({ name, nameStart, value }) => ({ name, start: nameStart, end: value.end }))
    : parent.elements.map(({ start, end }, index) => ({ name: String(index), start, end }));
  const index = parts.findIndex(({ name }) => name === path[path.length - 1]);
  // With the comma before it; the first one with the comma after it.
  if (index > 0) return { start: parts[index - 1].end, end: parts[index].end, content: '' };
  return { start: parts[0].start, end: parts.length > 1 ? parts[1].start : parts[0].end, content: '' };
}

function twice(pointer: string): NotApplicable {
  return new NotApplicable(`a name on the way to ${shown(pointer)} is there twice`);
}

function shown(pointer: string): string {
  return pointer === '' ? 'the record' : pointer;
}
