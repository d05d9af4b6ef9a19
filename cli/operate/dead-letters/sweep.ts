import {
  ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand, GetQueueAttributesCommand, ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Message } from '@aws-sdk/client-sqs';
import { letterId } from './letter-id';
import type { Letter, OtherMessage, QueueContents, QueueMessage } from './message';
import { isDeadLetterOf, parseMessage } from './parse-message';
import type { StoredText } from './text-store';
import { TextStore } from './text-store';
import type { DeadLetter } from '../../../src/private/contract/messages';
import { chunks } from '../chunks';
import type { Clock } from '../clock';
import { concurrently } from '../concurrently';
import type { Pipeline } from '../pipeline';

/** Messages in one call of SQS, at most. */
const BATCH = 10;
/** Receives at once: few for a short queue, because each ends with a second of waiting for more. */
const MESSAGES_PER_RECEIVER = 50;
const MIN_RECEIVERS = 2;
const MAX_RECEIVERS = 24;
/** Calls that let go or delete, at once. */
const MAX_CALLS = 24;
/** A sweep hides messages for as long as it should take at this rate, and some more. A sweep that is killed leaves them hidden for that long. */
const MESSAGES_PER_SECOND = 250;
const MIN_HIDDEN_SECONDS = 60;
const MAX_HIDDEN_SECONDS = 12 * 3_600;
/** A sweep ends before the first messages are visible again. */
const SHARE_TO_RECEIVE = 0.6;

export interface SweepOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (received: number, about: number) => void;
  readonly clock: Clock;
}

interface Received {
  /** The newest one, if the message came twice. */
  receiptHandle: string;
}

type Queue = Pick<Pipeline, 'aws' | 'entry'>;

/** About how many messages a queue has, and how many of them somebody holds. */
export async function queueSize({ aws, entry }: Queue): Promise<{ readonly visible: number; readonly hidden: number }> {
  const { Attributes = {} } = await aws.sqs.send(new GetQueueAttributesCommand({
    QueueUrl: entry.deadLetterQueue,
    AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
  }));
  return { visible: Number(Attributes.ApproximateNumberOfMessages), hidden: Number(Attributes.ApproximateNumberOfMessagesNotVisible) };
}

/** All messages of a queue, hidden from others until the sweep lets them go. */
export class Sweep {
  /** Receives all messages that nobody else holds. Whoever calls it calls `release` in the end, whatever happens. */
  public static async through(queue: Queue, options: SweepOptions): Promise<Sweep> {
    const { visible, hidden } = await queueSize(queue);
    const sweep = new Sweep(queue, options.clock, hidden);
    try {
      await sweep.receiveAll(visible, options);
    } catch (error) {
      await sweep.release();
      throw error;
    }
    return sweep;
  }

  private readonly received = new Map<string, Received>();
  private readonly bodies = new TextStore();
  private readonly letters = new Map<string, Letter>();
  private readonly messages = new Map<string, QueueMessage[]>();
  private readonly others: OtherMessage[] = [];
  private complete = true;

  private constructor(private readonly queue: Queue, private readonly clock: Clock, private readonly hidden: number) {}

  /** What was received. Several messages about the same bytes are one dead letter. */
  public get contents(): QueueContents {
    return { letters: [...this.letters.values()], others: this.others, hidden: this.hidden, complete: this.complete, at: this.clock.now() };
  }

  /** The messages that are one dead letter. */
  public messagesOf(letter: string): readonly QueueMessage[] {
    return this.messages.get(letter) ?? [];
  }

  /** Deletes messages. Returns how many SQS has deleted; the others are visible again after a while. */
  public async delete(messages: readonly QueueMessage[]): Promise<number> {
    const deleted = await concurrently(chunks(messages, BATCH), MAX_CALLS, async (batch) => {
      const Entries = batch.map(({ messageId }, index) => ({ Id: `${index}`, ReceiptHandle: this.received.get(messageId)!.receiptHandle }));
      const command = new DeleteMessageBatchCommand({ QueueUrl: this.queue.entry.deadLetterQueue, Entries });
      const { Successful = [] } = await this.queue.aws.sqs.send(command);
      Successful.forEach(({ Id }) => this.received.delete(batch[Number(Id)].messageId));
      return Successful.length;
    });
    return deleted.reduce((sum, count) => sum + count, 0);
  }

