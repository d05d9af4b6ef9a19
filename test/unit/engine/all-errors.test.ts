import { assess } from './support/assess';
import { compiledSchema } from './support/compiled-schema';
import { MAX_ERRORS, MAX_ERRORS_SIZE } from '../../../src/private/contract/limits';
import type { RecordError } from '../../../src/private/contract/messages';

/** The errors of a record in its dead letter. */
function errorsOf(schema: object, record: object): RecordError[] {
  const { rejected } = assess(JSON.stringify(record), { validate: compiledSchema(schema) });
  expect(rejected?.reason).toBe('SCHEMA_VIOLATION');
  return rejected!.errors;
}

const rules = (schema: object, record: object): string[] => errorsOf(schema, record).map(({ pointer, keyword }) => `${pointer} ${keyword}`);

const line = { type: 'object', required: ['sku'], properties: { qty: { type: 'integer', minimum: 1 } } };

test.each<[string, object, object, string[]]>([
  ['several members and elements', { properties: { id: { pattern: '^A' }, lines: { items: line } } },
    { id: 'B', lines: [{ sku: 1 }, { qty: 0 }, { sku: 1, qty: 'x' }, 1] }, ['/id pattern', '/lines/1/sku required', '/lines/1/qty minimum', '/lines/2/qty type', '/lines/3 type']],
  ['several rules broken by one value', { properties: { id: { minLength: 3, pattern: '^A', format: 'email' } } }, { id: 'B' }, ['/id minLength', '/id pattern', '/id format']],
  ['the other rules for a text that is too long', { properties: { id: { maxLength: 3, pattern: '^A', format: 'email' }, n: { type: 'number' } } }, { id: 'BBBB', n: '' }, ['/id maxLength', '/n type']],
  ['missing and surplus members', { required: ['a', 'b'], properties: { id: {} }, additionalProperties: false }, { id: '', c: 1, d: 1 }, ['/a required', '/b required', '/c additionalProperties', '/d additionalProperties']],
  ['members of which the schema does not know', { properties: { id: {} }, unevaluatedProperties: false }, { id: '', c: 1, d: 1 }, ['/c unevaluatedProperties', '/d unevaluatedProperties']],
  ['alternatives, after all other errors', { properties: { total: { anyOf: [{ type: 'number' }, { type: 'string', minLength: 3 }] }, z: { type: 'null' } } }, { total: 'x', z: 1 }, ['/z type', '/total anyOf', '/total type', '/total minLength']],
  ['alternatives in alternatives', { oneOf: [{ properties: { a: { anyOf: [{ type: 'null' }, { const: 1 }] } } }, { required: ['b'] }], required: ['c'] }, { a: 2 }, ['/c required', ' oneOf', '/b required', '/a anyOf', '/a type', '/a const']],
  ['more than one alternative that is met', { oneOf: [{}, { type: 'object' }, { type: 'null' }] }, {}, [' oneOf']],
  ['the same error by two ways', { allOf: [{ required: ['a'] }, { required: ['a'] }, { $ref: '#/$defs/b' }], $defs: { b: { required: ['a', 'b'] } } }, {}, ['/a required', '/b required']],
  ['a condition', { if: { required: ['a'] }, then: { required: ['b'], properties: { a: { type: 'null' } } } }, { a: 1 }, ['/b required', '/a type']],
  ['a condition that nothing meets', { if: { required: ['a'] }, then: false }, { a: 1 }, [' false schema']],
  ['elements of which none is right', { properties: { l: { contains: line } } }, { l: [1, 2, 3] }, ['/l contains']],
  ['what must not be', { properties: { l: { not: { items: { type: 'number' } } } } }, { l: [1, 2, 3] }, ['/l not']],
])('errors of %s', (_, schema, record, expected) => {
  expect(rules(schema, record)).toEqual(expected);
});

test('up to ten errors, the first ones', () => {
  const found = rules({ properties: { l: { items: { type: 'number' } } } }, { l: Array(2_000).fill('x') });
  expect(found).toEqual(Array.from({ length: MAX_ERRORS }, (_, i) => `/l/${i} type`));
});

