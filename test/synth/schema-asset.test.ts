import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RecordSchema } from '../../src';
import { resources } from './support/cloudformation';
import type { Synthesized } from './support/synth';
import { synth } from './support/synth';
import { SCHEMA_FILES, schemaCode } from './support/validator';
import { compileSchema } from '../../src/private/schema/compile-schema';
import { schemaFiles } from '../../src/private/schema/schema-files';
import { ROOT } from '../../tools/root';

const SCHEMA_TEXTS = 'record-schema.json';
const BUNDLE = join(ROOT, 'assets', 'lambda');

const order = () => RecordSchema.fromObject({
  $id: 'order', required: ['a'], properties: { a: { format: 'email', minLength: 3 }, lines: { items: { $ref: 'line' } }, parent: { $ref: '#' } },
}, { references: [RecordSchema.fromObject({ $id: 'line', uniqueItems: true })] });

const assets = ({ template }: Synthesized) => Object.values(resources(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties.Code.S3Key);

const files = (directory: string): string[] => readdirSync(directory, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(directory, name)).isFile())
  .sort();

test.each(SCHEMA_FILES)('the same schema gives the same code, byte by byte, whatever was compiled before: %s', (file) => {
  const first = schemaCode(order(), file);
  schemaCode(RecordSchema.contactAndOrder());
  expect(schemaCode(order(), file)).toBe(first);
});

test('the asset is the same in two synths, and the same for both functions', () => {
  const [a, b] = [synth({ schema: order() }), synth({ schema: order() })];
  expect(assets(a)).toEqual(assets(b));
  expect(new Set(assets(a)).size).toBe(1);
});

test('another schema gives another asset', () => {
  const keys = [synth(), synth({ schema: order() }), synth({ schema: RecordSchema.fromObject({}) })].map((synthesized) => assets(synthesized)[0]);
  expect(new Set(keys).size).toBe(3);
});

test.each([
  ['the default schema', undefined, []],
  ['another schema, in files of its own', order(), [...SCHEMA_FILES, SCHEMA_TEXTS].sort()],
])('the asset is the bundle with %s, compiled twice and as text', (_, schema, changed) => {
  const directory = synth({ schema }).assetDirectory();
  expect(files(directory)).toEqual(['ajv-runtime.js', 'index.js', ...SCHEMA_FILES, SCHEMA_TEXTS].sort());
  expect(files(BUNDLE)).toEqual(files(directory));
  expect(files(BUNDLE).filter((name) => !readFileSync(join(directory, name)).equals(readFileSync(join(BUNDLE, name))))).toEqual(changed);
});

test('the schema that the package is built with is the default one, as the compiler makes it', () => {
  const schema = RecordSchema.contactAndOrder();
  Object.entries(schemaFiles(schema, compileSchema(schema))).forEach(([name, content]) => expect(readFileSync(join(BUNDLE, name), 'utf8')).toBe(content));
});

test('the texts of the schema and of all its references are those that were given', () => {
  expect(JSON.parse(schemaCode(order(), SCHEMA_TEXTS))).toEqual({ schema: JSON.stringify(order()._schema), references: ['{"$id":"line","uniqueItems":true}'] });
});

test('a schema that no answer of a function can hold is left out', () => {
  const large = RecordSchema.fromObject({ description: '"'.repeat(1_300_000) });
  expect(JSON.parse(schemaCode(large, SCHEMA_TEXTS))).toEqual({ schema: null, references: [] });
});

test.each(SCHEMA_FILES)('the code generates no code at run time, and requires only the helpers beside it: %s', (file) => {
  const code = schemaCode(order(), file);
  expect(code).not.toMatch(/\beval\b|new Function/);
  expect(code).toContain('./ajv-runtime.js');
});

test('the code that finds all errors is not twice as long as the code that ends at the first', () => {
  const [first, all] = SCHEMA_FILES.map((file) => schemaCode(order(), file).length);
  expect(all).toBeLessThan(2 * first);
});

test.each(SCHEMA_FILES)('the code names no path of the machine that built it: %s', (file) => {
  expect(schemaCode(order(), file)).not.toContain(process.cwd());
});
