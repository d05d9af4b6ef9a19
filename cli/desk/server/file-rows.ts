import type { FileRow } from './api';
import type { HistoryRow } from '../../../src/private/contract/messages';
import { printable } from '../../terminal/printable';

/** A row of the history for the page. */
export function fileRow(row: HistoryRow, correctionsPrefix: string): FileRow {
  return {
    key: printable(row.key),
    status: row.status,
    bytes: row.bytes,
    uploaded: row.uploaded,
    done: row.done ?? null,
    durationMs: row.durationMs ?? null,
    records: row.records ?? null,
    stored: sum(row.inserted, row.replaced),
    repeated: row.repeated ?? null,
    superseded: row.superseded ?? null,
    rejected: sum(row.rejected, row.conflicts),
    message: row.message === undefined ? null : printable(row.message),
    correction: row.key.startsWith(correctionsPrefix),
  };
}

function sum(a: number | undefined, b: number | undefined): number | null {
  return a === undefined && b === undefined ? null : (a ?? 0) + (b ?? 0);
}
