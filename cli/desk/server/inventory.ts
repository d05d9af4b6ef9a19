import { randomBytes } from 'node:crypto';
import type { Backend } from './backend';
import type { LetterState } from '../../operate/corrections/state';
import type { LetterGroup } from '../../operate/dead-letters/group';
import { groupLetters } from '../../operate/dead-letters/group';
import type { Letter, QueueContents } from '../../operate/dead-letters/message';

/** A group that stays as it was at the click, whatever comes into the queue. */
export interface Frozen {
  readonly token: string;
  readonly at: Date;
  readonly group: LetterGroup;
}

/** Kept at once; then the one that was used longest ago goes. */
const MAX_FROZEN = 20;

/** What the last sweep through the queue has found, what an operator looks at, and what became of it. */
export class Inventory {
  public contents: QueueContents | null = null;
  public groups: readonly LetterGroup[] = [];
  /** Of the dead letters that somebody has taken up, as far as somebody has asked. */
  public readonly states = new Map<string, LetterState>();
  private letters = new Map<string, Letter>();
  private readonly frozen = new Map<string, Frozen>();

  constructor(private readonly backend: Pick<Backend, 'corrections'>) {}

  public take(contents: QueueContents): void {
    this.contents = contents;
    this.letters = new Map(contents.letters.map((letter) => [letter.id, letter]));
    this.groups = groupLetters(contents.letters);
  }

  /** Reads the states of the group's dead letters, too. Undefined if the last sweep has found no such group. */
  public async freeze(groupId: string): Promise<Frozen | undefined> {
    const group = this.groups.find(({ id }) => id === groupId);
    if (group === undefined) return undefined;
    const frozen = { token: randomBytes(9).toString('base64url'), at: this.contents!.at, group };
    this.frozen.set(frozen.token, frozen);
    for (const token of this.frozen.keys()) if (this.frozen.size > MAX_FROZEN) this.frozen.delete(token);
    await this.readStates(group.letters.map(({ id }) => id));
    return frozen;
  }

  public frozenAs(token: string): Frozen | undefined {
    const frozen = this.frozen.get(token);
    if (frozen !== undefined) {
      this.frozen.delete(token);
      this.frozen.set(token, frozen);
    }
    return frozen;
  }

  /** Dead letters of the group in the last sweep that were not there when it was frozen. */
  public newSince({ group }: Frozen): number {
    const then = new Set(group.letters.map(({ id }) => id));
    const now = this.groups.find(({ id }) => id === group.id)?.letters ?? [];
    return now.filter(({ id }) => !then.has(id)).length;
  }

  public find(letterId: string): Letter | undefined {
    const found = this.letters.get(letterId);
    if (found !== undefined) return found;
    for (const { group } of this.frozen.values()) {
      const kept = group.letters.find(({ id }) => id === letterId);
      if (kept !== undefined) return kept;
    }
    return undefined;
  }

  public async readStates(letterIds: readonly string[]): Promise<void> {
    const { corrections } = this.backend;
    if (corrections === null || letterIds.length === 0) return;
    const states = await corrections.states(letterIds);
    for (const id of letterIds) {
      const state = states.get(id);
      if (state === undefined) this.states.delete(id);
      else this.states.set(id, state);
    }
  }
}
