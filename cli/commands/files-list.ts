import { setTimeout as sleep } from 'node:timers/promises';
import { fileJson, outcomeText, statusWord, tookText } from './file-row';
import type { FilesOptions } from './files';
import { interruptible } from './interruption';
import type { PipelineOptions } from './pipeline-options';
import { openPipeline } from './pipeline-options';
import type { HistoryRow } from '../../src/private/contract/messages';
import { OK } from '../exit-codes';
import { PipelineFiles } from '../operate/files/files';
import type { ObjectVersion } from '../operate/files/model';
import { OperateError } from '../operate/operate-error';
import { plural, size } from '../terminal/format';
import { printable } from '../terminal/printable';
import { Printer } from '../terminal/printer';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { localTime, span } from '../terminal/time';

const STUCK_AFTER_MS = 3_600_000;
const FOLLOW_EVERY_MS = 2_000;

/** `files`: recent ones, stuck ones, and those to come. */
export async function listFiles(options: FilesOptions): Promise<number> {
  const pipeline = await openPipeline(options);
  const files = new PipelineFiles(pipeline);
  const printer = new Printer(options.json ?? false);
  const rows = options.stuck === undefined
    ? await files.recent({ since: options.since, limit: options.limit, status: options.failed ? 'failed' : undefined })
    : await files.stuck(new Date(Date.now() - (options.stuck === true ? STUCK_AFTER_MS : options.stuck)));

  if (options.json) rows.forEach((row) => printer.result(fileJson(row), () => undefined));
  else printList(printer.terminal, rows, heading(pipeline.entry.pipeline, rows, options));
  if (options.follow) {
    await interruptible(() => 'No longer followed. The pipeline goes on without this command.', async (signal) => {
      await follow(files, { ...options, before: rows, printer, signal });
    });
  }
  return OK;
}

function heading(pipeline: string, rows: readonly HistoryRow[], { since, stuck, failed, limit }: FilesOptions): string {
  const name = printable(pipeline);
  if (stuck !== undefined) return `${name} · ${plural(rows.length, 'stuck file')}`;
  const kind = failed ? 'failed file' : 'file';
  return `${name} · ${rows.length === limit ? `the latest ${plural(limit, kind)}` : `${plural(rows.length, kind)} since ${localTime(since)}`}`;
}

function printList(terminal: Terminal, rows: readonly HistoryRow[], title: string): void {
  terminal.line(terminal.colours.bold(title));
  if (rows.length === 0) return;
  terminal.line();
  const cells = rows.map((row) => [
    localTime(new Date(row.uploaded)), statusWord(row, terminal), row.status === 'processing' ? span(Date.now() - new Date(row.begun).getTime()) : tookText(row),
    printable(row.key), outcomeText(row),
  ]);
  const head = ['uploaded', 'status', 'took', 'file', 'records'].map((text) => terminal.colours.dim(text));
  table([head, ...cells], [{}, {}, { align: 'right' }, {}, { wrap: 'between words' }], terminal.columns - 2).forEach((line) => terminal.line(`  ${line}`));
}

interface Following extends FilesOptions {
  /** What is printed already. */
  readonly before: readonly HistoryRow[];
  readonly printer: Printer;
  readonly signal: AbortSignal;
}

/** Prints each row that is new or has changed, until it is interrupted. */
async function follow(files: PipelineFiles, { since, limit, failed, before, printer, signal }: Following): Promise<never> {
  const seen = new Map(before.map((row) => [row.upload, row.status]));
  for (;;) {
    printer.terminal.status('waiting for files · Ctrl-C ends');
    await sleep(FOLLOW_EVERY_MS, undefined, { signal });
    const rows = await files.recent({ since, limit, status: failed ? 'failed' : undefined });
    for (const row of rows.reverse().filter(({ upload, status }) => seen.get(upload) !== status)) {
      seen.set(row.upload, row.status);
      printer.result(fileJson(row), (terminal) => (
        terminal.line(`  ${localTime(new Date(row.uploaded))}  ${statusWord(row, terminal)}  ${printable(row.key)}  ${outcomeText(row)}`)
      ));
    }
  }
}

/** `files show KEY`: each version of an object. */
export async function showFile(key: string, options: PipelineOptions): Promise<number> {
  const pipeline = await openPipeline(options);
  const { entry } = pipeline;
  const versions = await new PipelineFiles(pipeline).versionsOf(key);
  if (versions.length === 0) {
    const why = key.startsWith(entry.objectKeyPrefix) ? '' : ` The files of ${entry.pipeline} begin with ${entry.objectKeyPrefix}`;
    throw new OperateError('missing', `There is no object ${key} in ${entry.bucket}.${why}`);
  }
  const printer = new Printer(options.json ?? false);
  if (!printer.json) printer.terminal.line(printer.terminal.colours.bold(`${printable(entry.bucket)}/${printable(key)} · ${plural(versions.length, 'version')}`));
  for (const { version, row } of versions) {
    const json = { ...versionJson(version), bucket: entry.bucket, ...(row === undefined ? { status: 'unknown' } : fileJson(row)) };
    printer.result(json, (terminal) => printVersion(terminal, version, row));
  }
  return OK;
}

function versionJson({ lastModified, ...version }: ObjectVersion): object {
  return { ...version, lastModified: lastModified.toISOString() };
}

function printVersion(terminal: Terminal, { lastModified, versionId, bytes, etag }: ObjectVersion, row: HistoryRow | undefined): void {
  const { colours } = terminal;
  terminal.line();
  terminal.line(`  ${localTime(lastModified)} · ${size(bytes)} · ${versionId === null ? 'no version' : `version ${printable(versionId)}`} · etag ${printable(etag)}`);
  if (row === undefined) {
    terminal.line(`  ${colours.yellow('unknown')}: not in the history. It waits for its turn, sent no event, or its row has expired.`);
    return;
  }
  terminal.line(`  ${statusWord(row, terminal)}${row.durationMs === undefined ? '' : ` in ${tookText(row)}`}: ${outcomeText(row)}`);
  terminal.line(`  ${colours.dim(`execution ${printable(row.execution)}`)}`);
}
