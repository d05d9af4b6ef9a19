import type { Around } from './world';

/** What a call throws in a process that is gone. */
export class Killed extends Error {
  constructor() {
    super('killed');
  }
}

/** A process that ends in a gap. Gap 2n is before call n, gap 2n + 1 after it took effect and before its answer. */
export class Mortal {
  /** The last call that was begun. */
  public lastCall = 'nothing';
  public dead = false;
  private gaps = 0;

  /** @param diesIn the gap; undefined if the process lives. `afterwards` looks at the world after each call that took effect. */
  constructor(private readonly diesIn: number | undefined, private readonly afterwards: () => void = () => undefined) {}

  public readonly around: Around = async (name, call) => {
    this.pass(`before ${name}`);
    const answer = await call();
    this.afterwards();
    this.pass(`after ${name}`);
    return answer;
  };

  private pass(where: string): void {
    if (!this.dead && this.gaps++ === this.diesIn) {
      this.dead = true;
      this.lastCall = where;
    }
    if (this.dead) throw new Killed();
  }
}
