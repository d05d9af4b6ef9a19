import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileResult } from './file-result';
import type { FileResult } from './file-result';
import type { InputFile } from './input-file';
import { ProgressBar } from './progress-bar';
import { number, plural, seconds } from './terminal';
import type { Terminal } from './terminal';
import type { Announcement } from '../../src/private/contract/messages';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';

const POLL_MS = 200;
/** With nothing arriving for this long, nothing more is expected to. */
const SILENCE_MS = 120_000;
/** A few are sent one after the other, so that their times don't mix. */
const MANY = 10;
const MANY_IN_FLIGHT = 8;

/** Uploads the files and waits until the pipeline has announced each; one that it does not is marked so. */
export async function sendFiles(
  pipeline: DeployedPipeline, files: InputFile[], expected: number | undefined, terminal: Terminal,
): Promise<FileResult[]> {
  const watch = new Watch(pipeline, new ProgressBar(terminal, files.length, expected));
  const results = new Array<FileResult>(files.length);
  const waiting = files.entries();
  const send = async () => {
    for (const [index, file] of waiting) {
      const start = Date.now();
      await pipeline.put(file.key, file.body);
      const announcement = await watch.announcementOf(file.key);
      results[index] = fileResult(file, announcement, Date.now() - start);
      watch.bar.fileDone();
      terminal.line(describe(results[index], terminal));
    }
  };
  watch.start();
  try {
    await Promise.all(Array.from({ length: files.length > MANY ? MANY_IN_FLIGHT : 1 }, send));
  } finally {
    await watch.stop();
  }
  return results;
}

function describe(result: FileResult, terminal: Terminal): string {
  const name = basename(result.file);
  if (!result.execution) return `${terminal.colour('red', '✘')} ${name}: no announcement after ${seconds(result.ms)}`;
  if (result.failure) return `${terminal.colour('yellow', '!')} ${name}: ${result.failure.reason}, ${result.failure.message}`;
  const dead = result.rejected + result.conflicts;
  const before = result.repeated > 0 ? ` (${number(result.repeated)} there before)` : '';
  const text = `${name}: ${plural(result.records, 'record')}, ${number(result.accepted)} to the table${before}, ${number(dead)} to the queue`;
  return `${terminal.colour('green', '✔')} ${text.padEnd(66)} ${seconds(result.ms).padStart(7)}`;
}

/** Receives announcements for whoever waits for one, and follows how far the records are. */
class Watch {
  private readonly announced = new Map<string, Announcement>();
  private running = true;
  private arrived = 0;
  private lastChange = Date.now();
  private loops: Promise<unknown> = Promise.resolve();
  private failure?: unknown;

  constructor(private readonly pipeline: DeployedPipeline, public readonly bar: ProgressBar) {}

  public start(): void {
    this.loops = Promise.all([this.receive(), this.follow()]).catch((error) => this.failure = error);
  }

  public async stop(): Promise<void> {
    this.running = false;
    await this.loops;
    this.bar.end();
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
      this.bar.show(arrived);
    }
  }
}
