import { number, plural, seconds } from '../../cli/terminal/format';
import { printable } from '../../cli/terminal/printable';
import type { Terminal } from '../../cli/terminal/terminal';
import type { HistoryRow } from '../../src/private/contract/messages';
import { COUNTS } from '../../src/private/contract/messages';

/** Prints a line of the history for each file. */
export function printHistory(rows: readonly HistoryRow[], terminal: Terminal): void {
  terminal.line(terminal.colours.bold('What the history says'));
  rows.forEach((row) => terminal.line(`  ${historyLine(row)}`));
  terminal.line();
}

/** What became of a file, in a line. */
export function historyLine({ uploaded, key, status, durationMs = 0, reason, message = '', reasons = {}, ...row }: HistoryRow): string {
  const start = `${uploaded.slice(11, 19)}  ${printable(key)}  ${status}`;
  if (status === 'processing') return start;
  if (status === 'failed') return `${start} after ${seconds(durationMs)}: ${reason}, ${printable(message)}`;
  const [records, ...others] = COUNTS.map((count) => ({ count, value: row[count] ?? 0 }));
  const counted = others.filter(({ value }) => value > 0).map(({ count, value }) => `${number(value)} ${count}`);
  const why = Object.entries(reasons).sort(([, a], [, b]) => b - a).map(([name, times]) => `${name} ${number(times)}`);
  return `${start} in ${seconds(durationMs)}: ${plural(records.value, 'record')}, ${counted.join(', ')}${why.length > 0 ? ` (${why.join(', ')})` : ''}`;
}
