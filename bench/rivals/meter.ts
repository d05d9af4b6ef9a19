import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the emulator has recorded of what AWS would bill. Times are in ms, `at` is when it ended. */
export type Metered = { readonly at: number } & (
  | { readonly what: 'begin'; readonly id: number }
  | { readonly what: 'execution'; readonly id: number; readonly kind: Kind; readonly machine: string; readonly status: string; readonly ms: number }
  | { readonly what: 'state'; readonly kind: Kind; readonly machine: string; readonly name: string; readonly type: string; readonly transitions: number; readonly ms: number }
  | { readonly what: 'invocation'; readonly id: number; readonly function: string; readonly memory: number; readonly ms: number }
  | { readonly what: 'log'; readonly bytes: number }
  | {
    readonly what: 'call';
    readonly service: string;
    readonly action: string;
    readonly requests?: number;
    readonly writeUnits?: number;
    readonly readUnits?: number;
    readonly refused?: boolean;
    readonly items?: number;
    readonly source?: string;
  });

export type Kind = 'STANDARD' | 'EXPRESS';

interface Quiet {
  readonly quietMs: number;
  readonly timeoutMs: number;
  /**
   * Whether something is still to come that the emulator has not begun.
   *
   * @default - nothing is
   */
  readonly waiting?: () => Promise<boolean>;
}

const POLL_MS = 100;

/** Reads what the emulator records. */
export class Meter {
  private read = 0;
  private rest = '';
  private readonly running = new Set<number>();
  private taken: Metered[] = [];
  private last = 0;

  constructor(private readonly path: string) {}

  /** What was recorded since the last call. */
  public take(): Metered[] {
    this.readOn();
    const taken = this.taken;
    this.taken = [];
    return taken;
  }

  /** Waits until fewer executions and invocations run. */
  public async untilFewer(than: number): Promise<void> {
    for (this.readOn(); this.running.size >= than; this.readOn()) await sleep(POLL_MS / 10);
  }

  /** Waits until nothing runs any more and nothing has happened for a while. Returns what was recorded until then. */
  public async untilQuiet({ quietMs, timeoutMs, waiting }: Quiet): Promise<Metered[]> {
    const started = Date.now();
    for (;;) {
      this.readOn();
      const now = Date.now();
      if (this.running.size === 0 && now - Math.max(this.last, started) > quietMs && !(await waiting?.())) return this.take();
      if (now - started > timeoutMs) throw new Error(`Still running after ${timeoutMs / 1_000} s: ${this.running.size} executions and invocations`);
      await sleep(POLL_MS);
    }
  }

  private readOn(): void {
    if (!existsSync(this.path)) return;
    const bytes = Buffer.alloc(statSync(this.path).size - this.read);
    const file = openSync(this.path, 'r');
    this.read += readSync(file, bytes, 0, bytes.length, this.read);
    closeSync(file);
    const lines = (this.rest + bytes.toString('utf8')).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) {
      const one = JSON.parse(line) as Metered;
      this.taken.push(one);
      if (one.what === 'begin') this.running.add(one.id);
      else if (one.what === 'execution' || one.what === 'invocation') this.running.delete(one.id);
      this.last = Math.max(this.last, one.at);
    }
  }
}
