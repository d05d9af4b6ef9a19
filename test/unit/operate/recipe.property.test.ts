import * as fc from 'fast-check';
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { patched } from './support/json-patch';
import { applyRecipe } from '../../../cli/operate/records/apply-recipe';
import type { RecipeOperation } from '../../../cli/operate/records/recipe';
import { formatPointer } from '../../../src/private/contract/json-pointer';
import { runs } from '../../../testkit/property-runs';
import { objects, styles, values } from '../engine/support/json-texts';

/** The pointers of all values in a text, with the text of each. */
function places(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: Node, path: string[]): void => {
    found.set(formatPointer(path), text.slice(node.offset, node.offset + node.length));
    (node.children ?? []).forEach((child, index) => {
      if (child.type === 'property') walk(child.children![1], [...path, child.children![0].value as string]);
      else walk(child, [...path, String(index)]);
    });
  };
  walk(parseTree(text)!, []);
  return found;
}

const records = fc.tuple(fc.oneof(values, { weight: 4, arbitrary: objects }), styles).map(([value, style]) => style(value));

/** A record and operations on it, most of which lead somewhere. */
const cases = records.chain((record) => {
  const there = fc.constantFrom(...places(record).keys());
  const near = fc.tuple(there, fc.constantFrom('', '/-', '/0', '/1', '/a', '/new', '/01', '/~0~1')).map(([pointer, end]) => pointer + end);
  const pointer = fc.oneof(there, near);
  const value = fc.tuple(values, styles).map(([content, style]) => style(content));
  const operation: fc.Arbitrary<RecipeOperation> = fc.oneof(
    fc.record({ op: fc.constantFrom('add' as const, 'replace' as const), path: pointer, value }),
    fc.record({ op: fc.constant('test' as const), path: pointer, value: fc.oneof(value, there.map((at) => places(record).get(at)!)) }),
    fc.record({ op: fc.constant('remove' as const), path: pointer.filter((path) => path !== '') }),
    fc.record({ op: fc.constantFrom('move' as const, 'copy' as const), from: pointer.filter((path) => path !== ''), path: pointer })
      .filter(({ op, from, path }) => op === 'copy' || !path.startsWith(`${from}/`)),
  );
  return fc.tuple(fc.constant(record), fc.array(operation, { minLength: 1, maxLength: 3 }));
});

const recipe = (operations: RecipeOperation[]) => ({ name: 'test', description: '', when: [], operations });

test('the result is that of JSON Patch on the parsed value', () => {
  let changed = 0;
  fc.assert(fc.property(cases, ([record, operations]) => {
    const expected = patched(JSON.parse(record), operations);
    const result = applyRecipe(recipe(operations), record);

    if (result.outcome === 'changed') changed++;
    if (expected === 'failed') expect(result.outcome).toBe('failed');
    else if (result.outcome === 'unchanged') expect(JSON.parse(record)).toEqual(expected.value);
    else expect(JSON.parse((result as { text: string }).text)).toEqual(expected.value);
  }), runs(3_000));
  expect(changed).toBeGreaterThan(200);
});

test('the text of every value that is not touched stays as it is', () => {
  fc.assert(fc.property(cases, ([record, [operation]]) => {
    const result = applyRecipe(recipe([operation]), record);
    fc.pre(result.outcome === 'changed' && operation.op !== 'test');
    const touched = 'from' in operation ? [operation.path, operation.from] : [operation.path];
    const before = places(record);
    const after = places((result as { text: string }).text);
    for (const [pointer, text] of before) {
      // Containers of what is touched change, and an array element moves all that come behind it in the same container.
      const isNear = touched.some((path) => `${pointer}/`.startsWith(`${path.slice(0, path.lastIndexOf('/'))}/`) || path.startsWith(`${pointer}/`) || path === pointer);
      if (!isNear) expect(after.get(pointer)).toBe(text);
    }
  }), runs(1_500));
});

test('the text around an edit stays as it is, white space included', () => {
  fc.assert(fc.property(records, fc.nat(), styles, (record, number, style) => {
    const all = [...places(record)];
    const [path, old] = all[number % all.length];
    const tree = [...nodesOf(parseTree(record)!)];
    const value = style({ changed: [1, 2] });
    const node = tree[number % all.length];

    const result = applyRecipe(recipe([{ op: 'replace', path, value }]), record);

    expect(record.slice(node.offset, node.offset + node.length)).toBe(old);
    expect(result).toEqual({ outcome: 'changed', text: record.slice(0, node.offset) + value + record.slice(node.offset + node.length) });
  }), runs());
});

test('what is added can be removed, and the text is as before', () => {
  fc.assert(fc.property(records, fc.constantFrom('new member', 'a/b~c', ''), (record, name) => {
    const containers = [...places(record)].filter(([pointer, text]) => text.startsWith('{') && !places(record).has(pointer + formatPointer([name])));
    fc.pre(containers.length > 0);
    const path = containers[0][0] + formatPointer([name]);

    const added = applyRecipe(recipe([{ op: 'add', path, value: '19.90' }]), record);

    expect(added.outcome).toBe('changed');
    expect(applyRecipe(recipe([{ op: 'add', path, value: '19.90' }, { op: 'remove', path }]), record)).toMatchObject({ outcome: 'unchanged' });
  }), runs());
});

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child.type === 'property' ? child.children![1] : child);
}
