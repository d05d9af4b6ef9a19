import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePath } from '../../testkit/sample-files';
import { outsideOfNpm } from '../../tools/packages/outside-of-npm';
import { ROOT } from '../../tools/root';

const directory = mkdtempSync(join(tmpdir(), 'demo-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('npm run demo deploys the example, uploads a file and shows its items and dead letters', () => {
  const report = join(directory, 'report.html');

  const { status, stdout, stderr } = spawnSync('npm', [
    'run', '--silent', 'demo', '--', samplePath('orders.json'), '--json', '--report', report,
  ], { cwd: ROOT, env: outsideOfNpm(), encoding: 'utf8' });

  expect({ status, stderr }).toMatchObject({ status: 0 });
  const summary = stdout.trim().split('\n').find((line) => line.startsWith('{"files"'))!;
  expect(JSON.parse(summary)).toMatchObject({ files: [{ records: 2, accepted: 1, rejected: 1, conflicts: 0 }], table: 1, queue: 1 });
  expect(stdout).toMatch(/orders\.json {2}processed in .* s: 2 records, 1 inserted, 1 rejected \(SCHEMA_VIOLATION 1\)/);
  // The round: the rejected record is corrected with a recipe, and is in the table.
  expect(stdout).toContain('1 of 1 record passes at the deployed pipeline.');
  expect(stdout).toMatch(/1 sent in corrections\/\w+ · 1 stored/);
  expect(stderr).toContain('None of the 0 dead letters in the queue matches.');
  expect(readFileSync(report, 'utf8')).toContain('SCHEMA_VIOLATION');
}, 240_000);
