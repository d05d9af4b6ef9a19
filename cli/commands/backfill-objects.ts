import type { BackfillOptions } from './backfill';
import { fileJson, grade, outcomeText } from './file-row';
import { interruptible } from './interruption';
import { openPipeline } from './pipeline-options';
import { FILE_FAILED, NOT_ENDED, OK, SOME_REJECTED } from '../exit-codes';
import { concurrently } from '../operate/concurrently';
import { PipelineFiles } from '../operate/files/files';
import type { ObjectVersion } from '../operate/files/model';
import { listObjects, processObject } from '../operate/files/unprocessed';
import type { Pipeline } from '../operate/pipeline';
import { canAsk, confirm } from '../terminal/confirm';
import { number, plural, size } from '../terminal/format';
import { printable } from '../terminal/printable';
import { Printer } from '../terminal/printer';
import { ProgressBar } from '../terminal/progress-bar';
import type { Terminal } from '../terminal/terminal';
import { localTime, span } from '../terminal/time';
import { UsageError } from '../usage-error';

const QUESTIONS_AT_A_TIME = 16;
/** Objects that are listed before the history is asked about them. */
const PAGE = 1_000;
const SHOWN = 20;

/** `backfill`: finds, asks, starts, follows. */
export async function backfillObjects(options: BackfillOptions): Promise<number> {
  const pipeline = await openPipeline(options);
  const prefix = options.prefix ?? pipeline.entry.objectKeyPrefix;
  if (!prefix.startsWith(pipeline.entry.objectKeyPrefix)) {
    throw new UsageError(`--prefix ${prefix}: the sales files of ${pipeline.entry.pipeline} begin with ${pipeline.entry.objectKeyPrefix}. Give a prefix that begins with it.`);
  }
  const printer = new Printer(options.json ?? false);
  return interruptible(() => 'The pipeline goes on with what was started. The history remembers what is done: run the same command again.', async (signal) => {
    const missing = await findMissing(pipeline, prefix, printer.terminal, signal);
    if (options.dryRun || missing.length === 0) {
      tellMissing(missing, printer);
      return OK;
    }
    if (!options.yes) {
      if (!printer.json) tellMissing(missing, printer);
      if (!canAsk()) throw new UsageError('Nobody can be asked here: give --yes to process them, or --dry-run to list only.');
      if (!await confirm(`Process ${plural(missing.length, 'object')}?`, signal)) return OK;
    }
    return processAll(pipeline, missing, options, printer, signal);
  });
}

async function findMissing(pipeline: Pipeline, prefix: string, terminal: Terminal, signal: AbortSignal): Promise<ObjectVersion[]> {
  const files = new PipelineFiles(pipeline);
  const missing: ObjectVersion[] = [];
  let seen = 0;
  const bar = new ProgressBar(terminal, { total: undefined });
  const ask = async (page: readonly ObjectVersion[]) => {
    const known = await concurrently(page, QUESTIONS_AT_A_TIME, async (version) => {
      signal.throwIfAborted();
      const row = await files.rowOf(version);
      bar.show(0, `${number(++seen)} objects looked up`);
      return row !== undefined;
    });
    missing.push(...page.filter((_, index) => !known[index]));
  };
  try {
    let page: ObjectVersion[] = [];
    for await (const version of listObjects(pipeline, prefix)) {
      page.push(version);
      if (page.length === PAGE) {
        await ask(page);
        page = [];
      }
    }
    await ask(page);
  } finally {
    bar.end();
  }
  return missing;
}

function tellMissing(missing: readonly ObjectVersion[], printer: Printer): void {
  if (printer.json) {
    missing.forEach((version) => printer.result(json(version, 'missing'), () => undefined));
    return;
  }
  const { terminal } = printer;
  terminal.line(missing.length === 0 ? 'The history knows every object.' : `${plural(missing.length, 'object')} that the history does not know (${size(missing.reduce((sum, { bytes }) => sum + bytes, 0))}):`);
  missing.slice(0, SHOWN).forEach(({ key, bytes, lastModified }) => terminal.line(`  ${localTime(lastModified)}  ${printable(key)}  ${size(bytes)}`));
  if (missing.length > SHOWN) terminal.line(`  and ${number(missing.length - SHOWN)} more: --dry-run --json lists all`);
}

async function processAll(
  pipeline: Pipeline, missing: readonly ObjectVersion[], { parallel, wait }: BackfillOptions, printer: Printer, signal: AbortSignal,
): Promise<number> {
  const files = new PipelineFiles(pipeline);
  const bar = new ProgressBar(printer.terminal, { total: missing.length });
  let ended = 0;
  const codes = await concurrently(missing, parallel, async (version): Promise<number> => {
    signal.throwIfAborted();
    await processObject(pipeline, version);
    const row = await files.endOf(version, { waitMs: wait, signal });
    bar.show(++ended, `${number(ended)} of ${plural(missing.length, 'object')}`);
    if (row === undefined) {
      printer.result(json(version, 'not-ended'), (terminal) => terminal.outcome('odd', `${printable(version.key)}: not ended after ${span(wait)}`));
      return NOT_ENDED;
    }
    printer.result(fileJson(row), (terminal) => terminal.outcome(grade(row), `${printable(version.key)}: ${outcomeText(row)}`));
    return row.status === 'failed' ? FILE_FAILED : grade(row) === 'good' ? OK : SOME_REJECTED;
  }).finally(() => bar.end());
  return [FILE_FAILED, NOT_ENDED, SOME_REJECTED].find((code) => codes.includes(code)) ?? OK;
}

function json({ lastModified, ...version }: ObjectVersion, status: 'missing' | 'not-ended'): object {
  return { status, ...version, lastModified: lastModified.toISOString() };
}
