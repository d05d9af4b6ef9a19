import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListTargetsByRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CompleteMultipartUploadCommand, CreateMultipartUploadCommand, DeleteObjectCommand, HeadObjectCommand, UploadPartCommand,
} from '@aws-sdk/client-s3';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Belief } from './belief';
import { ON_EMULATOR } from './clients';
import { seeRedrive } from './redrive';
import { see } from './see';
import { UPLOADS } from './verification-stack';
import type { VerifiedStack } from './verified-stack';
import { order } from '../../testkit/orders';
import { processed } from '../../testkit/pipeline/announcements';
import { fanOutInput } from '../../testkit/pipeline/fan-out-input';

/** A belief that the deployed verification stack shows. */
export interface StackBelief extends Belief {
  /** Why the emulator can't show it; it is then not asked. */
  readonly notInEmulator?: string;
  /** Throws if the belief is wrong. May return a note about what was left out. */
  readonly see: (stack: VerifiedStack) => Promise<string | void>;
}

const keyOf = (name: string): string => `${UPLOADS.objectKeyPrefix}${name}`;

export const STACK_BELIEFS: readonly StackBelief[] = [
  {
    id: 'booleans-and-nulls',
    belief: 'A record with booleans and nulls, nested too, is stored with them.',
    source: 'see names-of-values, name-of-null',
    breaks: 'the items: every such file fails',
    see: async (stack) => {
      const values = { yes: true, no: false, nothing: null, nested: [{ yes: true, nothing: null }] };
      await processedCounts(stack, 'values', order({ values }, 'values'), { inserted: 1 });
      const stored = (await stack.pipeline.table.items()).find(({ orderId }) => orderId.S === 'values')!;
      const [yes, no, nothing] = [{ BOOL: true }, { BOOL: false }, { NULL: true }];
      assert.deepEqual(stored['order-info'].M!.values, { M: { yes, no, nothing, nested: { L: [{ M: { yes, nothing } }] } } });
    },
  },
  {
    id: 'conditional-put',
    belief: 'A put with a condition and `ReturnValues: ALL_OLD` tells inserted, replaced and repeated apart, and fails with `DynamoDb.ConditionalCheckFailedException`.',
    source: 'DynamoDB API Reference; sfnx, measured',
    breaks: 'Insert: wrong counts, or an execution that fails for each stored record',
    see: async (stack) => {
      const event = await stack.pipeline.put(keyOf('put.jsonl'), JSON.stringify(order({ qty: 1 }, 'put')));
      for (const outcome of ['inserted', 'repeated'] as const) {
        await stack.pipeline.fileWorkflow.start(event);
        assert.equal(processed(await stack.announcementOf(event.detail.object.key))[outcome], 1, outcome);
      }
      // S3 counts seconds, and the later upload wins.
      await sleep(2_000);
      await processedCounts(stack, 'put-again', order({ qty: 2 }, 'put'), { replaced: 1 });
      await stack.pipeline.fileWorkflow.start(event);
      assert.equal(processed(await stack.announcementOf(event.detail.object.key)).superseded, 1, 'superseded');
    },
  },
  {
    id: 'replaced-item-too-large',
    belief: 'If the replaced item is larger than a state, the put has happened and `States.DataLimitExceeded` is caught.',
    source: 'Step Functions Developer Guide, "Handling errors"',
    breaks: 'Insert: the record counts as failed although it is stored',
    see: async (stack) => {
      await stack.pipeline.table.put({ orderId: { S: 'large' }, text: { S: 'x'.repeat(300_000) } });
      await processedCounts(stack, 'large', order({}, 'large'), { replaced: 1 });
    },
  },
  {
    id: 'execution-exists',
    belief: 'Starting an execution under the name of one that has ended fails with `StepFunctions.ExecutionAlreadyExistsException`.',
    source: 'API Reference, "StartExecution"; sfnx',
    breaks: 'StartFanOut: after a lost answer, a file is handed off and a dead letter as well',
    see: async ({ clients: { sfn }, outputs: { ShortWorkflowArn, RoleArn } }) => {
      const start = (input: object) => see(sfn, {
        state: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution', Parameters: { 'StateMachineArn': ShortWorkflowArn, 'Name': 'twice', 'Input.$': '$' }, End: true },
        input,
      }, RoleArn);
      assert.ok('output' in await start({ attempt: 1 }), 'the first attempt');
      await sleep(ON_EMULATOR ? 500 : 5_000);
      assert.deepEqual(await start({ attempt: 2 }), { error: 'StepFunctions.ExecutionAlreadyExistsException' });
    },
  },
  {
    id: 'lambda-fails',
    belief: 'A function that throws fails with the name of its error, one that times out with `Sandbox.Timedout`.',
    source: 'AWS Lambda Developer Guide; Step Functions Developer Guide',
    breaks: 'WhoFailed, and the retries: a record on which the validator hangs uses up the time of its batch',
    see: async (stack) => {
      assert.equal(await lambdaError(stack, stack.outputs.FaultyFunctionArn, 'throws'), 'RangeError');
      assert.equal(await lambdaError(stack, stack.outputs.FaultyFunctionArn, 'hangs'), 'Sandbox.Timedout');
    },
  },
  {
    id: 'lambda-exits',
    belief: 'A function whose process ends fails with `Runtime.ExitError`, or another name that does not start with `Lambda.`.',
    source: 'AWS Lambda Developer Guide',
    breaks: 'WhoFailed: a record that crashes the validator fails its file for ever',
    see: async (stack) => assert.doesNotMatch(await lambdaError(stack, stack.outputs.FaultyFunctionArn, 'exits'), /^Lambda\.(?!Unknown$)|^States\.Permissions$/),
  },
  {
    id: 'lambda-refuses',
    belief: 'What Lambda itself refuses, such as a function that is gone, has a name that starts with `Lambda.`.',
    source: 'sfnx, measured',
    breaks: 'WhoFailed: records are blamed for a function that is gone',
    see: async (stack) => assert.equal(await lambdaError(stack, stack.outputs.AbsentFunctionArn, 'gone'), 'Lambda.ResourceNotFoundException'),
  },
  {
    id: 'lambda-denied',
    belief: 'The name for a function that may not be called starts with `Lambda.` too, or is `States.Permissions`.',
    source: 'sfnx, measured',
    breaks: 'WhoFailed: records are blamed for a missing permission',
    notInEmulator: 'it does not check the permissions of workflows',
    see: async (stack) => {
      const error = await lambdaError(stack, `${stack.outputs.AbsentFunctionArn}-denied`, 'denied');
      assert.match(error, /^(Lambda\.(?!Unknown$)|States\.Permissions$)/);
    },
  },
  {
    id: 'missing-version',
    belief: '`s3:ListBucket` with the condition `s3:prefix` lets S3 answer 404 for a version that is deleted.',
    source: 'tests of other implementations of S3',
    breaks: 'FILE_CHANGED: a deleted file becomes PROCESSING_FAILED',
    see: async (stack) => deletedObject(stack, { byVersion: true }),
  },
  {
    id: 'missing-object',
    belief: 'The same for an object that is deleted, in a bucket without versions.',
    source: 'tests of other implementations of S3',
    breaks: 'FILE_CHANGED: a deleted file becomes PROCESSING_FAILED',
    see: async (stack) => deletedObject(stack, { byVersion: false }),
  },
  {
    id: 'last-modified',
    belief: '`Last-Modified` counts whole seconds, and is the same for each reader.',
    source: 'S3 API Reference',
    breaks: 'OVERWRITE without recordVersion: the version of a record depends on who reads it',
    see: async (stack) => {
      const times = await Promise.all([1, 2, 3].map(async () => lastModified(stack, keyOf('put.jsonl'))));
      assert.equal(new Set(times).size, 1);
      assert.equal(times[0] % 1_000, 0);
    },
  },
  {
    id: 'multipart-time',
    belief: 'The `Last-Modified` of a multipart upload is that of its start.',
    source: 'S3 User Guide, "System-defined object metadata"',
    breaks: 'the README, which says so of OVERWRITE without recordVersion',
    notInEmulator: 'it takes the time of the end',
    see: async (stack) => {
      const { clients: { s3 }, outputs: { BucketName: Bucket } } = stack;
      await stack.pipeline.put(keyOf('before-multipart'), 'x');
      const Key = keyOf('multipart');
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      await sleep(5_000);
      const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'x' }));
      await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] } }));
      const later = await lastModified(stack, Key) - await lastModified(stack, keyOf('before-multipart'));
      assert.ok(later < 4_000, `${later} ms after an object that was uploaded just before the start`);
    },
  },
  {
    id: 'events-into-encrypted-queue',
    belief: 'EventBridge may send undeliverable events to a queue whose key policy allows it without a condition.',
    source: 'SQS Developer Guide, "Configuring KMS permissions"',
    breaks: 'the dead letters of the rules: such events are lost',
    see: seeUndeliverableEvent,
  },
  {
    id: 'redrive',
    belief: 'A failed FanOutWorkflow execution can be redriven; its failed batches are repeated, every record ends in its place, and the counts add up.',
    source: 'Step Functions Developer Guide, "Redriving executions"',
    breaks: 'the runbook: a failed file has to be sent again',
    see: seeRedrive,
  },
];

