import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Meter, Metered } from './meter';
import type { Rival } from './rivals';
import type { DeployedStacks } from '../../testkit/deployed-stacks';
import { objectCreated } from '../../testkit/pipeline/object-created';
import { Queue } from '../../testkit/pipeline/queue';
import { Table } from '../../testkit/pipeline/table';
import { Workflow } from '../../testkit/pipeline/workflow';

export interface RivalOutputs {
  readonly Bucket: string;
  readonly Table: string;
  readonly Queue: string;
  readonly Entry: string;
}

const QUIET_MS = 700;
/**
 * Executions and invocations that run when another file is uploaded. Each invocation at the same time is a process of its own in the
 * emulator.
 */
const MOST_RUNNING = 16;

/** A deployed alternative, or this package, as a client sees it. */
export class DeployedRival {
  public readonly table: Table;
  public readonly queue: Queue;
  private readonly events: Map<string, ReturnType<typeof objectCreated>> = new Map();

  constructor(
    public readonly rival: Rival,
    private readonly deployed: DeployedStacks,
    private readonly lambda: LambdaClient,
    private readonly outputs: RivalOutputs,
    private readonly meter: Meter,
  ) {
    this.table = new Table(deployed.clients.dynamodb, outputs.Table);
    this.queue = new Queue(deployed.clients.sqs, outputs.Queue);
  }

  /**
   * Begins without what is left of earlier work, such as S3's test event. A queue of events then waits for so many seconds until
   * it delivers a message again that has failed. On AWS, and in the stack, that is longer than the function may take, an hour
   * and a half; no test can wait that long for the third failure.
   */
  public async beginAfresh(redeliverAfterSeconds: number): Promise<void> {
    const { sqs } = this.deployed.clients;
    if (this.rival.startedBy === 'queue') {
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: this.outputs.Entry, Attributes: { VisibilityTimeout: `${redeliverAfterSeconds}` } }));
      await sqs.send(new PurgeQueueCommand({ QueueUrl: this.outputs.Entry }));
    }
    this.meter.take();
    await this.queue.takeAll();
  }

  /** Uploads a file, as soon as there is room for its execution. */
  public async put(key: string, body: string | Uint8Array): Promise<void> {
    await this.meter.untilFewer(MOST_RUNNING);
    const bytes = Buffer.from(body);
    const answer = await this.deployed.clients.s3.send(new PutObjectCommand({ Bucket: this.outputs.Bucket, Key: key, Body: bytes }));
    this.events.set(key, objectCreated(this.outputs.Bucket, key, bytes.length, answer));
  }

  /** Delivers the event of the last upload of a file once more, as S3, EventBridge and SQS sometimes do. */
  public async deliverAgain(key: string): Promise<void> {
    const event = this.events.get(key)!;
    const { bucket, object } = event.detail;
    const notification = JSON.stringify({ Records: [{ ...NOTIFICATION, s3: { ...NOTIFICATION.s3, bucket: { ...NOTIFICATION.s3.bucket, name: bucket.name }, object: { key, size: object.size, eTag: object.etag, sequencer: '0' } } }] });
    switch (this.rival.startedBy) {
      case 'workflow':
        await new Workflow(this.deployed.clients.sfn, this.outputs.Entry).start(event);
        return;
      case 'function':
        await this.lambda.send(new InvokeCommand({ FunctionName: this.outputs.Entry, InvocationType: 'Event', Payload: Buffer.from(notification) }));
        return;
      case 'queue':
        await this.deployed.clients.sqs.send(new SendMessageCommand({ QueueUrl: this.outputs.Entry, MessageBody: notification }));
    }
  }

  /** Waits until everything is done, and returns what the emulator has recorded since the last call. */
  public async untilQuiet(timeoutMs = 300_000): Promise<Metered[]> {
    const queue = new Queue(this.deployed.clients.sqs, this.outputs.Entry);
    const waiting = this.rival.startedBy === 'queue' ? async () => await queue.count() > 0 : undefined;
    return this.meter.untilQuiet({ quietMs: QUIET_MS, timeoutMs, waiting });
  }

  /** The inputs of executions that have failed. */
  public async failedInputs(): Promise<string[]> {
    if (this.rival.startedBy !== 'workflow') return [];
    const workflow = new Workflow(this.deployed.clients.sfn, this.outputs.Entry);
    const failed = (await workflow.executions()).filter(({ status }) => status !== 'SUCCEEDED');
    return Promise.all(failed.map(async ({ executionArn }) => (await workflow.describe(executionArn!)).input ?? ''));
  }
}

/** The members of a notification of S3 that say nothing about the object. */
const NOTIFICATION = {
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: 'us-east-1',
  eventTime: '2026-11-27T00:00:00.000Z',
  eventName: 'ObjectCreated:Put',
  userIdentity: { principalId: 'EXAMPLE' },
  requestParameters: { sourceIPAddress: '127.0.0.1' },
  responseElements: { 'x-amz-request-id': 'EXAMPLE', 'x-amz-id-2': 'EXAMPLE' },
  s3: { s3SchemaVersion: '1.0', configurationId: 'files', bucket: { name: '', ownerIdentity: { principalId: 'EXAMPLE' }, arn: 'arn:aws:s3:::files' } },
};
