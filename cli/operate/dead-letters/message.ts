import type { DeadLetter } from '../../../src/private/contract/messages';

/** A message in the queue, as one sweep through the queue has seen it. */
export interface QueueMessage {
  readonly messageId: string;
  /** Body as text, exactly as SQS has it. */
  readonly body: string;
  /** Attributes of the message, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** When it was sent. */
  readonly sent: Date;
}

/** A dead letter of this pipeline. Two messages about the same bytes of the same object are the same dead letter. */
export interface Letter {
  /** Hash of pipeline, bucket, object key, version, ETag, and where the bytes are: the same for each message about the same bytes. */
  readonly id: string;
  readonly deadLetter: DeadLetter;
  /** The newest of its messages. */
  readonly message: QueueMessage;
  /** How many messages of the queue are this dead letter; more than one if an event or an answer of SQS came twice. */
  readonly messages: number;
}

/** A message that is no dead letter of this pipeline: it is shown, and left alone. */
export interface OtherMessage {
  readonly kind: 'other-pipeline' | 'other-version' | 'undelivered-event' | 'unknown';
  /** One sentence for people. */
  readonly what: string;
  readonly message: QueueMessage;
}

/** What a sweep through the whole queue has found. */
export interface QueueContents {
  readonly letters: readonly Letter[];
  readonly others: readonly OtherMessage[];
  /** Messages that were hidden by somebody else during the sweep, about, as SQS counts them. */
  readonly hidden: number;
  /** False if there may be more: SQS hides 120,000 messages at most, and a sweep ends before its first messages are visible again. */
  readonly complete: boolean;
  readonly at: Date;
}
