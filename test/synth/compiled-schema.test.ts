import * as fc from 'fast-check';
import { RecordSchema } from '../../src';
import type { Validator } from './support/validator';
import { validatorOf } from './support/validator';
import { runs } from '../../testkit/property-runs';

const DRAFT_07 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2019 = 'https://json-schema.org/draft/2019-09/schema';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

/** A schema, valid records, invalid records. The validator returns `true` or `false` and nothing else. */
const CASES: [string, { [key: string]: unknown }, unknown[], unknown[]][] = [
  ['every record', {}, [{}, [], 'x', null, 1, true], []],
  ['types', { properties: { a: { type: ['integer', 'null'] } } }, [{ a: 1 }, { a: null }, { a: 1.0 }, {}], [{ a: 1.5 }, { a: '1' }, { a: true }]],
  ['nothing is converted', { properties: { a: { type: 'number' }, b: { type: 'boolean' } } }, [{ a: 1, b: true }], [{ a: '1' }, { b: 'true' }, { b: 0 }]],
  ['lengths in characters', { properties: { a: { minLength: 2, maxLength: 3 } } }, [{ a: '😀😀😀' }, { a: 'ab' }], [{ a: '😀' }, { a: 'abcd' }]],
  ['patterns', { properties: { a: { pattern: '^\\p{Lu}+$' } }, patternProperties: { '^x-': { type: 'string' } } }, [{ a: 'ÄÖ' }, { 'x-a': '' }], [
    { a: 'ä' }, { 'x-a': 1 },
  ]],
  ['ranges', { properties: { a: { minimum: 1, exclusiveMaximum: 2, multipleOf: 0.25 } } }, [{ a: 1 }, { a: 1.75 }], [{ a: 0 }, { a: 2 }, { a: 1.1 }]],
  ['values', { properties: { a: { const: { b: [1] } }, c: { enum: [1, 'x', null, [2]] } } }, [{ a: { b: [1] } }, { c: null }, { c: [2] }], [
    { a: { b: [2] } }, { c: 2 },
  ]],
  ['arrays', { properties: { a: { uniqueItems: true, minItems: 1, maxItems: 2, contains: { type: 'object' } } } }, [{ a: [{ b: 1 }, { b: 2 }] }], [
    { a: [] }, { a: [{ b: 1 }, { b: 1 }] }, { a: [{}, 1, 2] }, { a: [1] },
  ]],
  ['objects', { properties: { a: {} }, additionalProperties: false, minProperties: 1, propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{}, { b: 1 }]],
  ['dependencies', { dependentRequired: { card: ['address'] }, dependentSchemas: { gift: { required: ['to'] } } }, [
    {}, { card: 1, address: 1 }, { gift: 1, to: 1 },
  ], [{ card: 1 }, { gift: 1 }]],
  ['combinations', { oneOf: [{ required: ['a'] }, { required: ['b'] }], not: { required: ['c'] }, anyOf: [true], allOf: [{}] }, [{ a: 1 }, { b: 1 }], [
    {}, { a: 1, b: 1 }, { a: 1, c: 1 },
  ]],
  ['conditions', { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } }, [{ a: 1, b: 1 }, { c: 1 }], [{ a: 1 }, {}]],
  ['unevaluated members', { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, [{ a: 1 }], [{ b: 1 }]],
  ['tuples', { properties: { a: { prefixItems: [{ type: 'string' }], items: { type: 'number' } } } }, [{ a: ['x', 1] }], [{ a: [1] }, { a: ['x', 'y'] }]],
  ['$ref beside others', { properties: { a: { $ref: '#/$defs/text', maxLength: 1 } }, $defs: { text: { type: 'string' } } }, [{ a: 'x' }], [{ a: 1 }, { a: 'xy' }]],
  ['recursion', { properties: { a: { $ref: '#' } }, additionalProperties: false }, [{ a: { a: {} } }], [{ a: { b: 1 } }]],
  ['anchors', { $ref: '#order', $defs: { o: { $anchor: 'order', required: ['a'] } } }, [{ a: 1 }], [{}]],
  ['2020-12, declared', { $schema: DRAFT_2020, properties: { a: { prefixItems: [{ type: 'string' }] } } }, [{ a: ['x'] }], [{ a: [1] }]],
  ['2019-09', {
    $schema: DRAFT_2019, properties: { a: { items: [{ type: 'string' }], unevaluatedItems: false }, b: { $ref: '#' } },
  }, [{ a: ['x'] }, { b: { a: ['x'] } }], [{ a: [1] }, { a: ['x', 'y'] }, { b: { a: [1] } }]],
  ['draft-07', {
    $schema: DRAFT_07,
    properties: { a: { items: [{ type: 'string' }], additionalItems: false }, b: { $ref: '#/definitions/text' } },
    dependencies: { card: ['address'] },
    definitions: { text: { type: 'string' } },
  }, [{ a: ['x'] }, { b: 'x' }], [{ a: [1] }, { a: ['x', 'y'] }, { b: 1 }, { card: 1 }]],
  ['draft-07, where $ref hides its sibling keywords', {
    $schema: DRAFT_07, properties: { b: { $ref: '#/definitions/text', description: 'a text' } }, definitions: { text: { type: 'string' } },
  }, [{ b: 'x' }], [{ b: 1 }]],
  ['names that every object inherits', { required: ['constructor', 'toString'], properties: { valueOf: { type: 'string' } } }, [
    { constructor: 1, toString: 1 },
  ], [{}, { constructor: 1 }, { constructor: 1, toString: 1, valueOf: 1 }]],
];

