import type { HistoryRow } from '../../src/private/contract/messages';
import { COUNTS } from '../../src/private/contract/messages';
import { number, plural, seconds } from '../terminal/format';
import { printable } from '../terminal/printable';
import type { Terminal } from '../terminal/terminal';

/** A row of the history as a line of JSON: without what only the table needs. */
export function fileJson({ day, upload, expires, ...file }: HistoryRow): object {
  return file;
}

/** What became of the records of a file, or why it failed. */
export function outcomeText({ status, durationMs, reason, message = '', reasons = {}, ...row }: HistoryRow): string {
  if (status === 'processing') return 'being processed';
  if (status === 'failed') return `${printable(reason ?? 'failed')}: ${printable(message)}`;
  const [records, ...others] = COUNTS.map((count) => ({ count, value: row[count] ?? 0 }));
  const counted = others.filter(({ value }) => value > 0).map(({ count, value }) => `${number(value)} ${count}`);
  const why = Object.entries(reasons).sort(([, a], [, b]) => b - a).map(([name, times]) => `${printable(name)} ${number(times)}`);
  return `${[plural(records.value, 'record'), ...counted].join(', ')}${why.length > 0 ? ` (${why.join(', ')})` : ''}`;
}

/** Whether somebody has to look at it. */
export function grade({ status, rejected = 0, conflicts = 0 }: HistoryRow): 'good' | 'odd' | 'bad' {
  if (status === 'failed') return 'bad';
  return rejected + conflicts > 0 ? 'odd' : 'good';
}

export function statusWord(row: HistoryRow, { colours }: Terminal): string {
  const colour = row.status === 'processing' ? colours.cyan : { good: colours.green, odd: colours.yellow, bad: colours.red }[grade(row)];
  return colour(row.status);
}

export const tookText = ({ durationMs }: HistoryRow): string => (durationMs === undefined ? '' : seconds(durationMs));
