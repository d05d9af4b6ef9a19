import type { Letter } from './letter';

const MOST_KEPT = 200;

/** All letters counted; the first of them kept, and of each reason one. */
export class Letters {
  public readonly kept: Letter[] = [];
  public readonly byReason = new Map<string, number>();
  public readonly byKey = new Map<string, number>();
  public readonly examples = new Map<string, Letter>();
  private readonly seen = new Set<string>();

  public get count(): number {
    return this.seen.size;
  }

  /** The queue may hand out a message twice. */
  public add(messageId: string, letter: Letter): void {
    if (this.seen.has(messageId)) return;
    this.seen.add(messageId);
    this.byReason.set(letter.reason, (this.byReason.get(letter.reason) ?? 0) + 1);
    this.byKey.set(letter.key, (this.byKey.get(letter.key) ?? 0) + 1);
    if (!this.examples.has(letter.reason)) this.examples.set(letter.reason, letter);
    if (this.kept.length < MOST_KEPT) this.kept.push(letter);
  }

  /** Most frequent first. */
  public reasons(): [reason: string, count: number][] {
    return [...this.byReason].sort(([, a], [, b]) => b - a);
  }
}
