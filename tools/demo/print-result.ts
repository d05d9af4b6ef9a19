import type { DemoResult } from './demo-result';
import { shownCounts, sum } from './file-result';
import type { ShownDeadLetter } from './shown-dead-letter';
import { number, plural, seconds } from '../../cli/terminal/format';
import { printable } from '../../cli/terminal/printable';
import { table as layOut } from '../../cli/terminal/table';
import type { Terminal } from '../../cli/terminal/terminal';

const INDENT = '  ';
const MAX_RECORD_LENGTH = 300;
const MAX_ITEM_LINES = 40;

export function printResult(result: DemoResult, terminal: Terminal): void {
  const { table, deadLetters } = result;
  terminal.line();
  printFiles(result, terminal);
  terminal.line();
  terminal.line(`${plural(table, 'item')} in the table, ${plural(deadLetters.count, 'dead letter')} in the queue.`);
  terminal.line();
  if (result.item) printExample('One stored item', result.item, terminal);
  for (const [reason, count] of deadLetters.reasons()) {
    const title = count === 1 ? `The dead letter with reason ${reason}` : `One of ${number(count)} dead letters with reason ${reason}`;
    printExample(printable(title), shorten(deadLetters.examples.get(reason)!), terminal);
  }
}

function printFiles({ files }: DemoResult, terminal: Terminal): void {
  const { bold, dim } = terminal.colours;
  const counts = shownCounts(files);
  const head = ['file', ...counts, 'time'].map(bold);
  const rows = files.map((file) => [printable(file.file), ...counts.map((count) => number(file[count])), seconds(file.ms)]);
  const total = ['total', ...counts.map((count) => number(sum(files, count))), ''].map(dim);
  const all = files.length > 1 ? [head, ...rows, total] : [head, ...rows];
  const columns = head.map((_, column) => column === 0 ? { wrap: 'anywhere' } as const : { align: 'right' } as const);
  layOut(all, columns, terminal.columns).forEach((line) => terminal.line(line));
}

function printExample(title: string, text: string, terminal: Terminal): void {
  const lines = text.split('\n');
  terminal.line(terminal.colours.bold(title));
  lines.slice(0, MAX_ITEM_LINES).forEach((line) => terminal.line(`${INDENT}${printable(line)}`));
  if (lines.length > MAX_ITEM_LINES) terminal.line(terminal.colours.dim(`${INDENT}… ${plural(lines.length - MAX_ITEM_LINES, 'more line')}`));
  terminal.line();
}

/** A record may have megabytes. */
function shorten({ body }: ShownDeadLetter): string {
  try {
    return JSON.stringify(JSON.parse(body), (_, value: unknown) => {
      if (typeof value !== 'string' || value.length <= MAX_RECORD_LENGTH) return value;
      return `${value.slice(0, MAX_RECORD_LENGTH)}… (${number(value.length)} characters)`;
    }, 2);
  } catch {
    return body.slice(0, MAX_RECORD_LENGTH);
  }
}
