import * as fc from 'fast-check';
import { scan } from './support/files';
import { styles } from './support/json-texts';
import { recordsOf } from './support/records-of';
import { runs } from './support/runs';

const POINTERS = ['', '/a', '/a/b', '/a/b/a', '/*', '/a/*', '/*/b', '/a/*/b', '/*/*', '/é~1/~0'];

/** Values in which the pointers lead somewhere, with what a pointer may meet on its way. */
const trees = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5, depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<unknown>(null, '', 'n', '"null"', 0, -1.5e3, true, [], {}), tie('object'), tie('object'), tie('array')),
  array: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'n', '*', 'é/', '~', 'é'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).value as fc.Arbitrary<unknown>;

const texts = fc.array(fc.tuple(trees, styles), { minLength: 1, maxLength: 3 });
const found = (file: string, pointer: string, chunks?: number[]): unknown[] => {
  const bytes = Buffer.from(file);
  return scan(bytes, { pointer, chunks }).map(({ kind, offset, length }) => {
    expect(kind).toBe('record');
    return JSON.parse(bytes.toString('utf8', offset, offset + length));
  });
};

/** An extent with the boundary after it. Whether a batch can end there depends on what was read before. */
const whereItEnds = ({ settled, ...extent }: ReturnType<typeof scan>[number]): object => extent;

test.each(POINTERS)('%j: the records of any valid file are those of the rule', (pointer) => {
  fc.assert(fc.property(texts, (parts) => {
    const file = parts.map(([tree, style]) => style(tree)).join('\n');

    expect(found(file, pointer)).toEqual(parts.flatMap(([tree]) => recordsOf(tree, pointer)));
  }), runs(500));
});

describe('values that resemble no others are what they are as long as the file is valid', () => {
  const tree = { 'é/': { 'a': null, 'é/': null }, 'a': { 'é/': null, 'a': null, 'é': null }, '~': { a: [{ 'é/': null }] } };
  const lines = (...values: unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');
  const known = { id: 1, total: 2 };

  test.each<[string, string, string, unknown[]]>([
    ['members that look different', '/*/b', `${JSON.stringify(tree, null, 1)}\nnull`, [...recordsOf(tree, '/*/b'), null]],
    ['empty objects behind a record', '/*/*', JSON.stringify({ a: { a: [{ b: null }, {}, {}], n: [{ b: null }] } }, null, 2), [{ b: null }, {}, {}, { b: null }]],
    ['an element that begins like the text around it, without indentation', '/a', '{\n"a": [\n{\n"b": 1\n},\n{\n"a": 2\n}\n]\n}', [{ b: 1 }, { a: 2 }]],
    ['a record with a string longer than a look ahead', '/a', JSON.stringify({ a: [known, known, { other: 'x'.repeat(300_000) }, known] }), [known, known, { other: 'x'.repeat(300_000) }, known]],
    ['a record with a word at the end of a look ahead', '', lines(known, known, { others: Array(65_530).fill(null) }, known), [known, known, { others: Array(65_530).fill(null) }, known]],
    ['a record with a long number', '', `[${JSON.stringify(known)},{"other":[1${'0'.repeat(600)},2]},${JSON.stringify(known)}]`, [known, { other: [Infinity, 2] }, known]],
    ['texts that are strings', '', lines(known, known, { other: 1 }, 'n', known, 'n', 'm'), [known, known, { other: 1 }, 'n', known, 'n', 'm']],
    ['texts behind U+001E', '', `\u001e${lines(known, known)}\n\u001e{"other":1}\n\u001e${lines(known)}\n`, [known, known, { other: 1 }, known]],
  ])('%s', (_, pointer, file, records) => {
    expect(found(file, pointer)).toEqual(records);
    expect(found(file, pointer, [1000])).toEqual(records);
  });
});

test.each(POINTERS)('%j: they are the same for any chunks, and from every boundary', (pointer) => {
  fc.assert(fc.property(texts, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), (parts, chunks) => {
    const file = parts.map(([tree, style]) => style(tree)).join('\n');
    const all = scan(file, { pointer });

    expect(scan(file, { pointer, chunks })).toEqual(all);
    for (const [k, { next }] of all.entries()) {
      expect(scan(file, { pointer, from: next, chunks }).map(whereItEnds)).toEqual(all.slice(k + 1).map(whereItEnds));
    }
  }), runs(300));
});

/** The same with a few bytes replaced, left out or put in. */
const changed = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', ...'{}[]",:\n\\n1 ', 'null', '""'));
const damagedTexts = fc.tuple(texts, fc.array(changed, { minLength: 1, maxLength: 3 }))
  .map(([parts, changes]) => changes.reduce((text, [where, cut, insert]) => {
    const at = where % (text.length + 1);
    return text.slice(0, at) + insert + text.slice(at + cut);
  }, parts.map(([tree, style]) => style(tree)).join('\n')));

/** Checks that no part of a file that is scanned for itself gives other extents. */
function expectSameExtents(file: string, pointer: string, chunks: number[]): void {
  const all = scan(file, { pointer });
  const plain = (extents: typeof all): object[] => extents.map(({ next, settled, ...extent }) => extent);

  expect(scan(file, { pointer, chunks })).toEqual(all);
  for (const [k, { offset, length, next, settled }] of all.entries()) {
    expect(offset + length).toBeLessThanOrEqual(all[k + 1]?.offset ?? Buffer.byteLength(file));
    expect(plain(scan(file, { pointer, from: next }))).toEqual(plain(all.slice(k + 1)));
    if (!settled || next.offset === Buffer.byteLength(file)) continue;
    expect(plain(scan(file, { pointer, end: next.offset }))).toEqual(plain(all.slice(0, k + 1)));
  }
}

test.each(POINTERS)('%j: a damaged file has the same extents for any chunks, from and to every boundary, and none overlap', (pointer) => {
  fc.assert(fc.property(damagedTexts, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), (file, chunks) => {
    expectSameExtents(file, pointer, chunks);
  }), runs(500));
});

test.each<[string, string, string]>([
  ['brackets of nothing that are not in view any more', '/é~1/~0', 'null00\n[],[]]'],
  ['a blank before the next text that is not in view any more', '', '{"a":1} 5,{"b":1}\n'],
  ['a deeper line behind a comma that is not in view yet', '', '{"a":1,"b":1}\n{"a":1}\n{"a":1},\n    "c":1}\n{"a":1,"b":1}'],
  ['an object behind the last value that is not in view yet', '/a', '{"a":[{"x":1,"y":1},{"b":1},{"x":1,"y":2}\n{"a":[{"b":1}]}'],
  ['an array of nothing but a value that the end of the file shows to be none', '', '[\n  [{\n "id": "x",\n "a": [\n  {\n   "b"1 x: null\n  }\n ]\n},\n  {"id":"x"},\n  {"id":"x"}\n]'],
  ['a name that another value than its own follows', '/*', '{}\n{"b":0:n":{"é":{"c":{}},"a":true,"n ":"null"}}'],
])('the extents are the same for any chunks: %s', (_, pointer, file) => {
  for (const chunks of [[1], [2], [3], [7], [40]]) expectSameExtents(file, pointer, chunks);
});
