import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../tools/root';

const testIfInstalled = spawnSync('jq', ['--version']).status === 0 ? test : test.skip;

const directory = mkdtempSync(join(tmpdir(), 'wrong-schema-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The commands of the runbook that delete the dead letters of a wrong schema. */
function commands(): string {
  const runbook = readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8');
  return /```sh\n([\s\S]*?)```/.exec(runbook.slice(runbook.indexOf('## A wrong schema rejected good records')))![1];
}

/** An aws whose queue gives a file for each call, and then nothing, as the AWS CLI does for an empty queue. */
const AWS = `aws() {
  case "$1 $2" in
    'sqs receive-message') if [ -e "$(ls page* | head -1)" ]; then cat "$(ls page* | head -1)"; rm "$(ls page* | head -1)"; fi ;;
    'sqs delete-message') echo "\${@: -1}" >> deleted.txt ;;
  esac
}
`;

testIfInstalled('the commands of the runbook delete the old dead letters of one pipeline and reason, and no others', () => {
  const letter = (ReceiptHandle: string, body: unknown) => ({ ReceiptHandle, Body: typeof body === 'string' ? body : JSON.stringify(body) });
  const old = { pipeline: 'Sales', reason: 'SCHEMA_VIOLATION', time: '2026-11-26T03:09:59.999Z' };
  const pages = [
    [letter('old', old), letter('another pipeline', { ...old, pipeline: 'Returns' }), letter('another reason', { ...old, reason: 'MALFORMED_JSON' })],
    [letter('new', { ...old, time: '2026-11-26T03:10:00.001Z' }), letter('an event', { source: 'aws.s3' }), letter('no JSON', '{'), letter('a list', [old])],
    [letter('old, too', old)],
  ];
  pages.forEach((Messages, i) => writeFileSync(join(directory, `page${i}`), JSON.stringify({ Messages })));

  const { status } = spawnSync('bash', ['--norc', '-c', AWS + commands()], {
    cwd: directory, env: { ...process.env, QUEUE: 'queue', PIPELINE: 'Sales', DEPLOYED: '2026-11-26T03:10:00Z' }, timeout: 30_000,
  });

  expect(status).not.toBeNull();
  expect(existsSync(join(directory, 'page2'))).toBe(false);
  expect(readFileSync(join(directory, 'deleted.txt'), 'utf8')).toBe('old\nold, too\n');
});
