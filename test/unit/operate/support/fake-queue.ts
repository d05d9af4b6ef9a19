import type {
  ChangeMessageVisibilityBatchCommandInput, DeleteMessageBatchCommandInput, ReceiveMessageCommandInput, SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { named } from './fake-dynamodb';

interface Stored {
  readonly id: string;
  readonly body: string;
  readonly attributes: Record<string, string>;
  readonly sent: number;
  hiddenUntil: number;
  receipt: number;
  deleted: boolean;
}

interface Entry {
  readonly Id: string | undefined;
  readonly ReceiptHandle: string | undefined;
}

export interface FakeQueueOptions {
  readonly now: () => number;
  readonly maxInFlight?: number;
}

/** A standard queue: hides what it has given out, in no order. */
export class FakeQueue {
  private readonly messages = new Map<string, Stored>();
  /** May have messages that are gone or hidden: those are skipped. */
  private waiting: Stored[] = [];
  private hidden = new Set<Stored>();
  private count = 0;
  private shownAt = -1;

  constructor(private readonly options: FakeQueueOptions) {}

  public send(body: string, attributes: Record<string, string> = {}): string {
    const id = `m${++this.count}`;
    const message = { id, body, attributes, sent: this.options.now(), hiddenUntil: 0, receipt: 0, deleted: false };
    this.messages.set(id, message);
    this.waiting.push(message);
    return id;
  }

  public bodies(): string[] {
    return [...this.messages.values()].map(({ body }) => body);
  }

  /** Messages that somebody holds. */
  public hiddenBodies(): string[] {
    this.show();
    return [...this.hidden].map(({ body }) => body);
  }

  public attributes(): object {
    this.show();
    return { Attributes: { ApproximateNumberOfMessages: `${this.messages.size - this.hidden.size}`, ApproximateNumberOfMessagesNotVisible: `${this.hidden.size}` } };
  }

  public receive({ MaxNumberOfMessages = 1, VisibilityTimeout = 30 }: ReceiveMessageCommandInput): object {
    this.show();
    if (this.hidden.size + MaxNumberOfMessages > (this.options.maxInFlight ?? 120_000)) throw named('OverLimit', 'too many in flight');
    const taken: Stored[] = [];
    while (taken.length < MaxNumberOfMessages && this.waiting.length > 0) {
      const message = this.waiting.pop()!;
      if (message.deleted || this.hidden.has(message)) continue;
      message.hiddenUntil = this.options.now() + VisibilityTimeout * 1_000;
      message.receipt++;
      this.hidden.add(message);
      taken.push(message);
    }
    return {
      Messages: taken.map(({ id, body, attributes, sent, receipt }) => ({
        MessageId: id,
        ReceiptHandle: `${id}/${receipt}`,
        Body: body,
        Attributes: { SentTimestamp: `${sent}` },
        MessageAttributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }])),
      })),
    };
  }

  public sendMessage({ MessageBody, MessageAttributes = {} }: SendMessageCommandInput): object {
    const attributes = Object.fromEntries(Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue!]));
    return { MessageId: this.send(MessageBody!, attributes) };
  }

  public changeVisibility({ Entries }: ChangeMessageVisibilityBatchCommandInput): object {
    return this.each(Entries!, (message) => {
      if (!this.hidden.has(message)) return false;
      this.letGo(message);
      return true;
    });
  }

  public delete({ Entries }: DeleteMessageBatchCommandInput): object {
    return this.each(Entries!, (message) => {
      message.deleted = true;
      this.hidden.delete(message);
      this.messages.delete(message.id);
      return true;
    });
  }

  private each(entries: readonly Entry[], work: (message: Stored) => boolean): object {
    if (entries.length === 0 || entries.length > 10) throw named('BatchEntryIdsNotDistinct', `${entries.length} entries`);
    const Successful: { Id: string }[] = [];
    const Failed: { Id: string }[] = [];
    for (const { Id, ReceiptHandle } of entries) {
      const [id, receipt] = ReceiptHandle!.split('/');
      const message = this.messages.get(id);
      (message !== undefined && message.receipt === Number(receipt) && work(message) ? Successful : Failed).push({ Id: Id! });
    }
    return { Successful, Failed };
  }

  /** What was hidden long enough is visible again. Looks at all messages only if time has passed. */
  private show(): void {
    const now = this.options.now();
    if (now === this.shownAt) return;
    this.shownAt = now;
    for (const message of this.hidden) if (message.hiddenUntil <= now) this.letGo(message);
  }

  private letGo(message: Stored): void {
    this.hidden.delete(message);
    this.waiting.push(message);
  }
}
