import { sum } from './file-result';
import type { FileResult } from './file-result';
import { number, plural } from '../../cli/terminal/format';

export interface Counts {
  readonly files: readonly FileResult[];
  /** Items in the table. */
  readonly table: number;
  /** Records in the dead-letter queue: one in each dead letter, or all that share it. */
  readonly queue: number;
  /** How many of them each object key has. */
  readonly queueByKey: ReadonlyMap<string, number>;
}

/** Where a record is not in exactly one place, table or queue; empty if the counts add up. */
export function findDiscrepancies({ files, table, queue, queueByKey }: Counts): string[] {
  const found = files.flatMap((file) => ofFile(file, queueByKey.get(file.key) ?? 0));
  const inserted = sum(files, 'inserted');
  if (table !== inserted) found.push(`${plural(inserted, 'item')} announced as inserted, the table holds ${number(table)}: ${difference(table, inserted)}.`);
  const rejected = sum(files, 'rejected') + sum(files, 'conflicts');
  if (queue !== rejected) found.push(`${plural(rejected, 'rejected record')} announced, the queue holds ${number(queue)}: ${difference(queue, rejected)}.`);
  return found;
}

function ofFile(file: FileResult, queue: number): string[] {
  const { file: name, records, accepted, inserted, replaced, repeated, superseded, rejected, conflicts } = file;
  if (!file.execution) return [`${name}: no announcement came, so it is unknown where its records are.`];
  const found: string[] = [];
  const ended = accepted + superseded + rejected + conflicts;
  if (records !== ended) {
    found.push(`${name}: ${plural(records, 'record')}, but ${number(ended)} accepted, superseded, rejected or conflicting: ${difference(ended, records)}.`);
  }
  if (accepted !== inserted + replaced + repeated) {
    found.push(`${name}: ${number(accepted)} accepted, but ${number(inserted)} inserted, ${number(replaced)} replaced and ${number(repeated)} repeated.`);
  }
  if (queue !== rejected + conflicts) {
    found.push(`${name}: ${number(rejected + conflicts)} rejected or conflicting, but ${plural(queue, 'record')} in the queue: `
      + `${difference(queue, rejected + conflicts)}.`);
  }
  return found;
}

function difference(is: number, should: number): string {
  return is < should ? `${number(should - is)} missing` : `${number(is - should)} too many`;
}
