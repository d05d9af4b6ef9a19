import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lazy, Token } from 'aws-cdk-lib';
import type { RecordSchemaOptions } from '../../src';
import { RecordSchema } from '../../src';
import { errorOf, synth, temporaryDirectory } from './support/synth';
import { validatorOf } from './support/validator';

const inObject = (schema: unknown, options?: RecordSchemaOptions): string => errorOf({ schema: RecordSchema.fromObject(schema as never, options) });

/** Writes a file and returns its path. */
function file(content: string, name = 'order.json'): string {
  const path = join(temporaryDirectory(), name);
  writeFileSync(path, content);
  return path;
}

/** The case, the schema, and what the error must say: where, the value, what is allowed. */
const INVALID_SCHEMAS: [string, unknown, string[]][] = [
  ['an unknown type', { properties: { a: { type: 'int' } } }, ['/properties/a/type', '"int"', 'integer', 'number']],
  ['a keyword with the wrong kind of value', { properties: { a: { minLength: '1' } } }, ['/properties/a/minLength', '"1"', 'integer']],
  ['required outside of its object', { properties: { a: { required: true } } }, ['/properties/a/required', 'true', 'array']],
  ['names twice', { required: ['a', 'a'] }, ['/required', '["a","a"]', 'duplicate']],
  ['a tuple of draft-07', { properties: { a: { items: [{}] } } }, ['/properties/a/items', '[{}]', 'object']],
  ['a number for an id', { $id: 5 }, ['/$id', '5', 'string']],
  ['an unknown format', { properties: { a: { format: 'e-mail' } } }, ['e-mail', '/properties/a']],
  ['an invalid regular expression', { properties: { a: { pattern: '(' } } }, ['(', 'egular expression']],
  ['a definition that does not exist', { $ref: '#/$defs/nowhere' }, ['#/$defs/nowhere', '$ref']],
  ['a definition that does not exist, deep inside', { properties: { a: { items: { $ref: '#/$defs/nowhere' } } } }, ['#/$defs/nowhere', '$ref']],
  ['a schema elsewhere', { $ref: 'https://shop.example/order.json' }, ['https://shop.example/order.json', 'network', 'references', '$id']],
  ['a schema elsewhere, relative', { $id: 'https://shop.example/a', $ref: 'b' }, ['https://shop.example/b', 'references']],
  ['an old dialect', { $schema: 'http://json-schema.org/draft-04/schema#' }, ['$schema', 'draft-04', '2020-12', '2019-09', 'draft-07']],
  ['an unknown dialect', { $schema: 'https://shop.example/dialect' }, ['$schema', 'shop.example', '2020-12', '2019-09', 'draft-07']],
  ['a number for a dialect', { $schema: 7 }, ['$schema', '7', '2020-12', '2019-09', 'draft-07']],
  ['null', null, ['schema', 'null', 'object']],
  ['an array', [], ['schema', '[]', 'object']],
  ['a string', 'order.json', ['schema', '"order.json"', 'object']],
];

test.each(INVALID_SCHEMAS)('%s fails at synth, with the place and the reason', (_, schema, named) => {
  const error = inObject(schema);
  expect(error).toMatch(/^SalesDataPipeline Test\/Sales: /);
  for (const part of named) {
    expect(error).toContain(part);
  }
});

test('the error for a file also has its name', () => {
  const path = file('{"type": "objekt"}');
  const error = errorOf({ schema: RecordSchema.fromFile(path) });
  for (const part of [path, '/type', '"objekt"']) {
    expect(error).toContain(part);
  }
});

describe('a file', () => {
  const read = (path: string): string => errorOf(() => ({ schema: RecordSchema.fromFile(path) }));

  test('that does not exist fails, with its absolute path', () => {
    const error = read('schemas/nowhere.json');
    for (const part of ['SalesDataPipeline', 'schemas/nowhere.json', join(process.cwd(), 'schemas/nowhere.json'), 'no such file', 'working directory']) {
      expect(error).toContain(part);
    }
  });

  test('that is a directory fails', () => {
    const directory = join(temporaryDirectory(), 'schemas');
    mkdirSync(directory);
    expect(read(directory)).toContain(`${directory} can't be read`);
  });

  test.each(['', 'type: object', '{"a": 1,}', '{"a": '])('that holds %j fails because it is not valid JSON', (content) => {
    const path = file(content);
    expect(read(path)).toContain(path);
    expect(read(path)).toContain('not JSON');
  });

  test('that holds JSON other than an object fails', () => {
    const path = file('[]');
    expect(read(path)).toContain(path);
    expect(read(path)).toContain('must be a JSON object, but is []');
  });

  test('is found from the working directory and validates', () => {
    const validate = validatorOf(RecordSchema.fromFile(file('{"required": ["a"]}')));
    expect([validate({ a: 1 }), validate({})]).toEqual([true, false]);
  });

  test('may start with a byte-order mark', () => {
    const validate = validatorOf(RecordSchema.fromFile(file('\uFEFF{"required": ["a"]}')));
    expect([validate({ a: 1 }), validate({})]).toEqual([true, false]);
  });

  test('may refer to another file', () => {
    const money = RecordSchema.fromFile(file('{"$id": "money", "type": "number"}', 'money.json'));
    const validate = validatorOf(RecordSchema.fromFile(file('{"properties": {"a": {"$ref": "money"}}}'), { references: [money] }));
    expect([validate({ a: 1 }), validate({ a: 'x' })]).toEqual([true, false]);
  });
});

