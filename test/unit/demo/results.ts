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
    files: [aFile()], table: 1, deadLetters, fanOut: { executions: 0, children: 0 }, item: '{\n  "orderId": "1"\n}', discrepancies: [], at: new Date(0), ...given,
  };
}
