import type { HistoryRow } from '../../../src/private/contract/messages';
import { NO_COUNTS } from '../../../src/private/contract/messages';
import { DeadLetters } from '../../../tools/demo/dead-letters';
import type { DemoResult } from '../../../tools/demo/demo-result';
import type { FileResult } from '../../../tools/demo/file-result';
import { parseMessage } from '../../../tools/demo/shown-dead-letter';

/** A processed file of two records, one in the table and one in the queue; arguments override members. */
export function aFile(given: Partial<FileResult> = {}): FileResult {
  return {
    file: 'data/orders.json',
    key: 'orders.json',
    bytes: 100,
    ...NO_COUNTS,
    records: 2,
    accepted: 1,
    inserted: 1,
    rejected: 1,
    ms: 500,
    execution: 'arn',
    ...given,
  };
}

/** The row of the same file. */
export function aHistoryRow(given: Partial<HistoryRow> = {}): HistoryRow {
  return {
    day: '2026-11-26#e',
    upload: '2026-11-26T22:00:00Z#0',
    status: 'processed',
    pipeline: 'Sales',
    bucket: 'bucket',
    key: 'orders.json',
    etag: 'etag',
    bytes: 100,
    uploaded: '2026-11-26T22:00:00Z',
    begun: '2026-11-26T22:00:01.000Z',
    done: '2026-11-26T22:00:01.500Z',
    durationMs: 500,
    records: 2,
    inserted: 1,
    repeated: 0,
    rejected: 1,
    conflicts: 0,
    reasons: { SCHEMA_VIOLATION: 1 },
    batches: 1,
    execution: 'arn',
    expires: 0,
    ...given,
  };
}

export function aDeadLetterBody(given: object = {}): string {
  return JSON.stringify({
    version: '1',
    reason: 'SCHEMA_VIOLATION',
    errors: [{ pointer: '/contact-info', keyword: 'required', message: 'is missing' }],
    record: '{"order-info":{}}',
    recordBase64: null,
    source: { bucket: 'bucket', key: 'orders.json', versionId: null, etag: 'etag', recordIndex: 1, byteOffset: 50, byteLength: 17 },
    ...given,
  });
}

export function aResult(given: Partial<DemoResult> = {}, bodies = [aDeadLetterBody()]): DemoResult {
  const deadLetters = new DeadLetters();
  bodies.forEach((body) => deadLetters.add(parseMessage(body)));
  return {
    files: [aFile()], table: 1, deadLetters, fanOut: { executions: 0, children: 0 }, history: [aHistoryRow()], item: '{\n  "orderId": "1"\n}', discrepancies: [], at: new Date(0), ...given,
  };
}
