import { DescribeTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityBatchCommand, DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Clients } from '../emulator';
import { parseAnnouncement } from './announcement';
import type { Announcement } from './announcement';
import type { InputFile } from './input-file';
import { parseLetter } from './letter';
import { Letters } from './letters';

/** What the example stack tells of itself. */
export interface PipelineOutputs {
  readonly BucketName: string;
  readonly TableName: string;
  readonly DeadLetterQueueUrl: string;
  readonly ResultsQueueUrl: string;
  readonly FileWorkflowArn: string;
  readonly FanOutWorkflowArn: string;
}

/** The deployed example stack, from outside: files in, items, letters and announcements out. */
export class Pipeline {
  constructor(private readonly clients: Clients, public readonly outputs: PipelineOutputs) {}

  public async upload(file: InputFile): Promise<void> {
    await this.clients.s3.send(new PutObjectCommand({ Bucket: this.outputs.BucketName, Key: file.key, Body: file.body }));
  }

  /** Waits for the next ones; none may come. */
  public async announcements(waitSeconds: number): Promise<Announcement[]> {
    const QueueUrl = this.outputs.ResultsQueueUrl;
    const { Messages = [] } = await this.clients.sqs.send(new ReceiveMessageCommand({
      QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: waitSeconds,
    }));
    await Promise.all(Messages.map(({ ReceiptHandle }) => this.clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))));
    return Messages.map(({ Body }) => parseAnnouncement(Body!)).filter((announcement) => announcement !== undefined);
  }

  /** Items and letters so far. DynamoDB itself would bring its count up to date every six hours only. */
  public async arrived(): Promise<number> {
    const [{ Table }, letters] = await Promise.all([
      this.clients.dynamodb.send(new DescribeTableCommand({ TableName: this.outputs.TableName })),
      this.letterCount(),
    ]);
    return (Table?.ItemCount ?? 0) + letters;
  }

  public async itemCount(): Promise<number> {
    let count = 0;
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.clients.dynamodb.send(new ScanCommand({
        TableName: this.outputs.TableName, Select: 'COUNT', ConsistentRead: true, ExclusiveStartKey,
      }));
      count += page.Count ?? 0;
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return count;
  }

  /** A short one, to look at. */
  public async oneItem(): Promise<Record<string, AttributeValue> | undefined> {
    const { Items = [] } = await this.clients.dynamodb.send(new ScanCommand({ TableName: this.outputs.TableName, Limit: 50 }));
    return Items.sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)[0];
  }

  /** Reads them all and leaves them in the queue, for others to read at once where `putBack` says so. */
  public async letters(putBack: boolean): Promise<Letters> {
    const letters = new Letters();
    const handles: string[] = [];
    const QueueUrl = this.outputs.DeadLetterQueueUrl;
    const total = await this.letterCount();
    for (let empty = 0; letters.count < total && empty < 3;) {
      const { Messages = [] } = await this.clients.sqs.send(new ReceiveMessageCommand({
        QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 120,
      }));
      empty = Messages.length > 0 ? 0 : empty + 1;
      Messages.forEach(({ MessageId, Body }) => letters.add(MessageId!, parseLetter(Body!)));
      if (putBack) handles.push(...Messages.map(({ ReceiptHandle }) => ReceiptHandle!));
    }
    while (handles.length > 0) {
      const Entries = handles.splice(0, 10).map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle, VisibilityTimeout: 0 }));
      await this.clients.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    }
    return letters;
  }

  public async letterCount(): Promise<number> {
    const { Attributes } = await this.clients.sqs.send(new GetQueueAttributesCommand({
      QueueUrl: this.outputs.DeadLetterQueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'],
    }));
    return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
  }
}
