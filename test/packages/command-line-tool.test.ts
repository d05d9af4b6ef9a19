import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installed } from './support/installed';
import { samplePath } from '../../testkit/sample-files';
import { outsideOfNpm } from '../../tools/packages/outside-of-npm';
import { packageJson } from '../../tools/packages/versions';
import { installTool } from '../../tools/tool-package/install-tool';

const MEGABYTE = 1_000_000;
const MOST_INSTALLED = 5 * MEGABYTE;
/** On a machine with nothing else to do it takes 0.1 s. */
const MOST_START_MS = 1_000;
const RUNS = 5;

/** An empty folder into which the package is installed as it is published. */
let directory: string;
let home: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tool-installed-'));
  home = await installTool(directory);
}, 120_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function npx(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'sales-data-pipeline', ...args], { cwd: directory, env: outsideOfNpm(), encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('it is installed alone, with its documents, and stays small', () => {
  expect(readdirSync(join(directory, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['sales-data-pipeline']);
  expect(readdirSync(home).sort()).toEqual(['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.md', 'dist', 'package.json', 'sbom.cdx.json']);
  const bytes = readdirSync(home, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => sum + statSync(join(home, name)).size, 0);
  process.stdout.write(`command-line tool: ${(bytes / MEGABYTE).toFixed(1)} MB installed\n`);
  expect(bytes).toBeLessThan(MOST_INSTALLED);
});

test('it has the version of the construct, and depends on nothing', () => {
  const { version, license, engines } = packageJson();
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<string, unknown>;

  expect(manifest).toMatchObject({ version, license, engines, publishConfig: { access: 'public' } });
  expect(Object.keys(manifest).filter((name) => /dependencies/i.test(name))).toEqual([]);
  expect(npx('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('npx sales-data-pipeline check, in an empty folder', () => {
  const { status, stdout } = npx('check', samplePath('orders.json'), '--json');

  expect(status).toBe(1);
  expect(stdout.trim().split('\n').map((line) => (JSON.parse(line) as { verdict: string }).verdict)).toEqual(['accepted', 'rejected']);
});

test.each([[['--version']], [['--help']], [['check', '--help']], [['complete', 'zsh']]])('%j is there at once', (args) => {
  const start = (...command: string[]) => {
    const before = performance.now();
    spawnSync(process.execPath, command);
    return performance.now() - before;
  };
  const shortest = (...command: string[]) => Math.min(...Array.from({ length: RUNS }, () => start(...command)));
  const node = shortest('-e', '0');
  const tool = shortest(join(home, 'dist', 'index.mjs'), ...args);

  process.stdout.write(`sales-data-pipeline ${args.join(' ')}: ${Math.round(tool)} ms, of which Node.js takes ${Math.round(node)} ms\n`);
  expect(tool).toBeLessThan(MOST_START_MS);
  // A factor of the time that Node.js takes does not depend on how busy the machine is.
  expect(tool).toBeLessThan(6 * node);
});

test('check loads nothing of the AWS SDK', () => {
  const loaded = (...args: string[]) => spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(PRINT_LOADED)}`, join(home, 'dist', 'index.mjs'), ...args], { encoding: 'utf8' })
    .stderr.split('\n').filter((line) => line.startsWith('loaded ')).map((line) => line.slice('loaded '.length));

  expect(loaded('check', samplePath('orders.json')).filter((name) => /check-/.test(name))).toHaveLength(1);
  expect(loaded('check', samplePath('orders.json')).filter((name) => readFileSync(join(home, 'dist', name), 'utf8').includes('aws-sdk'))).toEqual([]);
  expect(loaded('status', '--region', 'eu-west-1', '--endpoint-url', 'http://127.0.0.1:9').some((name) => /^aws-/.test(name))).toBe(true);
});

test('the packages of the construct have no command of this name', () => {
  expect(existsSync(join(installed.npm.directory, 'node_modules', '.bin', 'sales-data-pipeline'))).toBe(false);
  expect(existsSync(join(installed.python.directory, 'venv', 'bin', 'sales-data-pipeline'))).toBe(false);
});

/** Prints each part of the bundle that is loaded. */
const PRINT_LOADED = `
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(\`
    import { writeSync } from 'node:fs';
    export async function load(url, context, next) {
      if (url.startsWith('file:')) writeSync(2, 'loaded ' + url.slice(url.lastIndexOf('/') + 1) + '\\\\n');
      return next(url, context);
    }
  \`));
`;
