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

test.each(POINTERS)('%j: a damaged file has the same extents for any chunks, from and to every boundary, and none overlap', (pointer) => {
  fc.assert(fc.property(damagedTexts, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), (file, chunks) => {
    const all = scan(file, { pointer });
    const plain = (extents: typeof all): object[] => extents.map(({ next, settled, ...extent }) => extent);

    expect(scan(file, { pointer, chunks })).toEqual(all);
    for (const [k, { offset, length, next, settled }] of all.entries()) {
      expect(offset + length).toBeLessThanOrEqual(all[k + 1]?.offset ?? Buffer.byteLength(file));
      expect(plain(scan(file, { pointer, from: next }))).toEqual(plain(all.slice(k + 1)));
      if (!settled || next.offset === Buffer.byteLength(file)) continue;
      expect(plain(scan(file, { pointer, end: next.offset }))).toEqual(plain(all.slice(0, k + 1)));
    }
  }), runs(500));
});
