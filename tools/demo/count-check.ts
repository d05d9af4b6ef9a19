import { sum } from './file-result';
import type { FileResult } from './file-result';
import { number, plural } from './terminal';

export interface Counts {
  readonly files: readonly FileResult[];
  /** Items in the table. */
  readonly table: number;
  /** Letters in the queue, and how many of them each object has. */
  readonly queue: number;
  readonly queueByKey: ReadonlyMap<string, number>;
}

/** Every record of every file must be in exactly one place. Says what is not; nothing when all is well. */
export function findDiscrepancies({ files, table, queue, queueByKey }: Counts): string[] {
  const found = files.flatMap((file) => ofFile(file, queueByKey.get(file.key) ?? 0));
  const inserted = sum(files, 'inserted');
  if (table !== inserted) found.push(`${plural(inserted, 'item')} announced as inserted, the table holds ${number(table)}: ${difference(table, inserted)}.`);
  const dead = sum(files, 'rejected') + sum(files, 'conflicts');
  if (queue !== dead) found.push(`${plural(dead, 'letter')} announced, the queue holds ${number(queue)}: ${difference(queue, dead)}.`);
  return found;
}

function ofFile(file: FileResult, letters: number): string[] {
  const { file: name, records, accepted, inserted, repeated, rejected, conflicts } = file;
  if (!file.execution) return [`${name}: no announcement came, so what became of its records is unknown.`];
  const found: string[] = [];
  if (records !== accepted + rejected + conflicts) {
    const ended = accepted + rejected + conflicts;
    found.push(`${name}: ${plural(records, 'record')}, but ${number(ended)} accepted, rejected or conflicting: ${difference(ended, records)}.`);
  }
  if (accepted !== inserted + repeated) {
    found.push(`${name}: ${number(accepted)} accepted, but ${number(inserted)} inserted and ${number(repeated)} repeated.`);
  }
  if (letters !== rejected + conflicts) {
    found.push(`${name}: ${number(rejected + conflicts)} rejected or conflicting, but ${plural(letters, 'letter')} in the queue: `
      + `${difference(letters, rejected + conflicts)}.`);
  }
  return found;
}

function difference(is: number, should: number): string {
  return is < should ? `${number(should - is)} missing` : `${number(is - should)} too many`;
}
