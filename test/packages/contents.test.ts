import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOST_MEGABYTES, megabytes } from './support/size';
import { thirdPartyPackages } from '../../tools/notices/third-party-packages';
import { pack } from '../../tools/packages/artifacts';
import { lowest } from '../../tools/packages/versions';
import { run } from '../../tools/process/run';
import { ROOT } from '../../tools/root';

const MEGABYTE = 1_000_000;
/** In bytes, with dependencies. */
const MOST_UNPACKED = 3 * MEGABYTE;

const FILES = [
  '.jsii', 'API.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.md', 'package.json',
  'assets/lambda/ajv-runtime.js', 'assets/lambda/all-errors-of-record.js', 'assets/lambda/index.js', 'assets/lambda/record-schema.json',
  'assets/lambda/validate-record-schema.js',
];
/** Written by `npx projen samples`, which `npm test` and the build run before they pack. */
const TRANSLATIONS = '.jsii.tabl.json';

let directory: string;
let packed: string;
/** The files of this project, and those of its dependencies. */
let own: string[];
let others: string[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'contents-'));
  packed = await pack(directory);
  await run('tar', ['-xzf', packed, '-C', directory]);
  const files = filesIn(join(directory, 'package'));
  own = files.filter((file) => !file.startsWith('node_modules/'));
  others = files.filter((file) => file.startsWith('node_modules/'));
});

afterAll(() => rmSync(directory, { recursive: true }));

test('the npm package contains compiled code, bundles and documents, and nothing else', () => {
  const compiled = filesIn(join(ROOT, 'src')).flatMap((file) => ['.d.ts', '.js'].map((end) => `lib/${file.replace(/\.ts$/, end)}`));
  const translations = existsSync(join(ROOT, TRANSLATIONS)) ? [TRANSLATIONS] : [];
  // A surplus file in lib/ is left over from a deleted source: remove lib/ and compile.
  expect(own).toEqual([...FILES, ...compiled, ...translations].sort());
});

test('a file is published because it is listed, not because nobody excluded it', () => {
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };
  // Whole directories would publish what a tool leaves in them.
  expect(files.filter((pattern) => /^[*!]|\/\**$/.test(pattern))).toEqual([]);
  expect(files).toContain('lib/**/*.js');
  expect(existsSync(join(ROOT, '.npmignore'))).toBe(false);
});

test('it contains whole dependencies, each with its licence, and exactly those with a notice', () => {
  const names = new Set(others.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)![1]));
  const noticed = thirdPartyPackages().filter(({ places }) => places.includes('node_modules')).map(({ name }) => name);
  expect([...names].sort()).toEqual(noticed);
  const licensed = others.filter((file) => /^node_modules\/((@[^/]+\/)?[^/]+)\/licen[cs]e/i.test(file)).map((file) => file.split('/').slice(1, -1).join('/'));
  expect(licensed.sort()).toEqual(noticed);
});

test('its metadata points at existing files', () => {
  const manifest = JSON.parse(readFileSync(join(directory, 'package', 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(own).toEqual(expect.arrayContaining([manifest.main, manifest.types]));
  // The command is a package of its own.
  expect(manifest.bin).toBeUndefined();
  expect(Object.keys(manifest.dependencies as object).sort()).toEqual([...manifest.bundledDependencies as string[]].sort());
  expect(manifest).toMatchObject({ license: 'Apache-2.0', publishConfig: { access: 'public' } });
});

test('the README names the versions of the metadata', () => {
  const { awsCdkLib, constructs, node } = lowest();
  const readme = readFileSync(join(directory, 'package', 'README.md'), 'utf8');
  expect(readme).toContain(`| aws-cdk-lib, constructs | ${awsCdkLib}, ${constructs} |`);
  expect(readme).toContain(`| Node.js | ${parseInt(node)} |`);
});

test('no file contains a path of the machine that built it', () => {
  expect(own.filter((file) => readFileSync(join(directory, 'package', file), 'utf8').includes(ROOT))).toEqual([]);
});

test('it stays small', () => {
  const size = (files: string[]) => files.reduce((sum, file) => sum + statSync(join(directory, 'package', file)).size, 0);
  const unpacked = size(own) + size(others);
  process.stdout.write(`npm package: ${kilobytes(statSync(packed).size)} packed, ${kilobytes(unpacked)} unpacked (${kilobytes(size(own))} without dependencies)\n`);
  expect(megabytes(packed)).toBeLessThan(MOST_MEGABYTES);
  expect(unpacked).toBeLessThan(MOST_UNPACKED);
});

function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(root, name)).isFile()).sort();
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1_000).toLocaleString('en-US')} kB`;