/** Has FileWorkflow process one record, and compares the counts of the announcement. */
async function processedCounts(
  stack: VerifiedStack, name: string, record: object, expected: { inserted?: number; replaced?: number },
): Promise<void> {
  const event = await stack.pipeline.put(keyOf(`${name}.jsonl`), JSON.stringify(record));
  await stack.pipeline.fileWorkflow.start(event);
  const { inserted, replaced, records } = processed(await stack.announcementOf(event.detail.object.key));
  assert.deepEqual({ records, inserted, replaced }, { records: 1, inserted: 0, replaced: 0, ...expected });
}

async function lambdaError({ clients: { sfn }, outputs: { RoleArn } }: VerifiedStack, Resource: string, fault: string): Promise<string> {
  const seen = await see(sfn, { state: { Type: 'Task', Resource, End: true }, input: { fault } }, RoleArn);
  assert.ok('error' in seen, `${fault}: the call succeeded`);
  return seen.error;
}

/** Has FanOutWorkflow process an object that is gone. */
async function deletedObject(stack: VerifiedStack, { byVersion }: { byVersion: boolean }): Promise<void> {
  const key = keyOf(`deleted-${byVersion ? 'version' : 'object'}.jsonl`);
  const event = await stack.pipeline.put(key, JSON.stringify(order()));
  const { 'version-id': VersionId, ...object } = event.detail.object;
  await stack.clients.s3.send(new DeleteObjectCommand({ Bucket: stack.outputs.BucketName, Key: key, VersionId }));
  const named = byVersion ? event : { ...event, detail: { ...event.detail, object } };
  await stack.pipeline.fanOutWorkflow.start(fanOutInput(named));
  const { detail } = await stack.announcementOf(key);
  assert.equal('reason' in detail ? detail.reason : 'processed', 'FILE_CHANGED');
  await stack.messagesUntil((messages) => messages.length > 0);
}

