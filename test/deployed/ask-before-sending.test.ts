import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { AssessTextsOutput } from '../../src/private/contract/messages';
import { questionRecipe } from '../../testkit/correction-recipe';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';

const installed = ['aws --version', 'jq --version'].every((command) => spawnSync(command, { shell: true }).status === 0);
const testIfInstalled = installed ? test : test.skip;

const VALIDATOR = 'validator';
let deployment: Deployment | undefined;
const directory = mkdtempSync(join(tmpdir(), 'questions-'));

beforeAll(async () => {
  if (!installed) return;
  deployment = await Deployment.of({ Sales: () => ({}) }, {
    adjust: ({ validatorFunction }) => { (validatorFunction.node.defaultChild as CfnFunction).functionName = VALIDATOR; },
  });
}, 240_000);

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await deployment?.stop();
});

testIfInstalled('the commands of the README ask the deployed function, which answers what the pipeline then does, and stores and counts nothing', async () => {
  const pipeline = deployment!.pipeline('Sales');
  const records = [order({}, 'A'), { 'order-info': 1 }, order({}, 17)].map((record) => JSON.stringify(record));
  writeFileSync(join(directory, 'corrected.json'), records.map((record) => `${record}\n`).join(''));
  // Not all versions of aws read AWS_ENDPOINT_URL.
  const script = `aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }\n${questionRecipe()}`;

  // Without a start-up file: bash reads one if its standard input is a socket, as it is here.
  const { status, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd: directory, encoding: 'utf8', env: { ...deployment!.emulator.env, VALIDATOR },
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { verdicts, inputError } = JSON.parse(readFileSync(join(directory, 'verdicts.json'), 'utf8')) as AssessTextsOutput;
  expect(inputError).toBeNull();
  expect(verdicts).toMatchObject([
    { verdict: 'accepted', key: { orderId: 'A' }, errors: [] },
    { verdict: 'rejected', reason: 'SCHEMA_VIOLATION', errors: [{ pointer: '/contact-info', keyword: 'required' }, { pointer: '/order-info', keyword: 'type' }] },
    { verdict: 'rejected', reason: 'INVALID_KEY', errors: [{ pointer: '/order-info/OrderId' }] },
  ]);
  expect(await pipeline.table.items()).toEqual([]);
  expect(await deployment!.logs()).not.toContain('AcceptedRecords');

  const { announcement, deadLetters } = await pipeline.upload('corrected.json', records.join('\n'));
  expect(announcement.detail).toMatchObject({ records: 3, inserted: 1, rejected: 2 });
  expect(deadLetters.map(({ reason, errors }) => ({ reason, errors }))).toEqual(verdicts.slice(1).map(({ reason, errors }) => ({ reason, errors })));
}, 120_000);
