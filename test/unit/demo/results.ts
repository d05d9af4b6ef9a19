import type { DemoResult } from '../../../tools/demo/demo-result';
import type { FileResult } from '../../../tools/demo/file-result';
import { parseLetter } from '../../../tools/demo/letter';
import { Letters } from '../../../tools/demo/letters';

/** A file whose two records ended well, one in the table and one in the queue, except for what is given. */
export function aFile(given: Partial<FileResult> = {}): FileResult {
  return {
    file: 'data/orders.json',
    key: 'orders.json',
    bytes: 100,
    records: 2,
    accepted: 1,
    inserted: 1,
    repeated: 0,
    rejected: 1,
    conflicts: 0,
    ms: 500,
    execution: 'arn',
    ...given,
  };
}

export function aLetterBody(given: object = {}): string {
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

export function aResult(given: Partial<DemoResult> = {}, letterBodies = [aLetterBody()]): DemoResult {
  const letters = new Letters();
  letterBodies.forEach((body, index) => letters.add(`${index}`, parseLetter(body)));
  return {
    files: [aFile()], table: 1, letters, fanOut: { executions: 0, children: 0 }, item: '{\n  "orderId": "1"\n}', discrepancies: [], at: new Date(0), ...given,
  };
}
