import { join } from 'node:path';
import { Assembly, expectSame, temporaryDirectory } from './support/assembly';
import { installed } from './support/installed';
import { APPS, STACKS } from './support/stacks';
import { compileApp } from './support/typescript';
import type { InstalledApp } from '../../tools/packages/apps';
import { synthesizeApp } from '../../tools/packages/apps';

let typescript: Assembly;
let python: Assembly;

beforeAll(async () => {
  [typescript, python] = await Promise.all([
    synthesize(installed.npm, await compileApp(join(APPS, 'typescript'), installed.npm)),
    synthesize(installed.python, join(APPS, 'python', 'app.py')),
  ]);
}, 300_000);

async function synthesize(app: InstalledApp, main: string): Promise<Assembly> {
  const output = temporaryDirectory();
  await synthesizeApp(app, main, output, { cwd: APPS });
  return new Assembly(output);
}

test('apps of both languages make all stacks', () => {
  expect(typescript.stacks).toEqual(STACKS);
  expect(python.stacks).toEqual(STACKS);
});

test.each(STACKS)('%s: the same template and the same assets from Python as from TypeScript', (stack) => {
  expectSame(python, typescript, stack);
});

test('the code of the functions includes the compiled schema', () => {
  const files = Object.values(typescript.assets('SchemaFromObject')).flatMap((asset) => Object.keys(asset));
  expect(files).toEqual(expect.arrayContaining(['index.js', 'ajv-runtime.js', 'validate-record-schema.js']));
});
