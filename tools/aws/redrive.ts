import assert from 'node:assert/strict';
import { DeleteBucketPolicyCommand, GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { ON_EMULATOR } from './clients';
import { UPLOADS } from './verification-stack';
import type { QueuedMessage, VerifiedStack } from './verified-stack';
import type { FileProcessed } from '../../src/private/contract/messages';
import { order } from '../../testkit/orders';
import { fanOutInput } from '../../testkit/pipeline/fan-out-input';

/** Changes of permissions take their time, so that the first attempts may find them as they were. */
const ATTEMPTS = 5;

/**
 * Keeps the validator from reading a file, so that its FanOutWorkflow execution fails; then lets it read, and redrives the
 * execution. Every record must end in its place, and the counts add up. The emulator has no redrive: there the execution is
 * started again with its input. Returns a note about that.
 */
export async function seeRedrive(stack: VerifiedStack): Promise<string | void> {
  const allow = await denyReading(stack);
  let failed: Failed;
  try {
    await stack.settle();
    failed = await failedExecution(stack);
  } finally {
    await allow();
  }
  await stack.settle();
  const processed = await redriveUntilProcessed(stack, failed);
  const { records, inserted, rejected } = processed;
  assert.deepEqual({ records, inserted, rejected }, { records: 4, inserted: 3, rejected: 1 });
  const stored = (await stack.pipeline.table.items()).filter((item) => item._source.S?.startsWith(`${failed.key}#`));
  assert.equal(stored.length, 3, 'items in the table');

  const rejections = await stack.messagesUntil((messages) => messages.some(isRejection));
  assert.equal(rejections.filter(isRejection).length, 1, 'dead letters of the invalid record');
  return ON_EMULATOR ? 'the emulator has no RedriveExecution: the execution was started again with its input instead' : undefined;
}

const isRejection = ({ reason }: QueuedMessage): boolean => reason === 'SCHEMA_VIOLATION';

interface Failed {
  readonly key: string;
  readonly executionArn: string;
}

/** Takes the permission to read objects from the validator. Returns what gives it back. */
async function denyReading({ clients: { s3 }, outputs: { BucketName: Bucket, ValidatorRoleArn } }: VerifiedStack): Promise<() => Promise<unknown>> {
  const policy = await s3.send(new GetBucketPolicyCommand({ Bucket })).then(({ Policy }) => Policy, (error: Error) => {
    if (error.name !== 'NoSuchBucketPolicy') throw error;
    return undefined;
  });
  const { Statement = [] } = JSON.parse(policy ?? '{}') as { Statement?: object[] };
  const [, partition] = ValidatorRoleArn.split(':');
  const deny = {
    Effect: 'Deny',
    Principal: { AWS: ValidatorRoleArn },
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    Resource: `arn:${partition}:s3:::${Bucket}/*`,
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [...Statement, deny] }) }));
  return async () => (policy === undefined
    ? s3.send(new DeleteBucketPolicyCommand({ Bucket }))
    : s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy })));
}

/** An execution that has failed because the validator may not read, with its one dead letter and its announcement taken. */
async function failedExecution(stack: VerifiedStack): Promise<Failed> {
  const { pipeline } = stack;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const key = `${UPLOADS.objectKeyPrefix}redrive-${attempt}.jsonl`;
    const records = [order(), order(), { 'order-info': {} }, order()];
    const event = await pipeline.put(key, records.map((record) => JSON.stringify(record)).join('\n'));
    const executionArn = await pipeline.fanOutWorkflow.start(fanOutInput(event));
    const { detail } = await stack.announcementOf(key);
    if ('records' in detail) {
      // The permission was still there.
      await stack.messagesUntil((messages) => messages.some(isRejection));
      continue;
    }
    assert.equal(detail.reason, 'PROCESSING_FAILED');
    const [{ reason, execution }] = await stack.messagesUntil((messages) => messages.length > 0);
    assert.deepEqual({ reason, execution }, { reason: 'PROCESSING_FAILED', execution: executionArn });
    assert.equal((await pipeline.fanOutWorkflow.describe(executionArn)).status, 'FAILED');
    return { key, executionArn };
  }
  throw new Error(`the validator could read ${ATTEMPTS} files without permission`);
}

async function redriveUntilProcessed(stack: VerifiedStack, { key, executionArn }: Failed): Promise<FileProcessed> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await redrive(stack, executionArn);
    const { detail } = await stack.announcementOf(key);
    if ('records' in detail) return detail;
    // The permission was not there yet.
    await stack.messagesUntil((messages) => messages.some(({ reason }) => reason === 'PROCESSING_FAILED'));
  }
  throw new Error(`the execution fails after ${ATTEMPTS} redrives: ${(await stack.pipeline.fanOutWorkflow.failures()).join('; ')}`);
}

async function redrive({ clients: { sfn }, pipeline: { fanOutWorkflow } }: VerifiedStack, executionArn: string): Promise<void> {
  if (!ON_EMULATOR) {
    await sfn.send(new RedriveExecutionCommand({ executionArn }));
    return;
  }
  const { input } = await fanOutWorkflow.describe(executionArn);
  await fanOutWorkflow.start(JSON.parse(input!) as object);
}
