import * as fc from 'fast-check';
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { parseJsonText } from '../../../cli/operate/records/json-text';
import type { JsonNode } from '../../../cli/operate/records/json-text';
import { runs } from '../../../testkit/property-runs';
import { texts } from '../engine/support/json-texts';

/** What both parsers say of a value: its type, its place, and what is in it. */
type Shape = [type: string, start: number, end: number, inside: unknown];

function ours(node: JsonNode): Shape {
  const inside = () => {
    switch (node.type) {
      case 'object': return node.members.map(({ name, nameStart, value }) => [name, nameStart, ours(value)]);
      case 'array': return node.elements.map(ours);
      case 'string': return node.value;
      default: return null;
    }
  };
  return [node.type === 'true' || node.type === 'false' ? 'boolean' : node.type, node.start, node.end, inside()];
}

function theirs({ type, offset, length, value, children = [] }: Node): Shape {
  const inside = () => {
    switch (type) {
      case 'object': return children.map(({ children: member }) => [member![0].value, member![0].offset, theirs(member![1])]);
      case 'array': return children.map(theirs);
      case 'string': return value as string;
      default: return null;
    }
  };
  return [type, offset, offset + length, inside()];
}

function isValid(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('each value is found where jsonc-parser finds it', () => {
  fc.assert(fc.property(texts, (text) => expect(ours(parseJsonText(text))).toEqual(theirs(parseTree(text)!))), runs());
});

test('a text is valid if it is for JSON.parse', () => {
  const damaged = fc.tuple(texts, fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ',', '"', '{', ']', '\\', '\\x', '\u0001', '01', '-', '.', 'e', '//', '\ufeff', '\u00a0', 'tru', '\n'))
    .map(([text, at, removed, added]) => text.slice(0, at % (text.length + 1)) + added + text.slice(at % (text.length + 1) + removed));
  fc.assert(fc.property(damaged, (text) => {
    if (isValid(text)) expect(() => parseJsonText(text)).not.toThrow();
    else expect(() => parseJsonText(text)).toThrow(/^line \d+, column \d+: expected /);
  }), runs(2_000));
});

test.each([
  ['arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('100,000 nested %s are read', (_, text) => {
  expect(parseJsonText(text)).toMatchObject({ start: 0, end: text.length });
});

test('10 MB of escapes are read', () => {
  const text = `"${'\\n'.repeat(5_000_000)}"`;

  expect(parseJsonText(text)).toMatchObject({ type: 'string', end: text.length });
});
