import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileResult } from './file-result';
import type { FileResult } from './file-result';
import type { InputFile } from './input-file';
import { number, plural } from '../../cli/terminal/format';
import { printable } from '../../cli/terminal/printable';
import { ProgressBar } from '../../cli/terminal/progress-bar';
import type { Terminal } from '../../cli/terminal/terminal';
import type { Announcement } from '../../src/private/contract/messages';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';

const POLL_MS = 200;
/** After such a time without a new item, dead letter or announcement, the demo waits no longer. */
const SILENCE_MS = 120_000;
/** How often a file that takes the output gets a line. */
const LINE_EVERY_MS = 5_000;
/** Up to so many files are sent one after the other, so that one does not slow down another. */
const MANY = 10;
const MANY_IN_FLIGHT = 8;

/** Uploads the files and waits for the announcement of each. The result of a file without one has no `execution`. */
export async function sendFiles(
  pipeline: DeployedPipeline, files: InputFile[], expected: number | undefined, terminal: Terminal,
): Promise<FileResult[]> {
  const bar = new ProgressBar(terminal, { total: expected, lineEveryMs: LINE_EVERY_MS });
  let sent = 0;
  const watch = new Watch(pipeline, (arrived) => bar.show(arrived, progress(arrived, expected, sent, files.length)));
  const results = new Array<FileResult>(files.length);
  const waiting = files.entries();
  const send = async () => {
    for (const [index, file] of waiting) {
      const start = Date.now();
      await pipeline.put(file.key, file.body);
      const announcement = await watch.announcementOf(file.key);
      results[index] = fileResult(file, announcement, Date.now() - start);
      sent++;
      tell(results[index], terminal);
    }
  };
  watch.start();
  try {
    await Promise.all(Array.from({ length: files.length > MANY ? MANY_IN_FLIGHT : 1 }, send));
  } finally {
    await watch.stop();
    bar.end();
  }
  return results;
}

function progress(arrived: number, expected: number | undefined, sent: number, files: number): string {
  const records = expected === undefined ? `${plural(arrived, 'record')} arrived` : `${number(arrived)} of ${plural(expected, 'record')}`;
  return files > 1 ? `${records} · ${number(sent)} of ${plural(files, 'file')}` : records;
}

function tell({ file, execution, failure, records, accepted, repeated, rejected, conflicts, ms }: FileResult, terminal: Terminal): void {
  const name = printable(basename(file));
  if (!execution) return terminal.outcome('bad', `${name}: no announcement`, ms);
  if (failure) return terminal.outcome('odd', `${name}: ${failure.reason}, ${printable(failure.message)}`, ms);
  const before = repeated > 0 ? ` (${number(repeated)} stored before)` : '';
  terminal.outcome('good', `${name}: ${plural(records, 'record')}, ${number(accepted)} to the table${before}, ${number(rejected + conflicts)} to the queue`, ms);
}

/** Receives the announcements, and counts the records that have arrived in the table or the queue. */
class Watch {
  private readonly announced = new Map<string, Announcement>();
  private running = true;
  private arrived = 0;
  private lastChange = Date.now();
  private loops: Promise<unknown> = Promise.resolve();
  private failure?: unknown;

  constructor(private readonly pipeline: DeployedPipeline, private readonly show: (arrived: number) => void) {}

  public start(): void {
    this.loops = Promise.all([this.receive(), this.follow()]).catch((error) => this.failure = error);
  }

  public async stop(): Promise<void> {
    this.running = false;
    await this.loops;
  }

  public async announcementOf(key: string): Promise<Announcement | undefined> {
    this.lastChange = Date.now();
    while (!this.announced.has(key)) {
      if (this.failure) throw this.failure;
      if (Date.now() - this.lastChange > SILENCE_MS) return undefined;
      await sleep(20);
    }
    return this.announced.get(key);
  }

  private async receive(): Promise<void> {
    while (this.running) {
      for (const announcement of await this.pipeline.takeAnnouncements(1)) {
        this.announced.set(announcement.detail.key, announcement);
        this.lastChange = Date.now();
      }
    }
  }

  private async follow(): Promise<void> {
    for (; this.running; await sleep(POLL_MS)) {
      const counts = await Promise.all([this.pipeline.table.approximateCount(), this.pipeline.deadLetterQueue.count()]);
      const arrived = counts[0] + counts[1];
      if (arrived !== this.arrived) this.lastChange = Date.now();
      this.arrived = arrived;
      this.show(arrived);
    }
  }
}
