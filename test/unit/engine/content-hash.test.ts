import * as fc from 'fast-check';
import { assess } from './support/assess';
import { runs } from './support/runs';
import { STEP_FUNCTIONS_WORDS } from '../../../lambda-src/engine/assess/attribute-words';
import { ContentHash } from '../../../lambda-src/engine/assess/content-hash';
import { itemFromText } from '../../../lambda-src/engine/assess/item-from-text';

const hash = (text: string): string => assess(text).accepted!.contentHash;
const same = (...texts: string[]): number => new Set(texts.map(hash)).size;

test('the same content has the same hash, however it is spelled', () => {
  expect(same(
    '{"id":"1","total":19.90,"url":"https://shop.example/a","city":"Köln","empty":[{}]}',
    '{"city":"Köln","empty":[{}],"url":"https://shop.example/a","total":19.90,"id":"1"}',
    ' { "id" : "1", "total": 1.99e1,\n"url":"https:\\/\\/shop.example\\/a","city":"K\\u00f6ln", "\\u0065mpty":[ {\t} ] } ',
  )).toBe(1);
  expect(same('{"id":"1","a":{"b":[1,{"c":2,"d":3}]}}', '{"a":{"b":[1,{"d":3,"c":2}]},"id":"1"}')).toBe(1);
  expect(same(...['0', '-0', '0.0', '-0E5', '0e999'].map((number) => `{"id":"1","n":${number}}`))).toBe(1);
  expect(same(...['100', '1E2', '100.00', '1000e-1', `100.${'0'.repeat(300)}`].map((number) => `{"id":"1","n":${number}}`))).toBe(1);
  // Names that JavaScript puts first, which go the slow path.
  expect(same('{"id":"1","2":1,"10":2}', '{"10":2,"2":1,"id":"1"}')).toBe(1);
});

test.each([
  ['numbers that differ in their 38th digit', '1.2345678901234567890123456789012345678', '1.2345678901234567890123456789012345679'],
  ['numbers that JavaScript takes for the same', '9007199254740993', '9007199254740992'],
  ['signs', '1', '-1'],
  ['a number and a string', '1', '"1"'],
  ['true and a string', 'true', '"true"'],
  ['true and false', 'true', 'false'],
  ['null and nothing', '[null]', '[]'],
  ['the order of an array', '[1,2]', '[2,1]'],
  ['where an array ends', '[[1],2]', '[[1,2]]'],
  ['where a string ends', '["a","b"]', '["a\\",\\"b"]'],
  ['strings that look like other parts', '["1:a"]', '["1","a"]'],
  ['an empty object and an empty array', '{}', '[]'],
  ['names and values', '{"a":"b"}', '{"b":"a"}'],
  ['where a name ends', '{"a":"1:b"}', '{"a1:b":""}'],
  ['Unicode normalization', '"\u00f6"', '"o\u0308"'],
  ['case', '"a"', '"A"'],
])('%s make another content', (_, left, right) => {
  expect(hash(`{"id":"1","x":${left}}`)).not.toBe(hash(`{"id":"1","x":${right}}`));
});

test('the table key and the attributes of the pipeline are not part of the content', () => {
  const [one, other] = ['_source', 'origin'].map((source) => assess('{"id":"1"}', { options: { attributes: { contentHash: '_contentHash', source } } }));
  expect(one.accepted!.contentHash).toBe(other.accepted!.contentHash);
  expect(one.accepted!.contentHash).toBe(assess('{"id":"1"}', { key: [{ name: 'other' }] }).accepted!.contentHash);
});

test('the words of DynamoDB and of Step Functions are the same content', () => {
  const text = '{"a":[true,false,null,{"b":null}]}';
  const hasher = new ContentHash();
  expect(hasher.of(itemFromText(text))).toBe(hasher.of(itemFromText(text, STEP_FUNCTIONS_WORDS)));
});

/** A value as JSON text, spelled at random. */
function spelled(value: unknown, random: () => number): string {
  const pad = () => ['', '', ' ', '\n\t'][Math.floor(4 * random())];
  if (typeof value === 'number') return random() < 0.5 ? String(value) : value.toExponential().replace('+', '');
  if (typeof value === 'string') return `"${[...value].map((c) => (random() < 0.3 ? escaped(c) : JSON.stringify(c).slice(1, -1))).join('')}"`;
  if (Array.isArray(value)) return `[${pad()}${value.map((element) => spelled(element, random)).join(`,${pad()}`)}${pad()}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map((entry) => [random(), entry] as const).sort(([a], [b]) => a - b).map(([, entry]) => entry);
    return `{${members.map(([name, member]) => `${pad()}${spelled(name, random)}${pad()}:${pad()}${spelled(member, random)}`).join(',')}${pad()}}`;
  }
  return JSON.stringify(value);
}

const escaped = (character: string): string => [...Array(character.length).keys()]
  .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

test('whatever the content and its spelling, hashes are the same if and only if the contents are', () => {
  const values = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('"":'));
  const seeds = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
  fc.assert(fc.property(values, values, seeds, (left, right, stream) => {
    const random = () => stream.next().value;
    const text = (value: unknown) => spelled({ id: '1', x: value }, random);
    const verdicts = [text(left), text(left), text(right)].map((each) => assess(each).accepted);
    if (verdicts.includes(null)) return;
    const [first, again, other] = verdicts.map((accepted) => accepted!.contentHash);

    expect(again).toBe(first);
    expect(other === first).toBe(canonical(left) === canonical(right));
  }), runs(1000));
});

/** The obvious way: members sorted, -0 as 0. */
const canonical = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (
  typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    ? { object: Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)) } : inner
));

test('many records, of many shapes, with the same assessor', () => {
  const hasher = new ContentHash();
  const shapes = Array.from({ length: 1_000 }, (_, i) => `{"a${i % 300}":{"b":${i},"a":"${'x'.repeat(i)}"},"c":1,"b":[${i % 7}]}`);
  const hashes = shapes.map((text) => hasher.of(itemFromText(text)));

  expect(new Set(hashes).size).toBe(shapes.length);
  expect(shapes.map((text) => hasher.of(itemFromText(text)))).toEqual(hashes);
  expect(shapes.map((text) => new ContentHash().of(itemFromText(text)))).toEqual(hashes);
});