describe('a reference', () => {
  test('without an $id fails', () => {
    const error = inObject({ $ref: 'money' }, { references: [RecordSchema.fromObject({ type: 'number' })] });
    expect(error).toContain('reference');
    expect(error).toContain('"$id"');
  });

  test('from a file without an $id fails, with the name of the file', () => {
    const path = file('{}', 'money.json');
    expect(inObject({}, { references: [RecordSchema.fromFile(path)] })).toContain(path);
  });

  test('that is not a schema fails', () => {
    const path = file('{"$id": "money", "type": "numbr"}', 'money.json');
    const error = inObject({ $ref: 'money' }, { references: [RecordSchema.fromFile(path)] });
    for (const part of [path, '/type', '"numbr"']) {
      expect(error).toContain(part);
    }
  });

  test('with an $id that another has fails', () => {
    const one = RecordSchema.fromObject({ $id: 'money' });
    expect(inObject({ $ref: 'money' }, { references: [one, RecordSchema.fromObject({ $id: 'money' })] })).toContain('"money" already exists');
    expect(inObject({ $id: 'money' }, { references: [one] })).toContain('"money" already exists');
  });
});

describe('warnings', () => {
  const warningsOf = (schema: { [key: string]: unknown }, options?: RecordSchemaOptions): string[] =>
    synth({ schema: RecordSchema.fromObject(schema, options) }).warnings;

  test.each([
    ['an unknown keyword', { requird: ['a'] }, 'requird'],
    ['an unknown keyword, deep inside', { properties: { a: { items: { maxLenght: 1 } } } }, 'maxLenght'],
    ['a keyword of another dialect', { $schema: 'http://json-schema.org/draft-07/schema#', dependentRequired: {} }, 'dependentRequired'],
    ['a condition without a consequence', { if: { required: ['a'] } }, 'if'],
  ])('%s is an annotation', (_, schema, named) => {
    const warnings = warningsOf(schema);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`"${named}"`);
  });

  test('of a reference is an annotation too', () => {
    const warnings = warningsOf({ $ref: 'money' }, { references: [RecordSchema.fromObject({ $id: 'money', minimun: 0 })] });
    expect(warnings.join()).toContain('"minimun"');
  });

  test('of a file name it', () => {
    const path = file('{"requird": []}');
    expect(synth({ schema: RecordSchema.fromFile(path) }).warnings.join()).toContain(path);
  });

  test('a valid schema has no warnings', () => {
    expect(warningsOf({
      $id: 'https://shop.example/order',
      $comment: 'c',
      title: 't',
      description: 'd',
      examples: [1],
      deprecated: true,
      readOnly: true,
      default: {},
      type: 'object',
      required: ['b'],
      properties: { a: { type: ['string', 'null'], format: 'email' }, c: { $ref: '#/$defs/d' } },
      $defs: { d: {} },
    })).toEqual([]);
  });
});

test.each<[string, unknown, string]>([
  ['a number', { properties: { a: { minimum: Token.asNumber({ Ref: 'Least' }) } } }, ' /properties/a/minimum,'],
  ['a text', { properties: { 'a/b': { const: `x${Token.asString({ Ref: 'Text' })}` } } }, ' /properties/a~1b/const,'],
  ['a list', { required: Token.asList({ Ref: 'Names' }) }, ' /required,'],
  ['a lazy value', { properties: { a: { enum: Lazy.any({ produce: () => [1] }) } } }, ' /properties/a/enum,'],
  ['a name', { properties: { [Token.asString({ Ref: 'Name' })]: {} } }, ' /properties,'],
])('a token for %s is refused, because a schema is compiled at synth', (_, schema, pointer) => {
  for (const error of [inObject(schema), inObject({ $ref: 'b' }, { references: [RecordSchema.fromObject({ $id: 'b', ...schema as object })] })]) {
    expect(error).toMatch(/^SalesDataPipeline Test\/Sales: the schema.* token .*known at deployment only/);
    expect(error).toContain(pointer);
  }
});
