import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { DeadLetter } from '../../src/private/contract/messages';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';

const LIMIT = 10;

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

test('a large file: the limit is that of each batch', async () => {
  const { announcement, deadLetters } = await pipeline.upload('large.jsonl', '[,1\n'.repeat(400_000));

  const { detail } = announcement;
  expect(detail).toMatchObject({ inserted: 0, conflicts: 0 });
  expect('rejected' in detail && detail.rejected).toBeGreaterThan(1_000_000);
  expect(records(deadLetters)).toBe('rejected' in detail && detail.rejected);
  expect(deadLetters.filter((deadLetter) => !isShared(deadLetter))).toHaveLength(2 * LIMIT);
  expect(deadLetters.length).toBeLessThan(2 * LIMIT + 10);
}, 240_000);
