import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { DeadLetter } from '../../src/private/contract/messages';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { ROOT } from '../../tools/root';

const LIMIT = 10;

const installed = ['aws --version', 'jq --version'].every((command) => spawnSync(command, { shell: true }).status === 0);
const testIfInstalled = installed ? test : test.skip;

let deployment: Deployment;
let pipeline: DeployedPipeline;

beforeAll(async () => {
  deployment = await Deployment.of({ Limited: () => ({ deadLettersPerBatch: LIMIT }) });
  pipeline = deployment.pipeline('Limited');
}, 240_000);

afterAll(() => deployment?.stop());

/** What the runbook reads of the version of the object that a dead letter is about. */
async function readBack({ source: { bucket, key, versionId, stretches } }: DeadLetter): Promise<string[]> {
  return Promise.all(stretches!.map(async ({ byteOffset, byteLength }) => {
    const { Body } = await deployment.clients.s3.send(new GetObjectCommand({
      Bucket: bucket!, Key: key, VersionId: versionId!, Range: `bytes=${byteOffset}-${byteOffset + byteLength - 1}`,
    }));
    return Body!.transformToString();
  }));
}

const isShared = ({ reason }: DeadLetter) => reason === 'TOO_MANY_REJECTED';
const records = (deadLetters: DeadLetter[]) => deadLetters.reduce((sum, deadLetter) => sum + deadLetter.records!, 0);

test('3,000 lines of garbage around an order: few dead letters, exact counts, and every line can be read back, even when the file has been replaced', async () => {
  const lines = Array.from({ length: 3_000 }, (_, line) => `"line ${line}"`);
  const file = [...lines.slice(0, 1_000), JSON.stringify(order()), ...lines.slice(1_000)].join('\n');

  const { announcement, deadLetters } = await pipeline.upload('garbage.jsonl', file);

  expect(announcement.detail).toMatchObject({ records: 3_001, inserted: 1, rejected: 3_000, conflicts: 0 });
  expect(records(deadLetters)).toBe(3_000);
  expect(deadLetters.slice(0, LIMIT).map(({ record }) => record)).toEqual(lines.slice(0, LIMIT));
  const shared = deadLetters.slice(LIMIT);
  expect(shared.length).toBeLessThanOrEqual(3);
  expect(shared.every(isShared)).toBe(true);
  expect(shared[0]).toMatchObject({ record: null, recordBase64: null, errors: [{ keyword: 'SCHEMA_VIOLATION' }], source: { recordIndex: LIMIT } });
  await pipeline.upload('garbage.jsonl', JSON.stringify(order()));
  const stretches = (await Promise.all(shared.map(readBack))).flat();
  expect(stretches.join('\n').split('\n')).toEqual(lines.slice(LIMIT));
  expect(await deployment.logs()).toContain('"SharedDeadLetters":1');
}, 120_000);

testIfInstalled('the commands of the runbook, with aws and jq, write the records of a dead letter to a file', async () => {
  const runbook = readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8');
  const [, commands] = /```sh\n([\s\S]*?)```/.exec(runbook.slice(runbook.indexOf('## TOO_MANY_REJECTED')))!;
  const lines = Array.from({ length: LIMIT + 5 }, (_, line) => `"line ${line}"`);
  const { deadLetters } = await pipeline.upload('short.jsonl', [...lines, JSON.stringify(order()), '"last"'].join('\n'));
  const shared = deadLetters[LIMIT];
  const directory = mkdtempSync(join(tmpdir(), 'runbook-'));
  try {
    writeFileSync(join(directory, 'dead-letter.json'), JSON.stringify(shared));
    // Not all versions of it look at AWS_ENDPOINT_URL.
    const script = `aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }\n${commands}`
      .replace('KEY', shared.source.key).replace('--version-id VERSION', `--version-id ${shared.source.versionId}`);

    const { status, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      cwd: directory, encoding: 'utf8', env: { ...deployment.emulator.env, BUCKET: pipeline.outputs.BucketName },
    });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(join(directory, 'rejected.txt'), 'utf8').trim().split('\n')).toEqual([...lines.slice(LIMIT), '"last"']);
  } finally {
    rmSync(directory, { recursive: true });
  }
}, 60_000);

test('a large file: the limit is that of each batch', async () => {
  const [lines, batches] = [800_000, 10];
  const { announcement, deadLetters } = await pipeline.upload('large.jsonl', '1\n'.repeat(lines));

  const { detail } = announcement;
  expect(detail).toMatchObject({ records: lines, rejected: lines, inserted: 0, conflicts: 0 });
  expect(records(deadLetters)).toBe(lines);
  expect(deadLetters.filter((deadLetter) => !isShared(deadLetter))).toHaveLength(batches * LIMIT);
  expect(deadLetters.length).toBeLessThan(batches * (LIMIT + 2));
}, 240_000);
