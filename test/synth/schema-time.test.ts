import { fullFormats } from 'ajv-formats/dist/formats';
import * as fc from 'fast-check';
import { RecordSchema } from '../../src';
import { errorOf, synth } from './support/synth';
import { validatorOf } from './support/validator';
import { formats } from '../../src/private/schema/runtime/formats';
import { runs } from '../../testkit/property-runs';

type Json = { [key: string]: unknown };

/** The fastest of three: others use the machine, too. */
function milliseconds(work: () => void): number {
  return Math.min(...[1, 2, 3].map(() => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e6;
  }));
}

describe('formats take time that grows with the length of the text only', () => {
  const PREFIXES = ['', 'P', 'http://', 'http://a@', 'http://a.', 'a@', 'a@a.', '{', '{a:1', '/', '#/', '0/', 'a:', 'http://[', '1', '::', '2024-01-01T00:00:00.'];
  const PUMPS = [
    'a', '1', '-', '.', ':', '/', '@', '%41', '%', '{a', '{a,', '~', '#', '?', '[', '1Y', 'T', 'a-', '-a', 'a.', '1.', 'a@', ':@', 'a:', '//', '=', '\n', 'é', '(', '(?:a*)*', '\\', '1,',
  ];
  const SUFFIXES = ['', '!', '@', '}', ' '];
  const LENGTH = 200_000;

  test.each(Object.keys(formats))('%s', (format) => {
    const validate = validatorOf({ format });
    for (const prefix of PREFIXES) {
      for (const pump of PUMPS) {
        for (const suffix of SUFFIXES) {
          const text = prefix + pump.repeat(LENGTH / 20 / pump.length) + suffix;
          if (milliseconds(() => validate(text)) > 5) {
            // Twenty times the text may take twenty times as long, but not four hundred times.
            const long = prefix + pump.repeat(LENGTH / pump.length) + suffix;
            expect({ prefix, pump, suffix, slow: milliseconds(() => validate(long)) > 500 }).toMatchObject({ slow: false });
          }
        }
      }
    }
  });

  test.each(['http://' + ':'.repeat(LENGTH), 'http://' + 'a@'.repeat(LENGTH / 2), 'http://' + 'a:'.repeat(LENGTH / 2), `http://${'a-'.repeat(LENGTH / 2)}.`])('url: %.12s…', (text) => {
    const validate = validatorOf({ format: 'url' });
    expect(milliseconds(() => validate(text))).toBeLessThan(500);
    expect(validate(text)).toBe(false);
  });
});

test('url judges as the pattern of ajv-formats does', () => {
  const original = fullFormats.url as RegExp;
  const url = formats.url as (text: string) => boolean;
  const piece = fc.constantFrom(
    'http://', 'HTTPS://', 'http:/', 'a', 'Z', '1', '-', '--', '.', ':', '@', '/', '?', ' ', '\n', 'é', '\uffff', '😀', '_', 'com', '.com',
    '10.1.2.3', '192.0.2.1', '172.16.0.1', '223.255.255.254', ':8080', ':1', 'ſ', '%20',
  );
  const text = fc.tuple(fc.constantFrom('http://', 'https://', 'ftp://', 'HTTP://', '//'), fc.array(piece, { maxLength: 7 }), fc.constantFrom('', '.com', '.com/', '@a.b.com'))
    .map(([scheme, rest, end]) => scheme + rest.join('') + end);
  let valid = 0;
  fc.assert(fc.property(text, (each) => {
    if (original.test(each)) valid++;
    return url(each) === original.test(each);
  }), runs(20_000));
  expect(valid).toBeGreaterThan(500);
});

