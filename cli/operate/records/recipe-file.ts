import { findMember } from './find-value';
import { InvalidJsonError, parseJsonText } from './json-text';
import type { JsonNode, ObjectNode } from './json-text';
import type { Recipe, RecipeCondition, RecipeOperation } from './recipe';

/** A recipe that can't be used. The message names the place and what is allowed there. */
export class RecipeError extends Error {
  public readonly name = 'RecipeError';
}

const WITH_VALUE = ['add', 'replace', 'test'] as const;
const WITH_FROM = ['move', 'copy'] as const;
const OPERATIONS = [...WITH_VALUE, 'remove', ...WITH_FROM] as const;

/** Reads a recipe from the text of its file. Values stay as they are written. Throws a RecipeError. */
export function parseRecipe(text: string): Recipe {
  let root: JsonNode;
  try {
    root = parseJsonText(text);
  } catch (error) {
    if (error instanceof InvalidJsonError) throw new RecipeError(`The recipe is not valid JSON: ${error.message}.`);
    throw error;
  }
  const recipe = new Place(text, root, '').object(['name', 'description', 'when', 'operations']);
  const operations = recipe.need('operations').elements().map(operation);
  if (operations.length === 0) throw recipe.need('operations').error('is empty', 'Write at least one operation.');
  return {
    name: recipe.need('name').nonEmptyText(),
    description: recipe.member('description')?.text() ?? '',
    when: recipe.member('when')?.elements().map(condition) ?? [],
    operations,
  };
}

/** The text of a recipe's file. */
export function formatRecipe({ name, description, when, operations }: Recipe): string {
  const conditionText = ({ path, exists, equals }: RecipeCondition) => members([
    ['path', JSON.stringify(path)], ['exists', exists === undefined ? undefined : String(exists)], ['equals', equals],
  ]);
  const operationText = (step: RecipeOperation) => {
    const { op, path, from, value } = { from: undefined, value: undefined, ...step };
    return members([
      ['op', JSON.stringify(op)], ['from', from === undefined ? undefined : JSON.stringify(from)], ['path', JSON.stringify(path)], ['value', value],
    ]);
  };
  const list = (texts: string[]) => texts.length === 0 ? '[]' : `[\n    ${texts.join(',\n    ')}\n  ]`;
  return `{
  "name": ${JSON.stringify(name)},
  "description": ${JSON.stringify(description)},
  "when": ${list(when.map(conditionText))},
  "operations": ${list(operations.map(operationText))}
}\n`;
}

function members(all: Array<[name: string, json: string | undefined]>): string {
  return `{ ${all.filter(([, json]) => json !== undefined).map(([name, json]) => `"${name}": ${json}`).join(', ')} }`;
}

function condition(place: Place): RecipeCondition {
  const object = place.object(['path', 'exists', 'equals']);
  const path = object.need('path').pointer();
  const exists = object.member('exists')?.boolean();
  const equals = object.member('equals')?.raw;
  if ((exists === undefined) === (equals === undefined)) {
    throw place.error(exists === undefined ? 'says nothing about the member' : 'has both "exists" and "equals"', 'Write one of them: "exists": true, "exists": false, or "equals": a value.');
  }
  return exists === undefined ? { path, equals } : { path, exists };
}

function operation(place: Place): RecipeOperation {
  const op = place.object(['op', 'path', 'from', 'value']).need('op').oneOf(OPERATIONS);
  if (isOneOf(WITH_VALUE, op)) {
    const object = place.object(['op', 'path', 'value']);
    return { op, path: object.need('path').pointer(), value: object.need('value').raw };
  }
  if (isOneOf(WITH_FROM, op)) {
    const object = place.object(['op', 'from', 'path']);
    const from = object.need('from').pointer();
    const path = object.need('path').pointer();
    if (op === 'move' && path.startsWith(`${from}/`)) throw object.need('path').error('is inside "from"', 'A value can\'t be moved into itself.');
    return { op, from, path };
  }
  const path = place.object(['op', 'path']).need('path');
  if (path.pointer() === '') throw path.error('is the whole record', 'To take a record out of the queue, discard its dead letter.');
  return { op, path: path.pointer() };
}

