import { PutObjectCommand } from '@aws-sdk/client-s3';
import { parseAnnouncement } from './announcements';
import { History } from './history';
import type { ObjectCreated } from './object-created';
import { objectCreated } from './object-created';
import type { PipelineOutputs } from './outputs';
import { Queue } from './queue';
import { Table } from './table';
import { Workflow } from './workflow';
import type { Announcement, DeadLetter } from '../../src/private/contract/messages';
import type { Clients } from '../../tools/emulator';

export interface Upload {
  readonly announcement: Announcement;
  /** The dead letters of this upload, in the order of the file. */
  readonly deadLetters: DeadLetter[];
}

/** A deployed pipeline as its users see it: takes files, gives items, dead letters and announcements. */
export class DeployedPipeline {
  public readonly table: Table;
  public readonly deadLetterQueue: Queue;
  public readonly fileWorkflow: Workflow;
  public readonly fanOutWorkflow: Workflow;
  public readonly history: History;
  private readonly results: Queue;

  constructor(private readonly clients: Pick<Clients, 's3' | 'sqs' | 'dynamodb' | 'sfn'>, public readonly outputs: PipelineOutputs) {
    this.table = new Table(clients.dynamodb, outputs.TableName);
    this.deadLetterQueue = new Queue(clients.sqs, outputs.DeadLetterQueueUrl);
    this.history = new History(clients, outputs.HistoryTableName);
    this.results = new Queue(clients.sqs, outputs.ResultsQueueUrl);
    this.fileWorkflow = new Workflow(clients.sfn, outputs.FileWorkflowArn);
    this.fanOutWorkflow = new Workflow(clients.sfn, outputs.FanOutWorkflowArn);
  }

  /** Puts a file into the bucket and returns the event that S3 sends about it. */
  public async put(key: string, body: string | Uint8Array): Promise<ObjectCreated> {
    const bytes = Buffer.from(body);
    const bucket = this.outputs.BucketName;
    const answer = await this.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    return objectCreated(bucket, key, bytes.length, answer);
  }

  /** Puts a file, waits until it is announced, and takes its dead letters out of the queue. */
  public async upload(key: string, body: string | Uint8Array): Promise<Upload> {
    await this.put(key, body);
    const announcement = await this.announcementOf(key);
    const deadLetters = await this.takeDeadLetters();
    const stray = deadLetters.find(({ source }) => source.key !== key);
    if (stray) throw new Error(`The queue holds a dead letter of ${stray.source.key}; expected those of ${key} alone`);
    return { announcement, deadLetters: deadLetters.sort((a, b) => a.source.byteOffset - b.source.byteOffset) };
  }

  /** Takes the next announcements, up to ten. Waits up to `waitSeconds` for the first; there may be none. */
  public async takeAnnouncements(waitSeconds: number): Promise<Announcement[]> {
    const bodies = await this.results.take(10, waitSeconds);
    return bodies.map(parseAnnouncement).filter((announcement) => announcement !== undefined);
  }

  /** Takes the next announcement, which must be of this file. */
  public async announcementOf(key: string, seconds = 60): Promise<Announcement> {
    for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline;) {
      const [body] = await this.results.take(1, 1);
      const announcement = body && parseAnnouncement(body);
      if (!announcement) continue;
      if (announcement.detail.key !== key) throw new Error(`${announcement.detail.key} was announced; expected ${key}`);
      return announcement;
    }
    throw new Error(`No announcement of ${key} in ${seconds} s.\n${(await this.failures()).join('\n')}`);
  }

  /** Takes all dead letters out of the queue. */
  public async takeDeadLetters(): Promise<DeadLetter[]> {
    return (await this.deadLetterQueue.takeAll()).map((body) => JSON.parse(body) as DeadLetter);
  }

  /** The errors of executions that have not succeeded. */
  public async failures(): Promise<string[]> {
    const found = (await Promise.all([this.fileWorkflow.failures(), this.fanOutWorkflow.failures()])).flat();
    return found.length > 0 ? found : ['No execution has failed or is still running.'];
  }
}
