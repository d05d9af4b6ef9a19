import {
  ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand, GetQueueAttributesCommand, ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Message, SQSClient } from '@aws-sdk/client-sqs';

const BATCH = 10;
const PEEK_SECONDS = 120;
/** Number of empty answers that mean an empty queue: SQS may return no messages although some are left. */
const EMPTY_BATCHES = 3;

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
}

/** A queue of a deployed pipeline. */
export class Queue {
  constructor(private readonly sqs: SQSClient, public readonly url: string) {}

  /** Removes up to `most` messages and returns their bodies. Waits up to `waitSeconds` for the first. */
  public async take(most: number, waitSeconds: number): Promise<string[]> {
    const messages = await this.receive({ MaxNumberOfMessages: most, WaitTimeSeconds: waitSeconds });
    if (messages.length > 0) {
      const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
      await this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.url, Entries }));
    }
    return messages.map(({ Body }) => Body!);
  }

  /** Removes all messages and returns their bodies. */
  public async takeAll(): Promise<string[]> {
    const bodies: string[] = [];
    for (let batch; (batch = await this.take(BATCH, 0)).length > 0;) bodies.push(...batch);
    return bodies;
  }

  /**
   * Yields each message and leaves it in the queue, hidden from other readers for two minutes; with `putBack`, only until all
   * have been read.
   */
  public async* peek({ putBack }: { readonly putBack: boolean }): AsyncIterable<QueueMessage> {
    const handles: string[] = [];
    const seen = new Set<string>();
    const total = await this.count();
    for (let empty = 0; seen.size < total && empty < EMPTY_BATCHES;) {
      const messages = await this.receive({ MaxNumberOfMessages: BATCH, VisibilityTimeout: PEEK_SECONDS });
      empty = messages.length > 0 ? 0 : empty + 1;
      for (const { MessageId, Body, ReceiptHandle } of messages) {
        if (putBack) handles.push(ReceiptHandle!);
        // SQS may deliver a message twice.
        if (seen.has(MessageId!)) continue;
        seen.add(MessageId!);
        yield { id: MessageId!, body: Body! };
      }
    }
    while (handles.length > 0) {
      const Entries = handles.splice(0, BATCH).map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle, VisibilityTimeout: 0 }));
      await this.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.url, Entries }));
    }
  }

  /** The number of messages, including hidden ones. */
  public async count(): Promise<number> {
    const { Attributes } = await this.sqs.send(new GetQueueAttributesCommand({
      QueueUrl: this.url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'],
    }));
    return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
  }

  private async receive(options: { MaxNumberOfMessages: number; WaitTimeSeconds?: number; VisibilityTimeout?: number }): Promise<Message[]> {
    const { Messages = [] } = await this.sqs.send(new ReceiveMessageCommand({ QueueUrl: this.url, ...options }));
    return Messages;
  }
}