test('errors take little room in a dead letter, however long their pointers are', () => {
  const record = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}${'\u0001'.repeat(900)}`, 1]));
  const one = errorsOf({ additionalProperties: false }, record);
  expect(one).toHaveLength(1);
  const shorter = Object.fromEntries(Object.keys(record).map((name) => [name.slice(0, 100), 1]));
  const few = errorsOf({ additionalProperties: false }, shorter);
  expect(few.length).toBeGreaterThan(1);
  expect(Buffer.byteLength(JSON.stringify(few))).toBeLessThan(MAX_ERRORS_SIZE + 100);
});

test('errors hold no values', () => {
  const schema = { properties: { a: { const: 1 }, b: { enum: ['x'] }, c: { pattern: 'x' }, d: { uniqueItems: true }, e: { multipleOf: 7 }, f: { format: 'email' } } };
  const errors = errorsOf(schema, { a: 'SECRET', b: 'SECRET', c: 'SECRET', d: ['SECRET', 'SECRET'], e: 424243, f: 'SECRET' });
  expect(errors).toHaveLength(6);
  expect(JSON.stringify(errors)).not.toMatch(/SECRET|424243/);
});

test('a record that is accepted is looked at once', () => {
  const validate = compiledSchema({ required: ['id'] });
  const allErrors = jest.fn(validate.allErrors!);
  validate.allErrors = allErrors;
  expect(assess('{"id":"1"}', { validate }).accepted).not.toBeNull();
  expect(allErrors).not.toHaveBeenCalled();
});

test('a second look that finds nothing wrong does not overrule the first', () => {
  const validate = compiledSchema({ required: ['a'] });
  validate.allErrors = () => Object.assign(() => true, { errors: null });
  expect(assess('{"id":"1"}', { validate }).rejected?.errors).toMatchObject([{ pointer: '/a', keyword: 'required' }]);
});

describe('a record in which everything is wrong', () => {
  const LENGTH = 400_000;
  const array = Array<number>(LENGTH).fill(1);
  const object = Object.fromEntries(array.map((each, i) => [`a${i}`, each]));
  const $defs = { tree: { type: 'object', properties: { a: { $ref: '#/$defs/tree' } }, additionalProperties: false } };
  const tree = { $ref: '#/$defs/tree' };

  test.each<[string, object, unknown]>([
    ['items', { items: tree }, array],
    ['items of a type', { items: { type: 'string' } }, array],
    ['items that are never right', { items: { allOf: [false, tree] } }, array],
    ['contains', { contains: tree }, array],
    ['contains, counted', { contains: tree, minContains: 2, maxContains: 3 }, array],
    ['not, of contains', { not: { not: { contains: tree } } }, array],
    ['additionalProperties', { additionalProperties: tree }, object],
    ['no additionalProperties', { additionalProperties: false }, object],
    ['patternProperties', { patternProperties: { a: false, 1: tree } }, object],
    ['patternProperties in an alternative', { anyOf: [{ patternProperties: { 1: tree } }, { patternProperties: { a: tree } }] }, object],
    ['propertyNames', { propertyNames: { maxLength: 1 } }, object],
    ['propertyNames by a reference', { propertyNames: tree }, object],
    ['unevaluatedProperties', { unevaluatedProperties: tree }, object],
    ['no unevaluatedProperties', { unevaluatedProperties: false }, object],
    ['unevaluatedItems', { unevaluatedItems: tree }, array],
    ['alternatives', { anyOf: [{ items: tree }, { contains: tree }, { type: 'object', additionalProperties: tree }, tree] }, array],
    ['alternatives in elements', { items: { oneOf: [tree, { type: 'array', items: tree }, { type: 'string' }, { required: ['a'], type: 'object' }] } }, array],
  ])('is looked at in little time, and few errors are kept: %s', (_, schema, record) => {
    const validate = compiledSchema({ ...schema, $defs });
    for (const judge of [validate, validate.allErrors!()]) {
      const start = performance.now();
      expect(judge(record)).toBe(false);
      expect(judge.errors!.length).toBeLessThan(220);
      // Each takes some 200 ms here at most. With a copy of all errors for each element it would be minutes.
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });

  test('references that double ten times end as well', () => {
    const doubled = Object.fromEntries(Array.from({ length: 22 }, (_, i) => [`d${i}`, { allOf: [1, 2].map(() => ({ $ref: `#/$defs/d${i + 1}` })) }]));
    const validate = compiledSchema({ properties: { a: { $ref: '#/$defs/d0' } }, $defs: { ...doubled, d22: { type: 'null' } } });
    const start = performance.now();
    expect(validate.allErrors!()({ a: 1 })).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test('a pattern with quadratic time is not tried on a text that is too long', () => {
    const validate = compiledSchema({ properties: { a: { maxLength: 10, pattern: '\\s*,\\s*$' } }, propertyNames: { maxLength: 10 }, patternProperties: { '\\s*,\\s*$': {} } });
    const start = performance.now();
    expect(validate.allErrors!()({ a: ' '.repeat(300_000) })).toBe(false);
    expect(validate.allErrors!()({ [' '.repeat(300_000)]: 1 })).toBe(false);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
