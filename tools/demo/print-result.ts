import type { DemoResult } from './demo-result';
import { sum } from './file-result';
import type { ShownDeadLetter } from './shown-dead-letter';
import { number, plural, seconds } from './terminal';
import type { Terminal } from './terminal';

const MOST_RECORD_TEXT = 300;
const MOST_ITEM_LINES = 40;

export function printResult(result: DemoResult, terminal: Terminal): void {
  printTable(result, terminal);
  if (result.item) {
    terminal.line(terminal.colour('bold', 'One stored item'));
    const lines = result.item.split('\n');
    lines.slice(0, MOST_ITEM_LINES).forEach((line) => terminal.line(`  ${printable(line)}`));
    if (lines.length > MOST_ITEM_LINES) terminal.line(`  … ${plural(lines.length - MOST_ITEM_LINES, 'more line')}`);
    terminal.line();
  }
  for (const [reason, count] of result.deadLetters.reasons()) {
    terminal.line(`${terminal.colour('bold', `One letter of ${number(count)} with reason ${reason}`)}`);
    shorten(result.deadLetters.examples.get(reason)!).split('\n').forEach((line) => terminal.line(`  ${printable(line)}`));
    terminal.line();
  }
}

function printTable({ files, table, deadLetters }: DemoResult, terminal: Terminal): void {
  const rows = files.map((file) => [
    file.file, number(file.records), number(file.accepted), number(file.rejected), number(file.conflicts), seconds(file.ms),
  ]);
  const total = ['total', ...(['records', 'accepted', 'rejected', 'conflicts'] as const).map((count) => number(sum(files, count))), ''];
  const header = ['file', 'records', 'accepted', 'rejected', 'conflicts', 'time'];
  const all = [header, ...rows, total];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const print = (row: string[]) => row.map((cell, column) => column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])).join('  ');
  terminal.line();
  terminal.line(terminal.colour('bold', print(header)));
  rows.forEach((row) => terminal.line(print(row)));
  if (files.length > 1) terminal.line(terminal.colour('dim', print(total)));
  terminal.line();
  terminal.line(`${plural(table, 'item')} in the table, ${plural(deadLetters.count, 'letter')} in the queue.`);
  terminal.line();
}

/** A record can have megabytes. */
function shorten(letter: ShownDeadLetter): string {
  try {
    return JSON.stringify(JSON.parse(letter.body), (_, value: unknown) => {
      if (typeof value !== 'string' || value.length <= MOST_RECORD_TEXT) return value;
      return `${value.slice(0, MOST_RECORD_TEXT)}… (${number(value.length)} characters)`;
    }, 2);
  } catch {
    return letter.body.slice(0, MOST_RECORD_TEXT);
  }
}

/** Records come from anybody: what controls a terminal is not for them to send. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\uFFFD');
}