function isOneOf<T extends string>(all: readonly T[], value: string): value is T {
  return (all as readonly string[]).includes(value);
}

/** A value in the recipe, and how to name it in a message. */
class Place {
  constructor(private readonly file: string, private readonly node: JsonNode, private readonly path: string) {
  }

  /** The value as it is written. */
  public get raw(): string {
    return this.file.slice(this.node.start, this.node.end);
  }

  public object(allowed: readonly string[]): RecipeObject {
    const { node } = this;
    if (node.type !== 'object') throw this.error(`is ${KINDS[node.type]}`, `It must be an object with ${allowed.map((name) => `"${name}"`).join(', ')}.`);
    for (const { name, value } of node.members) {
      if (!allowed.includes(name)) {
        throw this.at(name, value).error('is not known', `Allowed here: ${allowed.map((one) => `"${one}"`).join(', ')}.`);
      }
    }
    return new RecipeObject(this, node);
  }

  public elements(): Place[] {
    const { node } = this;
    if (node.type !== 'array') throw this.error(`is ${KINDS[node.type]}`, 'It must be an array.');
    return node.elements.map((element, index) => this.at(String(index), element));
  }

  public text(): string {
    const { node } = this;
    if (node.type !== 'string') throw this.error(`is ${KINDS[node.type]}`, 'It must be a string.');
    return node.value;
  }

  public nonEmptyText(): string {
    const text = this.text();
    if (text.trim() === '') throw this.error('is empty', 'The trail of corrections shows it.');
    return text;
  }

  public boolean(): boolean {
    if (this.node.type !== 'true' && this.node.type !== 'false') throw this.error(`is ${KINDS[this.node.type]}`, 'It must be true or false.');
    return this.node.type === 'true';
  }

  public oneOf<T extends string>(all: readonly T[]): T {
    const text = this.text();
    if (!isOneOf(all, text)) throw this.error(`is ${JSON.stringify(text)}`, `It must be one of ${all.map((one) => `"${one}"`).join(', ')}.`);
    return text;
  }

  public pointer(): string {
    const text = this.text();
    if (text !== '' && !text.startsWith('/')) throw this.error(`is ${JSON.stringify(text)}`, `A JSON pointer (RFC 6901) is empty or starts with "/". Did you mean ${JSON.stringify(`/${text}`)}?`);
    if (/~(?![01])/.test(text)) throw this.error(`is ${JSON.stringify(text)}`, 'In a JSON pointer (RFC 6901), "~" is written "~0", and "/" in a name "~1".');
    return text;
  }

  public at(name: string, node: JsonNode): Place {
    return new Place(this.file, node, this.path === '' ? name : `${this.path}/${name}`);
  }

  public error(problem: string, allowed: string): RecipeError {
    const line = this.file.slice(0, this.node.start).split('\n').length;
    return new RecipeError(`${this.path === '' ? 'The recipe' : this.path} (line ${line}) ${problem}. ${allowed}`);
  }
}

class RecipeObject {
  constructor(private readonly place: Place, private readonly node: ObjectNode) {
  }

  public member(name: string): Place | undefined {
    const member = findMember(this.node, name);
    if (member === 'ambiguous') throw this.place.error(`has "${name}" twice`, 'Remove one.');
    return member === 'missing' ? undefined : this.place.at(name, member.value);
  }

  public need(name: string): Place {
    const member = this.member(name);
    if (member === undefined) throw this.place.error(`has no "${name}"`, 'It must have one.');
    return member;
  }
}

const KINDS: Record<JsonNode['type'], string> = {
  object: 'an object', array: 'an array', string: 'a string', number: 'a number', true: 'true', false: 'false', null: 'null',
};