describe('equality', () => {
  const jsonValue = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, fc.constantFrom(0, 1, -0, '', '0', 'a', true, false, null, '[]', '{}', '1'), fc.array(tie('value'), { maxLength: 2 }),
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'constructor', 'valueOf', 'toString', '__proto__'), tie('value')), { maxLength: 2 }).map((members) => Object.fromEntries(members))),
  })).value as fc.Arbitrary<unknown>;

  const member = (object: object, name: string): unknown => Object.entries(object).find(([each]) => each === name)?.[1];
  /** By the definition, one pair after the other. */
  function equal(a: unknown, b: unknown): boolean {
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const names = Object.keys(a);
    return names.length === Object.keys(b).length
      && names.every((name) => Object.prototype.hasOwnProperty.call(b, name) && equal(member(a, name), member(b, name)));
  }

  test('uniqueItems finds equal elements', () => {
    const validate = validatorOf({ uniqueItems: true });
    fc.assert(fc.property(fc.array(jsonValue, { maxLength: 6 }), (array) =>
      validate(array) === array.every((each, i) => array.slice(0, i).every((other) => !equal(each, other)))), runs(2_000));
  });

  test('uniqueItems says which are equal', () => {
    const validate = validatorOf({ uniqueItems: true });
    validate([1, 'a', { a: 1 }, 2, { a: 1 }]);
    expect(validate.errors).toMatchObject([{ keyword: 'uniqueItems', message: 'must NOT have duplicate items (items ## 2 and 4 are identical)' }]);
  });

  test('const and enum accept equal values', () => {
    const values: unknown[] = JSON.parse('[{"__proto__": {"a": 1}, "b": 1}, {"valueOf": 1}, {"constructor": {}}, [1, {"a": [null]}], "a", 1, null, {}]');
    for (const value of values) {
      const validators = [validatorOf({ const: value }), validatorOf({ enum: [value] }), validatorOf({ enum: [value, ...Array.from({ length: 300 }, (_, i) => `x${i}`)] })];
      for (const validate of validators) {
        expect(values.map((each) => validate(JSON.parse(JSON.stringify(each))))).toEqual(values.map((each) => each === value));
      }
    }
  });

  test.each<[string, unknown[]]>([
    ['strings', Array.from({ length: 64_000 }, (_, i) => `s${i}`)],
    ['objects', Array.from({ length: 64_000 }, (_, i) => ({ b: [i], a: 'x' }))],
  ])('uniqueItems judges 64,000 %s at once', (_, array) => {
    const validate = validatorOf({ properties: { a: { uniqueItems: true } } });
    expect(milliseconds(() => validate({ a: array }))).toBeLessThan(1_000);
    expect(validate({ a: array })).toBe(true);
    expect(validate({ a: [...array, array[0]] })).toBe(false);
  });
});

const errorOfSchema = (schema: Json) => errorOf({ schema: RecordSchema.fromObject(schema) });

test.each<[string, Json, string]>([
  ['itself', { $ref: '#' }, 'its root'],
  ['itself, in an alternative', { anyOf: [{ type: 'string' }, { $ref: '#' }] }, 'its root'],
  ['itself, by another', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { not: { $ref: '#/$defs/a' } } } }, '/$defs/a'],
  ['itself, in a member', { properties: { a: { if: { $ref: '#/properties/a' } } } }, '/properties/a'],
  ['itself, if a member is there', { dependentSchemas: { a: { $ref: '#' } } }, 'its root'],
])('a schema that is %s is refused', (_, schema, place) => {
  expect(errorOfSchema(schema)).toMatch(/^SalesDataPipeline Test\/Sales: the schema refers to itself without end/);
  expect(errorOfSchema(schema)).toContain(`from ${place} back`);
});

test('a schema that refers to itself from a member or an element is a tree, and allowed', () => {
  const validate = validatorOf({ properties: { a: { $ref: '#' }, b: { items: { $ref: '#' } } }, additionalProperties: false });
  expect([validate({ a: { b: [{ a: {} }] } }), validate({ a: { b: [{ c: 1 }] } })]).toEqual([true, false]);
});

test('a schema with so many references that it takes too long for {} is refused', () => {
  const $defs = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`a${i}`, { allOf: [{ $ref: `#/$defs/a${i + 1}` }, { $ref: `#/$defs/a${i + 1}` }] }]));
  expect(errorOfSchema({ $ref: '#/$defs/a0', $defs: { ...$defs, a40: { minProperties: 0, not: { $ref: '#/$defs/none' } }, none: false } })).toContain('can\'t judge the record {}: it takes more than');
});

describe('a pattern that can take exponential time', () => {
  const warningsOf = (schema: Json) => synth({ schema: RecordSchema.fromObject(schema) }).warnings;

  test.each(['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(x+x+)+y', '^(\\w+\\s?)*$', '^([^"]|\\\\.)*$', '^(?:a{1,50})+$', '^(?:a?){30}a{30}$', '^(\\p{L}+[ -]?)*$'])('gives a warning: %s', (pattern) => {
    for (const [schema, place] of [[{ properties: { a: { pattern } } }, '/properties/a/pattern'], [{ patternProperties: { [pattern]: {} } }, '/patternProperties']] as const) {
      const warnings = warningsOf(schema);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain(JSON.stringify(pattern));
      expect(warnings[0]).toContain(` at ${place} `);
    }
  });

  test.each([
    '^[A-Z]{3}-\\d{6}$', '^\\p{Lu}+$', '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?)?$', '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', '^(?:[a-z]+-)*[a-z]+$', '^(\\d{1,3}\\.){3}\\d{1,3}$',
    '^\\S(.*\\S)?$', '^(?<year>\\d+)$', '(?<=a)b', '^[\\p{L}\\p{M}\' -]{1,50}$', '(a+)+', '^(\\p{L}+([ -]\\p{L}+)*)?$', '^(([^"\\\\])|\\\\.)*$',
  ])('is not %s', (pattern) => {
    expect(warningsOf({ properties: { a: { pattern } } })).toEqual([]);
  });
});