  /** Makes all that is left visible again. */
  public async release(): Promise<void> {
    const handles = [...this.received.values()].map(({ receiptHandle }) => receiptHandle);
    this.received.clear();
    await concurrently(chunks(handles, BATCH), MAX_CALLS, async (batch) => {
      const Entries = batch.map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle, VisibilityTimeout: 0 }));
      // Those that SQS refuses are visible already, or somebody else has received or deleted them.
      await this.queue.aws.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.queue.entry.deadLetterQueue, Entries }));
    });
  }

  private async receiveAll(about: number, { signal, onProgress }: SweepOptions): Promise<void> {
    const hideFor = Math.min(MAX_HIDDEN_SECONDS, Math.max(MIN_HIDDEN_SECONDS, Math.ceil(1.5 * about / MESSAGES_PER_SECOND)));
    const deadline = this.clock.now().getTime() + hideFor * 1_000 * SHARE_TO_RECEIVE;
    const receivers = Math.min(MAX_RECEIVERS, Math.max(MIN_RECEIVERS, Math.ceil(about / MESSAGES_PER_RECEIVER)));
    await concurrently(Array.from({ length: receivers }), receivers, async () => {
      for (;;) {
        signal?.throwIfAborted();
        if (this.clock.now().getTime() > deadline) this.complete = false;
        if (!this.complete) return;
        const messages = await this.receive(hideFor);
        if (messages.length === 0) return;
        messages.forEach((message) => this.take(message));
        onProgress?.(this.received.size, Math.max(about, this.received.size));
      }
    });
  }

  private async receive(VisibilityTimeout: number): Promise<Message[]> {
    try {
      const { Messages = [] } = await this.queue.aws.sqs.send(new ReceiveMessageCommand({
        QueueUrl: this.queue.entry.deadLetterQueue,
        MaxNumberOfMessages: BATCH,
        VisibilityTimeout,
        // Without waiting, SQS asks only some of its servers, and may find nothing although there is something.
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: ['All'],
      }));
      return Messages;
    } catch (error) {
      // SQS hides 120,000 messages at most.
      if ((error as Error).name !== 'OverLimit') throw error;
      this.complete = false;
      return [];
    }
  }

  private take({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes = {} }: Message): void {
    const known = this.received.get(MessageId!);
    if (known) {
      known.receiptHandle = ReceiptHandle!;
      return;
    }
    const attributes = Object.fromEntries(Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]));
    const body = this.bodies.keep(Body!);
    const message = { messageId: MessageId!, get body() { return body(); }, attributes, sent: new Date(Number(Attributes!.SentTimestamp)) };
    this.received.set(MessageId!, { receiptHandle: ReceiptHandle! });
    const parsed = parseMessage(message, this.queue.entry.pipeline);
    if (isDeadLetterOf(parsed)) this.add(letterId(parsed), withStoredRecord(parsed, body), message); else this.others.push(parsed);
  }

  /** Messages about the same bytes are one dead letter. */
  private add(id: string, deadLetter: DeadLetter, message: QueueMessage): void {
    const messages = this.messages.get(id) ?? [];
    if (messages.push(message) === 1) this.messages.set(id, messages);
    const known = this.letters.get(id);
    const newest = known !== undefined && known.message.sent >= message.sent ? known : { deadLetter, message };
    this.letters.set(id, { id, deadLetter: newest.deadLetter, message: newest.message, messages: messages.length });
  }
}

/** The same dead letter, without a second copy of its record: that is in the body. */
function withStoredRecord(deadLetter: DeadLetter, body: StoredText): DeadLetter {
  if (deadLetter.record === null && deadLetter.recordBase64 === null) return deadLetter;
  const whole = () => JSON.parse(body()) as DeadLetter;
  return { ...deadLetter, get record() { return whole().record; }, get recordBase64() { return whole().recordBase64; } };
}
