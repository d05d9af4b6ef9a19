import { spawnSync } from 'node:child_process';
import { installed } from './support/installed';
import { samplePath } from '../../testkit/sample-files';
import { environmentOf } from '../../tools/packages/apps';
import type { InstalledApp } from '../../tools/packages/apps';
import { packageJson } from '../../tools/packages/versions';

const { npm, python } = installed;

test('npx sales-data-pipeline runs the command of the installed package', () => {
  const { status, stdout } = spawnSync('npx', ['--no-install', 'sales-data-pipeline', '--version'], {
    cwd: npm.directory, env: environmentOf(npm), encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${packageJson().version}\n` });
});

test('the command of the wheel does the same as that of the npm package, and needs only Node.js', () => {
  const expected = call(npm);
  expect(expected.status).toBe(1);
  expect(expected.verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'rejected']);
  expect(call(python)).toEqual(expected);
}, 120_000);

function call(app: InstalledApp) {
  const { status, stdout } = spawnSync(app.tool, ['check', samplePath('orders.json'), '--json'], { cwd: app.directory, env: environmentOf(app), encoding: 'utf8' });
  return { status, verdicts: stdout.trim().split('\n').map((line) => JSON.parse(line) as { verdict: string }) };
}
