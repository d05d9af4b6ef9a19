import { LineNumbers } from './line-numbers';
import { recordsHint } from './records-hint';
import type { Report } from './report';
import type { CheckResult } from './tally';
import type { Assessment } from '../../lambda-src/engine/assess/assessment';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import type { RecordValidator, RejectedRecord, RecordReason } from '../../src/private/contract/messages';
import { REASONS } from '../../src/private/contract/reasons';
import { cut } from '../terminal/cut';
import { number, plural, seconds, size } from '../terminal/format';
import { printable } from '../terminal/printable';
import { shellWord } from '../terminal/shell-word';
import { table } from '../terminal/table';
import { Terminal } from '../terminal/terminal';

const FIRST = 5;
/** Length of a preview at most: more than any terminal shows on one line. */
const MAX_PREVIEW = 2000;
const INDENT = '  ';

const called = (file: string): string => file === '-' ? 'standard input' : printable(file);

/** For people: a summary, a table of the reasons, and the first rejected records. */
export class TextReport implements Report {
  private readonly first: RejectedRecord[] = [];
  private readonly terminal = new Terminal(process.stdout);

  /** `again`: the arguments of the same check for standard input. */
  constructor(private readonly source: ByteSource, private readonly validate: RecordValidator, private readonly again: readonly string[]) {
  }

  public take({ rejected }: Assessment): undefined {
    if (rejected !== null && this.first.length < FIRST) this.first.push(rejected);
  }

  public async end(result: CheckResult): Promise<void> {
    const { file, tally, warnings, fileError } = result;
    warnings.forEach((warning) => process.stderr.write(`warning: ${printable(warning)}\n`));
    if (fileError !== null) {
      process.stderr.write(`${called(file)} can't be read as records: ${printable(fileError.message)}.\n${hint(file, fileError.message, this.again)}`);
      return;
    }
    const lines = [this.summary(result)];
    if (tally.rejected > 0) {
      lines.push('', ...this.reasons(tally.reasons));
      lines.push('', this.terminal.colours.bold(tally.rejected > FIRST
        ? `The first ${FIRST} of ${number(tally.rejected)} rejected records:`
        : plural(tally.rejected, 'rejected record:', 'rejected records:')));
      lines.push(...await this.rejectedRecords());
      const another = await recordsHint({ source: this.source, tally, first: this.first, validate: this.validate });
      if (another !== undefined) lines.push('', printable(another));
    }
    this.terminal.line(lines.join('\n'));
  }

  private summary({ file, tally, bytes, ms }: CheckResult): string {
    const { records, accepted, rejected } = tally;
    const { bold, dim, green, red } = this.terminal.colours;
    const verdict = rejected === 0
      ? green(records === 0 ? 'no records' : `${plural(records, 'record')}, all accepted`)
      : `${plural(records, 'record')}, ${number(accepted)} accepted, ${red(`${number(rejected)} rejected`)}`;
    return `${bold(called(file))}: ${verdict} ${dim(`(${size(bytes)}, ${seconds(ms)})`)}`;
  }

  private reasons(reasons: { [reason in RecordReason]?: number }): string[] {
    const rows = (Object.entries(reasons) as Array<[RecordReason, number]>)
      .sort(([, left], [, right]) => right - left)
      .map(([reason, count]) => [reason, number(count), REASONS[reason].meaning]);
    const head = ['reason', 'records', 'the record …'].map(this.terminal.colours.dim);
    const columns = [{}, { align: 'right' }, { wrap: 'between words' }] as const;
    return table([head, ...rows], columns, this.terminal.columns - INDENT.length).map((line) => `${INDENT}${line}`);
  }

  private async rejectedRecords(): Promise<string[]> {
    const { columns, colours: { dim, yellow } } = this.terminal;
    const lineNumbers = new LineNumbers(this.source);
    const lines: string[] = [];
    for (const rejected of this.first) {
      const { index, offset, length, reason, errors } = rejected;
      const where = `index ${number(index)} · line ${number(await lineNumbers.lineOf(offset))} · ${plural(length, 'byte')} from byte ${number(offset)}`;
      lines.push('', `${INDENT}${yellow(reason)}${dim(` · ${where}`)}`);
      for (const { pointer, keyword, message } of errors) {
        lines.push(cut(printable(`${INDENT}${INDENT}${pointer === '' ? '' : `${pointer} `}${message} (${keyword})`), columns));
      }
      // A missing record has no text.
      if (length > 0) lines.push(dim(cut(`${INDENT}${INDENT}${preview(rejected)}`, columns)));
    }
    return lines;
  }
}

function preview({ record, recordBase64, offset, length }: RejectedRecord): string {
  if (record !== null) return printable(record.slice(0, MAX_PREVIEW));
  // Four characters of base64 are three bytes.
  if (recordBase64 !== null) return printable(Buffer.from(recordBase64.slice(0, MAX_PREVIEW), 'base64').toString());
  return `too big to show: bytes ${number(offset)} to ${number(offset + length - 1)} of the file`;
}

function hint(file: string, message: string, again: readonly string[]): string {
  if (!message.includes('gzip')) return '';
  const words = again.map((word) => shellWord(word)).join(' ');
  return `The pipeline takes uncompressed files. To check the content: gunzip -c ${shellWord(file)} | sales-data-pipeline check ${words}\n`;
}
