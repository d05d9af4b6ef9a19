import type { RecordSchemaOptions } from '../../src';
import { RecordSchema } from '../../src';
import { errorOf, synth } from './support/synth';
import { validatorOf } from './support/validator';

type Json = { [key: string]: unknown };

const errorOfSchema = (schema: Json, options?: RecordSchemaOptions) => errorOf({ schema: RecordSchema.fromObject(schema, options) });
const warningsOf = (schema: Json) => synth({ schema: RecordSchema.fromObject(schema) }).warnings;

test('a schema with $async, whose every verdict would be a promise, is refused', () => {
  expect(errorOfSchema({ $async: true, type: 'object', required: ['x'] })).toContain('$async');
});

test('references of references are found', () => {
  const money = RecordSchema.fromObject({ $id: 'money', type: 'number' });
  const line = RecordSchema.fromObject({ $id: 'line', properties: { price: { $ref: 'money' } } }, { references: [money] });

  const validate = validatorOf(RecordSchema.fromObject({ properties: { line: { $ref: 'line' } } }, { references: [line] }));

  expect([validate({ line: { price: 1 } }), validate({ line: { price: 'x' } })]).toEqual([true, false]);
});

test.each(['discount %', '%41', 'a/b', 'a~b'])('a fault under the name %s is shown', (name) => {
  expect(errorOfSchema({ properties: { [name]: { type: 'int' } } })).toContain('"int"');
});

test.each([
  [{ properties: { a: { pattern: '(' } } }, '/properties/a/pattern'],
  [{ patternProperties: { '[': {} } }, '/patternProperties'],
])('a bad regular expression in %j is named with its place', (schema, place) => {
  expect(errorOfSchema(schema)).toContain(place);
});

test('a reference of another dialect is named', () => {
  const money = RecordSchema.fromObject({ $id: 'money', $schema: 'http://json-schema.org/draft-07/schema#' });

  expect(errorOfSchema({ $ref: 'money' }, { references: [money] })).toMatch(/"money".*"\$schema".*2020-12/);
});

test('an error in a reference says in which', () => {
  expect(errorOfSchema({ $ref: 'money' }, { references: [RecordSchema.fromObject({ $id: 'money', type: 'numbr' })] })).toContain('"money"');
});

test('an anchor is no unknown keyword', () => {
  expect(warningsOf({ $ref: '#o', $defs: { o: { $anchor: 'o' } } })).toEqual([]);
});

test('a schema that contains itself is refused', () => {
  const schema: any = { type: 'object' };
  schema.properties = { parent: schema };

  expect(errorOfSchema(schema)).toMatch(/^SalesDataPipeline: .* contains itself/);
});

test('a definition that is missing in a schema with an $id is not looked for outside', () => {
  const message = errorOfSchema({ $id: 'https://shop.example/order', $ref: '#/$defs/nowhere' });

  expect(message).toContain('#/$defs/nowhere');
  expect(message).toContain('does not have');
});

test.each(['$dynamicRef', '$recursiveRef'])('%s, of which not every verdict would be right, is refused', (keyword) => {
  expect(errorOfSchema({ properties: { child: { [keyword]: '#node' } } })).toContain(`/properties/child/${keyword}`);
});
