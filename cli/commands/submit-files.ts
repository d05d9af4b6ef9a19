import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileJson, grade, outcomeText } from './file-row';
import { interruptible } from './interruption';
import { openPipeline } from './pipeline-options';
import type { SubmitOptions } from './submit';
import type { HistoryRow } from '../../src/private/contract/messages';
import { EXISTS, FILE_FAILED, NOT_ENDED, OK, SOME_REJECTED } from '../exit-codes';
import { concurrently } from '../operate/concurrently';
import { PipelineFiles } from '../operate/files/files';
import type { ObjectVersion } from '../operate/files/model';
import type { LocalFile } from '../operate/files/upload';
import { upload } from '../operate/files/upload';
import { OperateError } from '../operate/operate-error';
import type { Pipeline } from '../operate/pipeline';
import { number, plural } from '../terminal/format';
import { printable } from '../terminal/printable';
import { Printer } from '../terminal/printer';
import { ProgressBar } from '../terminal/progress-bar';
import { span } from '../terminal/time';
import { UsageError } from '../usage-error';

const AT_A_TIME = 8;
const REDRAW_MS = 200;

/** `submit`: uploads, follows, and answers with the exit code for the worst end. */
export async function submitFiles(paths: readonly string[], options: SubmitOptions): Promise<number> {
  const pipeline = await openPipeline(options);
  const files = paths.map((path) => localFile(path, pipeline.entry, options.below));
  refuseSameKeys(files);
  const follows = options.wait !== false && pipeline.entry.historyTable !== null;
  const submission = new Submission(pipeline, files, options, new Printer(options.json ?? false), follows);
  return interruptible(() => submission.whatGoesOn(), async (signal) => submission.run(signal));
}

function localFile(path: string, { objectKeyPrefix, objectKeySuffix }: Pipeline['entry'], below: string): LocalFile {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`There is no file ${path}.`);
  if (!stats.isFile()) throw new UsageError(`${path} is no file. Name the files in it: ${path.replace(/\/$/, '')}/*`);
  const key = `${objectKeyPrefix}${below === '' ? '' : `${below.replace(/^\/+|\/+$/g, '')}/`}${basename(path)}`;
  if (!key.endsWith(objectKeySuffix)) {
    throw new UsageError(`${path} would start nothing: the object keys of this pipeline end with ${objectKeySuffix}. Rename it.`);
  }
  return { path, bytes: stats.size, key };
}

function refuseSameKeys(files: readonly LocalFile[]): void {
  const seen = new Map<string, string>();
  for (const { key, path } of files) {
    const other = seen.get(key);
    if (other !== undefined) throw new UsageError(`${other} and ${path} would both be the object ${key}. Submit them one after the other, with another --below.`);
    seen.set(key, path);
  }
}

class Submission {
  private uploadedBytes = 0;
  private readonly open = new Set<LocalFile>();
  private ended = 0;
  private readonly totals = { records: 0, rejected: 0 };

  constructor(
    private readonly pipeline: Pipeline,
    private readonly files: readonly LocalFile[],
    private readonly options: SubmitOptions,
    private readonly printer: Printer,
    private readonly follows: boolean,
  ) {}

  public async run(signal: AbortSignal): Promise<number> {
    const bar = new ProgressBar(this.printer.terminal, { total: this.files.reduce((sum, { bytes }) => sum + bytes, 0), delayMs: 500 });
    const redraw = setInterval(() => bar.show(this.uploadedBytes, this.progress()), REDRAW_MS);
    let codes: number[];
    try {
      codes = await concurrently(this.files, AT_A_TIME, async (file) => this.submit(file, signal));
    } finally {
      clearInterval(redraw);
      bar.end();
    }
    if (this.options.wait !== false && !this.follows) {
      this.printer.terminal.outcome('odd', `${printable(this.pipeline.entry.pipeline)} has no history (historyEnabled: false), so nothing says what becomes of them.`);
    }
    if (this.follows && this.files.length > 1) {
      this.printer.terminal.line(`${plural(this.files.length, 'file')}, ${plural(this.totals.records, 'record')}, ${number(this.totals.rejected)} to the dead-letter queue`);
    }
    return [FILE_FAILED, EXISTS, NOT_ENDED, SOME_REJECTED].find((code) => codes.includes(code)) ?? OK;
  }

  public whatGoesOn(): string {
    if (this.open.size === 0) return 'Nothing is left to follow.';
    const [first] = this.open;
    return `The pipeline goes on with what is uploaded, without this command: ${plural(this.open.size, 'file')}. See what becomes of them: sales-data-pipeline files show ${first.key}`;
  }

  private progress(): string {
    return `${number(this.ended)} of ${plural(this.files.length, 'file')} ${this.follows ? 'ended' : 'uploaded'}${this.open.size > 0 ? ` · ${number(this.open.size)} being processed` : ''}`;
  }

  private async submit(file: LocalFile, signal: AbortSignal): Promise<number> {
    const start = Date.now();
    let version: ObjectVersion;
    try {
      version = await upload(this.pipeline, file, {
        replace: this.options.replace ?? false, signal, onProgress: (bytes) => this.uploadedBytes += bytes,
      });
    } catch (error) {
      if (!(error instanceof OperateError && error.kind === 'exists')) throw error;
      return this.exists(file, error);
    }
    this.open.add(file);
    if (!this.follows) {
      this.ended++;
      this.printer.result(submittedJson(file, version, 'uploaded'), (terminal) => terminal.outcome('good', `${printable(file.path)}: uploaded as ${printable(file.key)}`, Date.now() - start));
      return this.options.wait === false ? OK : NOT_ENDED;
    }
    const row = await new PipelineFiles(this.pipeline).endOf(version, { waitMs: this.options.wait as number, signal });
    this.ended++;
    this.open.delete(file);
    return row === undefined ? this.notEnded(file, version) : this.tell(file, row, Date.now() - start);
  }

  private exists({ path, key, bytes }: LocalFile, { message }: OperateError): number {
    this.ended++;
    this.printer.result({ file: path, status: 'exists', key, bytes, message }, (terminal) => terminal.outcome('bad', `${printable(path)}: ${printable(message)}`));
    return EXISTS;
  }

  private notEnded(file: LocalFile, version: ObjectVersion): number {
    this.printer.result(submittedJson(file, version, 'not-ended'), (terminal) => terminal.outcome('odd', `${printable(file.path)}: not ended after ${span(this.options.wait as number)}. `
      + `See later: sales-data-pipeline files show ${printable(file.key)}. If nothing ever starts: docs/runbook.md, "Uploads that sent no event"`));
    return NOT_ENDED;
  }

  private tell(file: LocalFile, row: HistoryRow, ms: number): number {
    const { status, records = 0, rejected = 0, conflicts = 0 } = row;
    this.totals.records += records;
    this.totals.rejected += rejected + conflicts;
    this.printer.result({ file: file.path, ...fileJson(row) }, (terminal) => terminal.outcome(grade(row), `${printable(file.path)}: ${outcomeText(row)}`, ms));
    if (status === 'failed') return FILE_FAILED;
    return rejected + conflicts > 0 ? SOME_REJECTED : OK;
  }
}

function submittedJson({ path, bytes, key }: LocalFile, { versionId, etag }: ObjectVersion, status: 'uploaded' | 'not-ended'): object {
  return { file: path, status, key, versionId, etag, bytes };
}
