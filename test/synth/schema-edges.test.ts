import { runAlone } from './support/inert-module';
import type { RecordSchemaOptions } from '../../src';
import { RecordSchema } from '../../src';
import { errorOf, synth } from './support/synth';
import { validatorOf } from './support/validator';
import { compileSchema } from '../../src/private/schema/compile-schema';

type Json = { [key: string]: unknown };

const errorOfSchema = (schema: Json, options?: RecordSchemaOptions) => errorOf({ schema: RecordSchema.fromObject(schema, options) });
const warningsOf = (schema: Json) => synth({ schema: RecordSchema.fromObject(schema) }).warnings;

test('a schema with $async is refused, because each verdict would be a promise', () => {
  expect(errorOfSchema({ $async: true, type: 'object', required: ['x'] })).toContain('$async');
});

test('references of references are found', () => {
  const money = RecordSchema.fromObject({ $id: 'money', type: 'number' });
  const line = RecordSchema.fromObject({ $id: 'line', properties: { price: { $ref: 'money' } } }, { references: [money] });

  const validate = validatorOf(RecordSchema.fromObject({ properties: { line: { $ref: 'line' } } }, { references: [line] }));

  expect([validate({ line: { price: 1 } }), validate({ line: { price: 'x' } })]).toEqual([true, false]);
});

test.each(['discount %', '%41', 'a/b', 'a~b'])('the error for a fault under the name %s shows the value', (name) => {
  expect(errorOfSchema({ properties: { [name]: { type: 'int' } } })).toContain('"int"');
});

test.each([
  [{ properties: { a: { pattern: '(' } } }, '/properties/a/pattern'],
  [{ patternProperties: { '[': {} } }, '/patternProperties'],
])('the error for an invalid regular expression in %j says where it is', (schema, place) => {
  expect(errorOfSchema(schema)).toContain(place);
});

test('the error for a reference of another dialect names it', () => {
  const money = RecordSchema.fromObject({ $id: 'money', $schema: 'http://json-schema.org/draft-07/schema#' });

  expect(errorOfSchema({ $ref: 'money' }, { references: [money] })).toMatch(/"money".*"\$schema".*2020-12/);
});

test('an error in a reference names the reference', () => {
  expect(errorOfSchema({ $ref: 'money' }, { references: [RecordSchema.fromObject({ $id: 'money', type: 'numbr' })] })).toContain('"money"');
});

test('an anchor is not an unknown keyword', () => {
  expect(warningsOf({ $ref: '#o', $defs: { o: { $anchor: 'o' } } })).toEqual([]);
});

test('a schema that contains itself is refused', () => {
  const schema: any = { type: 'object' };
  schema.properties = { parent: schema };

  expect(errorOfSchema(schema)).toMatch(/^SalesDataPipeline Test\/Sales: .* contains itself/);
});

test('a missing definition of a schema with an $id is not a missing reference', () => {
  const message = errorOfSchema({ $id: 'https://shop.example/order', $ref: '#/$defs/nowhere' });

  expect(message).toContain('#/$defs/nowhere');
  expect(message).toContain('does not have');
});

test.each(['$dynamicRef', '$recursiveRef'])('%s is refused, because some verdicts would be wrong', (keyword) => {
  expect(errorOfSchema({ properties: { child: { [keyword]: '#node' } } })).toContain(`/properties/child/${keyword}`);
});

describe('members that one keyword has evaluated only in some records, beside patterns', () => {
  const [member, other] = [{ x: 1, a: 1 }, { a: 1 }];

  test.each<[string, object, readonly (readonly [object, boolean])[]]>([
    ['patterns that no member may match', {
      patternProperties: { a: false }, dependencies: { x: { additionalProperties: true } },
    }, [[{}, true], [{ x: 1 }, true], [other, false], [member, false]]],
    ['patterns that accept', {
      patternProperties: { a: { type: 'integer' } }, dependencies: { x: { additionalProperties: true } },
    }, [[{}, true], [other, true], [member, true], [{ x: 1, a: '' }, false]]],
    ['with unevaluatedProperties', {
      patternProperties: { a: true }, dependencies: { x: { additionalProperties: true } }, unevaluatedProperties: false,
    }, [[other, true], [member, true], [{ x: 1, b: 1 }, true], [{ b: 1 }, false]]],
    ['with unevaluatedProperties, evaluated by name', {
      patternProperties: { a: true }, dependencies: { x: { properties: { x: true, b: true } } }, unevaluatedProperties: false,
    }, [[other, true], [member, true], [{ x: 1, b: 1, a: 1 }, true], [{ b: 1 }, false], [{ x: 1, c: 1 }, false]]],
  ])('%s', (_, schema, records) => {
    for (const $schema of ['https://json-schema.org/draft/2019-09/schema', 'https://json-schema.org/draft/2020-12/schema']) {
      const { code, allErrorsCode } = compileSchema(RecordSchema.fromObject({ $schema, ...schema }));
      for (const each of [code, allErrorsCode]) {
        expect(runAlone(each, records.map(([record]) => record)).verdicts).toEqual(records.map(([, valid]) => valid));
      }
    }
  });
});
