import { parseMessage } from './shown-dead-letter';
import type { ShownDeadLetter } from './shown-dead-letter';
import type { Queue } from '../../testkit/pipeline/queue';

const MOST_KEPT = 200;

/** All messages of a dead-letter queue, counted; the first of them kept, and one of each reason. */
export class DeadLetters {
  /** Leaves the messages in the queue; with `putBack`, visible to other readers at once. */
  public static async read(queue: Queue, options: { readonly putBack: boolean }): Promise<DeadLetters> {
    const deadLetters = new DeadLetters();
    for await (const { body } of queue.peek(options)) deadLetters.add(parseMessage(body));
    return deadLetters;
  }

  public count = 0;
  /** In all dead letters. */
  public records = 0;
  public readonly kept: ShownDeadLetter[] = [];
  public readonly byReason = new Map<string, number>();
  public readonly recordsByKey = new Map<string, number>();
  public readonly examples = new Map<string, ShownDeadLetter>();

  public add(deadLetter: ShownDeadLetter): void {
    const { reason, key, records } = deadLetter;
    this.count++;
    this.records += records;
    this.byReason.set(reason, (this.byReason.get(reason) ?? 0) + 1);
    this.recordsByKey.set(key, (this.recordsByKey.get(key) ?? 0) + records);
    if (!this.examples.has(reason)) this.examples.set(reason, deadLetter);
    if (this.kept.length < MOST_KEPT) this.kept.push(deadLetter);
  }

  /** Most frequent first. */
  public reasons(): [reason: string, count: number][] {
    return [...this.byReason].sort(([, a], [, b]) => b - a);
  }
}