async function lastModified({ clients: { s3 }, outputs: { BucketName: Bucket } }: VerifiedStack, Key: string): Promise<number> {
  return (await s3.send(new HeadObjectCommand({ Bucket, Key }))).LastModified!.getTime();
}

/** A change of a rule takes its time, so that the first events may still be delivered. */
const EVENTS = 5;

/** Points a rule at a workflow that does not exist, and makes an event for it. */
async function seeUndeliverableEvent(stack: VerifiedStack): Promise<void> {
  const { clients: { eventbridge, sfn }, outputs: { FailureRuleName: Rule }, pipeline } = stack;
  const { Targets = [] } = await eventbridge.send(new ListTargetsByRuleCommand({ Rule }));
  await eventbridge.send(new PutTargetsCommand({ Rule, Targets: Targets.map((target) => ({ ...target, Arn: `${target.Arn}-gone` })) }));
  try {
    await stack.settle();
    for (let i = 1; i <= EVENTS; i++) {
      const event = await pipeline.put(keyOf(`aborted-${i}.jsonl`), JSON.stringify(order()));
      const executionArn = await pipeline.fanOutWorkflow.start(fanOutInput(event));
      await sfn.send(new StopExecutionCommand({ executionArn }));
      const messages = await stack.messagesUntil((taken) => taken.length > 0, 60);
      if (messages.some((message) => message['detail-type'] === 'Step Functions Execution Status Change')) return;
      // Delivered as before, or the execution has ended before it could be stopped: the file is announced.
      await stack.announcementOf(event.detail.object.key);
    }
    throw new Error(`the queue got none of ${EVENTS} undeliverable events`);
  } finally {
    await eventbridge.send(new PutTargetsCommand({ Rule, Targets }));
    await stack.settle();
  }
}