test.each(CASES)('%s', (_, schema, valid, invalid) => {
  const validate = validatorOf(schema);
  expect(valid.map((record) => validate(record))).toEqual(valid.map(() => true));
  expect(invalid.map((record) => validate(record))).toEqual(invalid.map(() => false));
});

const FORMATS: [string, string, string][] = [
  ['date', '2024-02-29', '2023-02-29'],
  ['time', '23:59:59Z', '25:00:00Z'],
  ['date-time', '2024-02-29T12:00:00Z', '2024-02-30T12:00:00Z'],
  ['duration', 'P1DT2H', 'P1H'],
  ['email', 'anna@example.com', 'anna@'],
  ['hostname', 'shop.example', '-shop-'],
  ['ipv4', '192.0.2.1', '192.0.2.256'],
  ['ipv6', '2001:db8::1', '2001:db8:::1'],
  ['uri', 'https://shop.example/a?b#c', 'shop'],
  ['uri-reference', '/a', '\\\\a'],
  ['uri-template', '/a/{b}', '/a/{b'],
  ['uuid', '123e4567-e89b-12d3-a456-426614174000', '123e4567'],
  ['json-pointer', '/a/~0', '/a/~2'],
  ['relative-json-pointer', '1/a', '/a'],
  ['regex', '^a$', '('],
];

describe('formats are asserted', () => {
  const validate = validatorOf({ properties: Object.fromEntries(FORMATS.map(([format]) => [format, { format }])) });

  test.each(FORMATS)('%s', (format, valid, invalid) => {
    expect([{ [format]: valid }, { [format]: invalid }, { [format]: 1 }].map(validate)).toEqual([true, false, true]);
  });
});

test('__proto__ in a record is an ordinary member', () => {
  const validate = validatorOf({ required: ['__proto__'] });
  expect([validate({}), validate(JSON.parse('{"__proto__": 1}'))]).toEqual([false, true]);
});

test('validation does not change the record', () => {
  const validate = validatorOf({ properties: { a: { default: 1 }, b: { type: 'number' } }, additionalProperties: { type: 'string' } });
  const record = { b: 1, c: 'x' };
  validate(record);
  expect(record).toEqual({ b: 1, c: 'x' });
});

test('an error has the pointer and the rule, and validation stops at the first error', () => {
  const validate = validatorOf({ properties: { items: { items: { properties: { 'a/b': { type: 'number' } } } } } });
  expect(validate({ items: [{}, { 'a/b': 'x' }, { 'a/b': 'y' }] })).toBe(false);
  expect(validate.errors).toEqual([expect.objectContaining({ instancePath: '/items/1/a~1b', keyword: 'type' })]);
});

test('references are compiled in, including references to each other', () => {
  // Prepare
  const money = RecordSchema.fromObject({ $id: 'https://shop.example/money', type: 'number', minimum: 0 });
  const line = RecordSchema.fromObject({ $id: 'https://shop.example/line', required: ['price'], properties: { price: { $ref: 'money' } } });
  const order = RecordSchema.fromObject({
    $id: 'https://shop.example/order', properties: { lines: { items: { $ref: 'line' } }, total: { $ref: 'https://shop.example/money' } },
  }, { references: [money, line] });

  // Act
  const validate = validatorOf(order);

  // Assess
  expect([{ lines: [{ price: 1 }], total: 1 }, {}].map(validate)).toEqual([true, true]);
  expect([{ lines: [{ price: -1 }] }, { lines: [{}] }, { total: -1 }].map(validate)).toEqual([false, false, false]);
});

test('references of draft-07 are compiled into a schema of draft-07', () => {
  const money = RecordSchema.fromObject({ $schema: DRAFT_07, $id: 'https://shop.example/money', type: 'number' });
  const validate = validatorOf(RecordSchema.fromObject({ $schema: DRAFT_07, properties: { a: { $ref: 'https://shop.example/money' } } }, { references: [money] }));
  expect([validate({ a: 1 }), validate({ a: 'x' })]).toEqual([true, false]);
});

describe('without a schema', () => {
  let validate: Validator;
  beforeAll(() => { validate = validatorOf(RecordSchema.contactAndOrder()); });

  const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

  test('a record is valid when contact-info and order-info are both there as objects', () => {
    const part = fc.oneof(fc.constant(undefined), fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(fc.property(part, part, fc.dictionary(fc.string(), fc.jsonValue()), (contact, order, rest) => {
      const record = JSON.parse(JSON.stringify({ ...rest, 'contact-info': contact, 'order-info': order }));
      return validate(record) === (isObject(record['contact-info']) && isObject(record['order-info']));
    }), runs());
  });

  test('a record must be an object', () => {
    fc.assert(fc.property(fc.jsonValue().filter((value) => !isObject(value)), (value) => validate(value) === false), runs());
  });

  test('the error for a record without contact-info names it', () => {
    expect(validate({ 'order-info': { orderId: '2' } })).toBe(false);
    expect(validate.errors).toMatchObject([{ instancePath: '', keyword: 'required', params: { missingProperty: 'contact-info' } }]);
  });
});
