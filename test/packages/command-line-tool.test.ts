import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { InstalledApp } from '../../tools/packages/apps';
import { npmApp, pythonApp } from '../../tools/packages/apps';
import { ROOT, developedWith, packageJson } from '../../tools/packages/root';

const ORDERS = join(ROOT, 'examples', 'data', 'sample-orders.json');

let npm: InstalledApp;
let python: InstalledApp;

beforeAll(async () => {
  [npm, python] = await Promise.all([npmApp(developedWith()), pythonApp(developedWith())]);
}, 900_000);

test('npx sales-data-pipeline is the command of the installed package', () => {
  const { status, stdout } = spawnSync('npx', ['--no-install', 'sales-data-pipeline', '--version'], { cwd: npm.directory, env: npm.env, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${packageJson().version}\n` });
});

test('the command of the wheel does what that of the npm package does, with nothing but Node.js beside it', () => {
  const expected = call(npm);
  expect(expected.status).toBe(1);
  expect(expected.verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected']);
  expect(call(python)).toEqual(expected);
}, 120_000);

function call({ tool, env, directory }: InstalledApp) {
  const { status, stdout } = spawnSync(tool, ['check', ORDERS, '--json'], { cwd: directory, env, encoding: 'utf8' });
  return { status, verdicts: stdout.trim().split('\n').map((line) => JSON.parse(line) as { verdict: string }) };
}
