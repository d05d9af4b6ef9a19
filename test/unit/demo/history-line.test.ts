import { aHistoryRow } from './results';
import { historyLine } from '../../../tools/demo/print-history';

test('a line says what became of a file: the counts that are not zero, and the commonest reasons first', () => {
  expect(historyLine(aHistoryRow())).toBe('22:00:00  orders.json  processed in 0.50 s: 2 records, 1 inserted, 1 rejected (SCHEMA_VIOLATION 1)');
  expect(historyLine(aHistoryRow({ records: 9, rejected: 3, repeated: 5, reasons: { MISSING_KEY: 1, SCHEMA_VIOLATION: 2 } })))
    .toContain('9 records, 1 inserted, 5 repeated, 3 rejected (SCHEMA_VIOLATION 2, MISSING_KEY 1)');
  expect(historyLine(aHistoryRow({ status: 'failed', reason: 'FILE_UNREADABLE', message: 'the file\u001b is empty' })))
    .toMatch(/failed after 0\.50 s: FILE_UNREADABLE, the file.* is empty$/);
  expect(historyLine(aHistoryRow({ status: 'failed', reason: 'FILE_UNREADABLE', message: '\u001b' }))).not.toContain('\u001b');
  expect(historyLine(aHistoryRow({ status: 'processing' }))).toBe('22:00:00  orders.json  processing');
});
