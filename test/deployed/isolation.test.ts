import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { SalesDataPipeline } from '../../src';
import { SCHEMA_MODULE } from '../../src/private/contract/messages';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import { processed } from '../../testkit/pipeline/announcements';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { ROOT } from '../../tools/root';

/** In place of a compiled schema: throws an error on a record with `crash`, and never returns on one with `hang`. */
const validator = `module.exports = ({ crash, hang }) => {
  if (crash) throw new RangeError('Maximum call stack size exceeded');
  if (hang) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return true;
};`;
const good = (id: string) => JSON.stringify(order({}, id));
const crashing = (id: string) => JSON.stringify({ ...order({}, id), crash: true });
const hanging = (id: string) => JSON.stringify({ ...order({}, id), hang: true });

const HANGING = [0, 5, 6];

let deployment: Deployment;
let pipeline: DeployedPipeline;

beforeAll(async () => {
  deployment = await Deployment.of({ Poisoned: () => ({}) }, {
    adjust: (deployed) => {
      poison(deployed.validatorFunction.node.defaultChild as CfnFunction);
      stopAfterEachStep(deployed);
    },
  });
  pipeline = deployment.pipeline('Poisoned');
}, 240_000);

afterAll(() => deployment?.stop());

function poison(fn: CfnFunction): void {
  const code = mkdtempSync(join(tmpdir(), 'poison-'));
  try {
    cpSync(join(ROOT, 'assets', 'lambda'), code, { recursive: true });
    writeFileSync(join(code, SCHEMA_MODULE), validator);
    const { s3BucketName, s3ObjectKey } = new Asset(fn, 'Poison', { path: code });
    fn.code = { s3Bucket: s3BucketName, s3Key: s3ObjectKey };
    fn.timeout = 4;
  } finally {
    rmSync(code, { recursive: true });
  }
}

/** On AWS, an execution stops after a minute. Here it does after a step, so that many steps take many executions. */
function stopAfterEachStep({ fanOutWorkflow }: SalesDataPipeline): void {
  const machine = fanOutWorkflow.node.defaultChild as CfnStateMachine;
  const definition = JSON.stringify(Stack.of(fanOutWorkflow).resolve(machine.definitionString));
  expect(definition.match(/StartTime\) > 60000/g)).toHaveLength(2);
  machine.addPropertyOverride('DefinitionString', JSON.parse(definition.replace(/StartTime\) > 60000/g, 'StartTime) > 1')));
}

test('200 records that the validator fails on, among good ones: each is one dead letter, the good ones are stored, and the execution succeeds', async () => {
  // At the start, in runs, one by one, and at the end.
  const fails = (i: number) => i < 90 || (i >= 200 && i < 300) || (i >= 450 && i % 10 < 2);
  const records = Array.from({ length: 500 }, (_, i) => {
    const id = String(i).padStart(3, '0');
    if (!fails(i)) return good(id);
    return HANGING.includes(i) ? hanging(id) : crashing(id);
  });
  const file = records.join('\n');
  const poisoned = records.map((record, index) => ({ record, index })).filter(({ index }) => fails(index));
  expect(poisoned).toHaveLength(200);

  await pipeline.put('poisoned.jsonl', file);
  const announcement = await pipeline.announcementOf('poisoned.jsonl', 170);
  const deadLetters = (await pipeline.takeDeadLetters()).sort((a, b) => a.source.byteOffset - b.source.byteOffset);

  expect(processed(announcement)).toMatchObject({ records: 500, accepted: 300, inserted: 300, repeated: 0, rejected: 200, conflicts: 0 });
  expect(deadLetters.map(({ reason, source: { recordIndex } }) => ({ reason, recordIndex })))
    .toEqual(poisoned.map(({ index }) => ({ reason: 'VALIDATOR_FAILED', recordIndex: index })));
  expect(deadLetters.map(({ errors: [{ keyword }] }) => keyword))
    .toEqual(poisoned.map(({ index }) => (HANGING.includes(index) ? 'Sandbox.Timedout' : 'RangeError')));
  expect(deadLetters.map(({ source: { byteOffset, byteLength } }) => file.slice(byteOffset, byteOffset + byteLength!)))
    .toEqual(poisoned.map(({ record }) => record));
  const stored = (await pipeline.table.items()).map((item) => Number(item.orderId.S)).sort((a, b) => a - b);
  expect(stored).toEqual(records.map((_, i) => i).filter((i) => !fails(i)));
  const [{ executionArn, status }, ...others] = await pipeline.fanOutWorkflow.executions();
  expect({ status, others }).toEqual({ status: 'SUCCEEDED', others: [] });
  expect((await pipeline.fanOutWorkflow.mapRuns(executionArn!)).length).toBeGreaterThanOrEqual(10);
}, 180_000);
