import type { LiveEvents, Overview } from './api';
import { Arrivals } from './arrivals';
import type { Backend } from './backend';
import { fileRow } from './file-rows';
import { Inventory } from './inventory';
import { Live } from './live';
import { Masks } from './masking';
import { Previews } from './previews';
import { RecipeFolder } from './recipe-folder';
import { sayError } from './say-error';
import { queueSummary } from './summaries';
import { printable } from '../../terminal/printable';

export interface DeskTimes {
  /** Between two looks at the queue's size and at the files. */
  readonly lookMs: number;
  /** A sweep hides messages for a moment, so there are not more of them by themselves. */
  readonly sweepMs: number;
  /** How long one round of settling waits for files. */
  readonly settleMs: number;
}

const TIMES: DeskTimes = { lookMs: 5_000, sweepMs: 30_000, settleMs: 5_000 };
const RECENT_FILES = 200;

export interface DeskOptions {
  readonly recipes: string;
  readonly times?: Partial<DeskTimes>;
  readonly now?: () => Date;
}

/** What the desk knows and keeps up to date while a page is open. */
export class Desk {
  public readonly live = new Live();
  public readonly inventory: Inventory;
  public readonly masks: Masks;
  public readonly previews: Previews;
  public readonly arrivals: Arrivals;
  public readonly recipes: RecipeFolder;
  /** Dead letters whose sensitive members this operator has asked for. */
  public readonly revealed = new Set<string>();
  public readonly now: () => Date;
  private readonly times: DeskTimes;
  private readonly stopping = new AbortController();
  private sweeping: Promise<void> | null = null;
  private settling: Promise<void> | null = null;
  private unsettled = false;
  private timer: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private size = '';

  constructor(public readonly backend: Backend, options: DeskOptions) {
    this.times = { ...TIMES, ...options.times };
    this.now = options.now ?? (() => new Date());
    this.inventory = new Inventory(backend);
    this.masks = new Masks(backend.entry.sensitiveMembers);
    this.previews = new Previews(backend, this.inventory, this.masks);
    this.arrivals = new Arrivals(backend, this.inventory);
    this.recipes = new RecipeFolder(options.recipes);
  }

  public start(): void {
    void this.sweep().then(() => this.settle());
    this.timer = setInterval(() => void this.look(), this.times.lookMs);
  }

  public stop(): void {
    clearInterval(this.timer);
    clearTimeout(this.retry);
    this.stopping.abort();
    this.live.close();
  }

  public overview(): Overview {
    const { entry, region, operator } = this.backend;
    return {
      pipeline: {
        name: printable(entry.pipeline),
        region,
        operator: printable(operator),
        bucket: entry.bucket,
        table: entry.table,
        history: entry.historyTable !== null,
        sensitive: this.masks.any,
      },
      queue: queueSummary(this.inventory),
      sweeping: this.sweeping !== null,
      arrivals: this.arrivals.shown,
    };
  }

  /** Reads the whole queue. Two at once are one. */
  public async sweep(): Promise<void> {
    this.sweeping ??= this.attempt(async () => {
      this.inventory.take(await this.backend.queue.read({
        signal: this.stopping.signal, onProgress: (received, about) => this.live.tell('sweep', { received, about }),
      }));
      this.size = await this.queueSize();
    }).finally(() => {
      this.sweeping = null;
      this.tellOverview();
    });
    return this.sweeping;
  }

  /** Reads the queue as it is from now on: not with the sweep that has begun already. */
  public async sweepAnew(): Promise<void> {
    await this.sweeping;
    return this.sweep();
  }

  /** Finishes what is open, until nothing is. */
  public async settle(): Promise<void> {
    const { corrections } = this.backend;
    if (corrections === null) return;
    // Something may be sent while a round is ending.
    this.unsettled = true;
    this.settling ??= this.attempt(async () => {
      let deleted = 0;
      while (this.unsettled && !this.stopping.signal.aborted) {
        this.unsettled = false;
        const result = await corrections.settle({ waitMs: this.times.settleMs, signal: this.stopping.signal });
        deleted += result.deleted;
        for (const message of result.problems) this.live.tell('problem', { message: printable(message) });
        for (const state of [...result.settled, ...result.open]) this.inventory.states.set(state.letterId, state);
        this.live.tell('arrivals', [...await this.arrivals.read()]);
        if (this.live.watched) await this.tellFiles();
        if (this.arrivals.open) this.unsettled = true;
      }
      if (deleted > 0) void this.sweepAnew();
    }).finally(() => {
      this.settling = null;
      if (this.unsettled && !this.stopping.signal.aborted) this.retry = setTimeout(() => void this.settle(), this.times.lookMs);
    });
    return this.settling;
  }

  private async look(): Promise<void> {
    if (!this.live.watched) return;
    await this.attempt(async () => {
      await this.tellFiles();
      const { contents } = this.inventory;
      const age = contents === null ? Infinity : Date.now() - contents.at.getTime();
      if (this.sweeping !== null || age <= this.times.sweepMs) return;
      // Messages that somebody else held come back, although the size of the queue stays the same.
      if (contents === null || contents.hidden > 0 || await this.queueSize() !== this.size) await this.sweep();
    });
  }

  public correctionsPrefix(): string {
    return `${this.backend.entry.objectKeyPrefix}corrections/`;
  }

  private async tellFiles(): Promise<void> {
    if (this.backend.entry.historyTable === null) return;
    const since = new Date(this.now().getTime() - 24 * 3_600_000);
    const rows = await this.backend.files.recent({ since, limit: RECENT_FILES });
    this.live.tell('files', { files: rows.map((row) => fileRow(row, this.correctionsPrefix())) });
  }

  private tellOverview(): void {
    this.live.tell('overview', this.overview());
  }

  private async queueSize(): Promise<string> {
    const { visible, hidden } = await this.backend.queue.size();
    return `${visible + hidden}`;
  }

  /** What goes wrong is told, and tried again later. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.live.tell('problem', { message: sayError(error) } satisfies LiveEvents['problem']);
    }
  }
}
