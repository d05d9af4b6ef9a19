import { CopyObjectCommand } from '@aws-sdk/client-s3';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of({
    Versioned: () => ({ objectKeyPrefix: 'incoming/' }),
    Unversioned: (stack) => ({ bucket: new Bucket(stack, 'Files', { removalPolicy: RemovalPolicy.DESTROY }) }),
  });
}, 240_000);

afterAll(() => deployment?.stop());

async function expectQuiet(pipeline: DeployedPipeline): Promise<void> {
  expect(await pipeline.takeDeadLetters()).toEqual([]);
  expect(await pipeline.fileWorkflow.failures()).toEqual([]);
  expect(await pipeline.fanOutWorkflow.executions()).toEqual([]);
}

test.each(['Versioned', 'Unversioned'])('%s bucket: folder markers are silent; other objects of 0 bytes are processed files without records', async (stack) => {
  const pipeline = deployment.pipeline(stack);
  for (const key of ['incoming/', 'incoming/2026-11/']) await pipeline.put(key, '');

  for (const key of ['incoming/run1_$folder$', 'incoming/run1/_SUCCESS', 'incoming/empty.json']) {
    const { announcement } = await pipeline.upload(key, '');

    // The next announcement is that of this object, so there was none of a folder marker.
    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Processed', 'detail': { key, bytes: 0, records: 0, accepted: 0, rejected: 0 } });
  }
  await expectQuiet(pipeline);
}, 240_000);

test.each(['Versioned', 'Unversioned'])('%s bucket: an object that is created empty, then written, then copied onto itself has its records, and no false alarm', async (stack) => {
  const pipeline = deployment.pipeline(stack);
  const key = `incoming/${stack}.json`;
  const { BucketName } = pipeline.outputs;

  await pipeline.put(key, '');
  await pipeline.put(key, JSON.stringify([order({}, `${stack} 1`), order({}, `${stack} 2`)]));
  await deployment.clients.s3.send(new CopyObjectCommand({
    Bucket: BucketName, Key: key, CopySource: `${BucketName}/${key}`, MetadataDirective: 'REPLACE', Metadata: { owner: 'sftp' },
  }));

  const announced = [];
  for (let k = 0; k < 3; k++) announced.push((await pipeline.announcementOf(key)).detail);
  // The events may arrive in any order.
  expect(announced.map((detail) => ('records' in detail ? detail.records : detail)).sort()).toEqual([0, 2, 2]);
  expect(announced.reduce((sum, detail) => sum + ('inserted' in detail ? detail.inserted : 0), 0)).toBe(2);
  await expectQuiet(pipeline);
}, 240_000);

test('files in which nothing is a record are processed, without a dead letter', async () => {
  const pipeline = deployment.pipeline('Versioned');
  for (const [k, content] of ['[]', '{"orders":[]}', '{"orders":null}', '{"orders":{}}', ' \n\t', '\ufeff'].entries()) {
    const { announcement, deadLetters } = await pipeline.upload(`incoming/nothing-${k}.json`, content);

    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Processed', 'detail': { records: 0, rejected: 0 } });
    expect(deadLetters).toEqual([]);
  }
}, 240_000);
