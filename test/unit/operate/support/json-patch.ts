import { isDeepStrictEqual } from 'node:util';
import type { RecipeOperation } from '../../../../cli/operate/records/recipe';
import { parsePointer } from '../../../../src/private/contract/json-pointer';

type Container = unknown[] | Record<string, unknown>;

/** JSON Patch as RFC 6902 describes it, on a parsed value: what recipes are compared with. */
export function patched(document: unknown, operations: readonly RecipeOperation[]): { readonly value: unknown } | 'failed' {
  try {
    const box = { '': structuredCloneOwn(document) };
    for (const operation of operations) apply(box, operation);
    return { value: box[''] };
  } catch (error) {
    if (error instanceof RangeError) return 'failed';
    throw error;
  }
}

/** The document is the member with the empty name of a box, so that it can be replaced like any other value. */
function apply(box: Record<string, unknown>, operation: RecipeOperation): void {
  const at = (pointer: string) => parent(box, ['', ...parsePointer(pointer)]);
  const target = at(operation.path);
  switch (operation.op) {
    case 'test':
      if (!isDeepStrictEqual(plain(get(...target)), plain(JSON.parse(operation.value)))) throw new RangeError('test');
      return;
    case 'replace':
      get(...target);
      return set(...target, JSON.parse(operation.value));
    case 'add':
      return add(...target, JSON.parse(operation.value));
    case 'remove':
      return remove(...target);
    case 'copy':
      return add(...target, structuredCloneOwn(get(...at(operation.from))));
    case 'move': {
      const value = get(...at(operation.from));
      if (operation.from === operation.path) return;
      remove(...at(operation.from));
      add(...at(operation.path), value);
    }
  }
}

function parent(root: Container, segments: string[]): [Container, string] {
  let value: unknown = root;
  for (const segment of segments.slice(0, -1)) value = get(value as Container, segment);
  if (typeof value !== 'object' || value === null) return [[], 'nowhere'];
  return [value as Container, segments[segments.length - 1]];
}

function index(name: string, last: number): number {
  if (!/^(?:0|[1-9]\d*)$/.test(name) || Number(name) > last) throw new RangeError(name);
  return Number(name);
}

function get(container: Container, name: string): unknown {
  if (typeof container !== 'object' || container === null) throw new RangeError(name);
  if (Array.isArray(container)) return container[index(name, container.length - 1)];
  if (!Object.prototype.hasOwnProperty.call(container, name)) throw new RangeError(name);
  return container[name];
}

function set(container: Container, name: string, value: unknown): void {
  Object.defineProperty(container, name, { value, writable: true, enumerable: true, configurable: true });
}

function add(container: Container, name: string, value: unknown): void {
  if (Array.isArray(container)) container.splice(name === '-' ? container.length : index(name, container.length), 0, value);
  else set(container, name, value);
}

function remove(container: Container, name: string): void {
  get(container, name);
  if (Array.isArray(container)) container.splice(Number(name), 1);
  else delete container[name];
}

function structuredCloneOwn(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** -0 is 0 in JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
