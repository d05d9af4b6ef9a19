import { setTimeout as sleep } from 'node:timers/promises';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, GetExecutionHistoryCommand, ListExecutionsCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Clients } from '../../../tools/emulator';

/** As documented in the README. */
export interface Letter {
  readonly version: string;
  readonly reason: string;
  readonly errors: { pointer: string; keyword: string; message: string }[];
  readonly record: string | null;
  readonly recordBase64: string | null;
  readonly source: {
    bucket: string;
    key: string;
    versionId: string | null;
    etag: string;
    recordIndex: number | null;
    byteOffset: number;
    byteLength: number;
  };
  readonly existing: { source: string | null } | null;
  readonly pipeline: string;
  readonly execution: string;
  readonly time: string;
}

/** The event that a pipeline announces a file with. */
export interface Announcement {
  readonly type: string;
  readonly detail: {
    key: string;
    records: number;
    accepted: number;
    inserted: number;
    repeated: number;
    rejected: number;
    conflicts: number;
    reason?: string;
    message?: string;
    [member: string]: unknown;
  };
}

export interface Upload {
  readonly announcement: Announcement;
  /** Of this upload alone, in the order of the file. */
  readonly letters: Letter[];
}

/** A pipeline from outside, as its users see it. */
export class DeployedPipeline {
  constructor(private readonly clients: Clients, public readonly outputs: Record<string, string>) {}

  /** Puts a file into the bucket, and nothing more; gives the event that S3 sends of it. */
  public async put(key: string, body: string | Uint8Array): Promise<object> {
    const bytes = Buffer.from(body);
    const { ETag, VersionId } = await this.clients.s3.send(new PutObjectCommand({ Bucket: this.outputs.bucket, Key: key, Body: bytes }));
    const object = { 'key': key, 'size': bytes.length, 'etag': ETag!.replace(/"/g, ''), 'version-id': VersionId };
    return { 'source': 'aws.s3', 'detail-type': 'Object Created', 'detail': { bucket: { name: this.outputs.bucket }, object } };
  }

  /** Starts one of the workflows by hand, as a case of the mocks if one is named. */
  public async start(workflow: 'fileWorkflow' | 'fanOutWorkflow', input: object, mockCase?: string): Promise<string> {
    const { executionArn } = await this.clients.sfn.send(new StartExecutionCommand({
      stateMachineArn: this.outputs[workflow] + (mockCase ? `#${mockCase}` : ''), input: JSON.stringify(input),
    }));
    return executionArn!;
  }

  /** Waits until an execution is over. */
  public async ended(executionArn: string, seconds = 60): Promise<{ status: string; error?: string }> {
    for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await sleep(100)) {
      const { status, error } = await this.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') {
        return { status: status!, error };
      }
    }
    throw new Error(`${executionArn} is still running after ${seconds} s`);
  }

  /** All executions of a workflow, the newest first, with their inputs. */
  public async executions(workflow: 'fileWorkflow' | 'fanOutWorkflow'): Promise<{ arn: string; status: string; input: any }[]> {
    const { executions = [] } = await this.clients.sfn.send(new ListExecutionsCommand({ stateMachineArn: this.outputs[workflow] }));
    return Promise.all(executions.map(async ({ executionArn, status }) => {
      const { input } = await this.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return { arn: executionArn!, status: status!, input: JSON.parse(input!) };
    }));
  }

  /** Uploads a file and waits until it is announced; takes its letters out of the queue. */
  public async upload(key: string, body: string | Uint8Array): Promise<Upload> {
    await this.clients.s3.send(new PutObjectCommand({ Bucket: this.outputs.bucket, Key: key, Body: Buffer.from(body) }));
    const announcement = await this.announcement(key);
    const letters = await this.takeLetters();
    const strange = letters.find((letter) => letter.source.key !== key);
    if (strange) {
      throw new Error(`a letter of ${strange.source.key} where only those of ${key} should be`);
    }
    return { announcement, letters: letters.sort((a, b) => a.source.byteOffset - b.source.byteOffset) };
  }

  public async announcement(key: string, seconds = 60): Promise<Announcement> {
    for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline;) {
      const [body] = await this.receive(this.outputs.announcements, 1, 1);
      if (body) {
        const { 'detail-type': type, detail } = JSON.parse(body);
        if (detail.key !== key) {
          throw new Error(`${detail.key} was announced where ${key} should be`);
        }
        return { type, detail };
      }
    }
    throw new Error(`no announcement of ${key} in ${seconds} s:\n${await this.failures()}`);
  }

  /** All letters in the queue, which is empty afterwards. */
  public async takeLetters(): Promise<Letter[]> {
    const bodies: string[] = [];
    for (let batch; (batch = await this.receive(this.outputs.queue, 10, 0)).length > 0;) {
      bodies.push(...batch);
    }
    return bodies.map((body) => JSON.parse(body));
  }

  /** The table, sorted by key. */
  public async items(): Promise<Record<string, AttributeValue>[]> {
    const items: Record<string, AttributeValue>[] = [];
    for await (const page of paginateScan({ client: this.clients.dynamodb }, { TableName: this.outputs.table, ConsistentRead: true })) {
      items.push(...page.Items ?? []);
    }
    return items.map((item) => [JSON.stringify(item), item] as const).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }

  /** As somebody else than the pipeline does. */
  public async store(item: Record<string, AttributeValue>): Promise<void> {
    await this.clients.dynamodb.send(new PutItemCommand({ TableName: this.outputs.table, Item: item }));
  }

  private async receive(queueUrl: string, most: number, waitSeconds: number): Promise<string[]> {
    const { Messages = [] } = await this.clients.sqs.send(new ReceiveMessageCommand({
      QueueUrl: queueUrl, MaxNumberOfMessages: most, WaitTimeSeconds: waitSeconds,
    }));
    await Promise.all(Messages.map(({ ReceiptHandle }) => this.clients.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }))));
    return Messages.map(({ Body }) => Body!);
  }

  /** What the executions that have not succeeded say. */
  private async failures(): Promise<string> {
    const lines: string[] = [];
    for (const stateMachineArn of [this.outputs.fileWorkflow, this.outputs.fanOutWorkflow]) {
      const { executions = [] } = await this.clients.sfn.send(new ListExecutionsCommand({ stateMachineArn }));
      for (const { executionArn, status } of executions.filter((execution) => execution.status !== 'SUCCEEDED')) {
        const { events } = await this.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 2 }));
        lines.push(`${executionArn} ${status}: ${JSON.stringify(events)}`);
      }
    }
    return lines.join('\n') || 'no execution has failed';
  }
}
