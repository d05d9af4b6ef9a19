import type { Assessment } from '../../lambda-src/engine/assess/assessment';
import { Output } from '../output';
import { LineNumbers } from './line-numbers';
import { recordsHint } from './records-hint';
import type { Report } from './report';
import type { CheckResult } from './tally';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import type { RejectedRecord, RejectionReason } from '../../src/private/contract/messages';
import { REASONS } from '../../src/private/contract/reasons';
import { cut, printable } from '../terminal/printable';
import { number, plural, seconds, size, Style } from '../terminal/style';

const FIRST = 5;
/** Length of a preview at most: more than any terminal shows on one line. */
const MAX_PREVIEW = 2000;
const INDENT = '  ';

const called = (file: string): string => file === '-' ? 'standard input' : printable(file);

/** For people: a summary, a table of the reasons, and the first rejected records. */
export class TextReport implements Report {
  private readonly first: RejectedRecord[] = [];
  private readonly style = new Style(process.stdout);

  constructor(private readonly source: ByteSource) {
  }

  public take({ rejected }: Assessment): undefined {
    if (rejected !== null && this.first.length < FIRST) this.first.push(rejected);
  }

  public async end(result: CheckResult): Promise<void> {
    const { file, tally, warnings, fileError } = result;
    warnings.forEach((warning) => process.stderr.write(`warning: ${printable(warning)}\n`));
    if (fileError !== null) {
      process.stderr.write(`${called(file)} can't be read as records: ${fileError.message}.\n${hint(file, fileError.message)}`);
      return;
    }
    const lines = [this.summary(result)];
    if (tally.rejected > 0) {
      lines.push('', ...this.table(tally.reasons));
      lines.push('', this.style.paint('bold', tally.rejected > FIRST ? `The first ${FIRST} of ${number(tally.rejected)} rejected records:` : 'Rejected:'));
      lines.push(...await this.rejections());
      const another = recordsHint(tally, this.first[0]);
      if (another !== undefined) lines.push('', printable(another));
    }
    const output = new Output(process.stdout);
    await output.write(`${lines.join('\n')}\n`);
    await output.flush();
  }

  private summary({ file, tally, bytes, ms }: CheckResult): string {
    const { records, accepted, rejected } = tally;
    const verdict = rejected === 0
      ? this.style.paint('green', records === 0 ? 'no records' : `${plural(records, 'record')}, all accepted`)
      : `${plural(records, 'record')}, ${number(accepted)} accepted, ${this.style.paint('red', `${number(rejected)} rejected`)}`;
    return `${this.style.paint('bold', called(file))}: ${verdict} ${this.style.paint('dim', `(${size(bytes)}, ${seconds(ms)})`)}`;
  }

  private table(reasons: { [reason in RejectionReason]?: number }): string[] {
    const rows = (Object.entries(reasons) as Array<[RejectionReason, number]>)
      .sort(([, left], [, right]) => right - left)
      .map(([reason, count]) => [reason, number(count), REASONS[reason].meaning]);
    rows.unshift(['reason', 'records', 'which means that the record']);
    const [reasonWidth, countWidth] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
    return rows.map(([reason, count, meaning], k) => {
      const line = cut(`${INDENT}${reason.padEnd(reasonWidth)}  ${count.padStart(countWidth)}  ${meaning}`, this.style.columns);
      return k === 0 ? this.style.paint('dim', line) : line;
    });
  }

  private async rejections(): Promise<string[]> {
    const lineNumbers = new LineNumbers(this.source);
    const lines: string[] = [];
    for (const rejected of this.first) {
      const { index, offset, length, reason, errors } = rejected;
      const where = `index ${number(index)} · line ${number(await lineNumbers.lineOf(offset))} · ${plural(length, 'byte')} from byte ${number(offset)}`;
      lines.push('', cut(`${INDENT}${reason}`, this.style.columns).replace(reason, this.style.paint('yellow', reason)) + this.style.paint('dim', ` · ${where}`));
      for (const { pointer, keyword, message } of errors) {
        lines.push(cut(printable(`${INDENT}${INDENT}${pointer === '' ? '' : `${pointer} `}${message} (${keyword})`), this.style.columns));
      }
      // Damage of length 0 says that something is missing; there is no text to show.
      if (length > 0) lines.push(this.style.paint('dim', cut(`${INDENT}${INDENT}${preview(rejected)}`, this.style.columns)));
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

function hint(file: string, message: string): string {
  if (!message.includes('gzip')) return '';
  const word = /^[\w./-]+$/.test(file) ? file : `'${printable(file).replace(/'/g, '\'\\\'\'')}'`;
  return `The pipeline takes it uncompressed. What is in it: gunzip -c ${word} | sales-data-pipeline check -\n`;
}
