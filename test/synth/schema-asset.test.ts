import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RecordSchema } from '../../src';
import { resources } from './support/cloudformation';
import type { Synthesized } from './support/synth';
import { synth } from './support/synth';
import { schemaCode } from './support/validator';
import { ROOT } from '../../tools/root';

const BUNDLE = join(ROOT, 'assets', 'lambda');

const order = () => RecordSchema.fromObject({
  $id: 'order', required: ['a'], properties: { a: { format: 'email', minLength: 3 }, lines: { items: { $ref: 'line' } }, parent: { $ref: '#' } },
}, { references: [RecordSchema.fromObject({ $id: 'line', uniqueItems: true })] });

const assets = ({ template }: Synthesized) => Object.values(resources(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties.Code.S3Key);

const files = (directory: string): string[] => readdirSync(directory, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(directory, name)).isFile())
  .sort();

test('the same schema gives the same code, byte by byte, whatever was compiled before', () => {
  const first = schemaCode(order());
  schemaCode(RecordSchema.contactAndOrder());
  expect(schemaCode(order())).toBe(first);
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

test('the asset is the bundle, unchanged, with the compiled schema beside it', () => {
  const directory = synth().assetDirectory();
  expect(files(directory)).toEqual([...files(BUNDLE), 'validate-record-schema.js'].sort());
  for (const name of files(BUNDLE)) {
    expect(readFileSync(join(directory, name)).equals(readFileSync(join(BUNDLE, name)))).toBe(true);
  }
});

test('the code generates no code at run time, and requires only the helpers beside it', () => {
  const code = schemaCode(order());
  expect(code).not.toMatch(/\beval\b|new Function/);
  expect(code).toContain('./ajv-runtime.js');
});

test('the code names no path of the machine that built it', () => {
  expect(schemaCode(order())).not.toContain(process.cwd());
});
