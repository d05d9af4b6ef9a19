import type { DeadLetters } from './dead-letters';
import type { FanOut } from './executions';
import type { FileResult } from './file-result';
import { printableJson } from '../../cli/terminal/printable';
import type { HistoryRow } from '../../src/private/contract/messages';

/** Everything that a run of the demo has found out. */
export interface DemoResult {
  readonly files: readonly FileResult[];
  /** Items in the table. */
  readonly table: number;
  readonly deadLetters: DeadLetters;
  readonly fanOut: FanOut;
  /** The rows of the files. */
  readonly history: readonly HistoryRow[];
  /** A stored item, as text. */
  readonly item?: string;
  /** Where the counts don't add up. */
  readonly discrepancies: readonly string[];
  readonly at: Date;
}

/** For programs; the field names are a promise. */
export function summary(result: DemoResult): string {
  const files = result.files.map(({ file, records, accepted, replaced, repeated, superseded, rejected, conflicts, ms }) =>
    ({ file, records, accepted, replaced, repeated, superseded, rejected, conflicts, ms }));
  return printableJson({ files, table: result.table, queue: result.deadLetters.count });
}
