import { aFile } from './results';
import type { FileFailed } from '../../../src/private/contract/messages';
import { findDiscrepancies } from '../../../tools/demo/count-check';
import { fileResult } from '../../../tools/demo/file-result';

const deadLetters = (count: number, key = 'orders.json') => ({ queue: count, queueByKey: new Map([[key, count]]) });

test('no discrepancy if every record is in one place', () => {
  expect(findDiscrepancies({ files: [aFile()], table: 1, ...deadLetters(1) })).toEqual([]);
});

test('repeated records are not new items', () => {
  const again = aFile({ key: '2/orders.json', inserted: 0, repeated: 1 });
  const queueByKey = new Map([['orders.json', 1], ['2/orders.json', 1]]);
  expect(findDiscrepancies({ files: [aFile(), again], table: 1, queue: 2, queueByKey })).toEqual([]);
});

test('replaced and superseded records are not new items', () => {
  const again = aFile({ key: '2/orders.json', records: 4, inserted: 0, replaced: 1, superseded: 2 });
  const queueByKey = new Map([['orders.json', 1], ['2/orders.json', 1]]);
  expect(findDiscrepancies({ files: [aFile(), again], table: 1, queue: 2, queueByKey })).toEqual([]);
});

test('a conflict is a dead letter', () => {
  expect(findDiscrepancies({ files: [aFile({ accepted: 0, inserted: 0, conflicts: 1 })], table: 0, ...deadLetters(2) })).toEqual([]);
});

test('a file that failed is one dead letter', () => {
  const file = { name: 'empty.json', key: 'empty.json', body: Buffer.alloc(0) };
  const detail: FileFailed = {
    pipeline: 'Sales', bucket: 'bucket', key: 'empty.json', versionId: null, etag: 'etag', bytes: 0, execution: 'arn', reason: 'FILE_UNREADABLE', message: 'is empty',
  };
  const failed = fileResult(file, { 'detail-type': 'Sales File Failed', detail }, 1);
  expect(failed).toMatchObject({ records: 1, accepted: 0, rejected: 1, failure: { reason: 'FILE_UNREADABLE' } });
  expect(findDiscrepancies({ files: [failed], table: 0, ...deadLetters(1, 'empty.json') })).toEqual([]);
});

test.each([
  ['an item', { files: [aFile()], table: 0, ...deadLetters(1) }, /1 item announced as inserted, the table holds 0: 1 missing/],
  ['a dead letter', { files: [aFile()], table: 1, ...deadLetters(0) }, /1 rejected record announced, the queue holds 0: 1 missing/],
  ['a dead letter of a file', { files: [aFile()], table: 1, ...deadLetters(1, 'other.json') }, /orders\.json: 1 rejected or conflicting, but 0 records/],
  ['a record', { files: [aFile({ records: 3 })], table: 1, ...deadLetters(1) }, /orders\.json: 3 records, but 2 accepted.*1 missing/],
  ['an insert', { files: [aFile({ inserted: 0 })], table: 0, ...deadLetters(1) }, /1 accepted, but 0 inserted/],
  ['an announcement', { files: [fileResult({ name: 'x.json', key: 'x.json', body: Buffer.alloc(3) }, undefined, 1)], table: 0, ...deadLetters(0) },
    /x\.json: no announcement/],
])('reports %s that is missing', (_, counts, message) => {
  expect(findDiscrepancies(counts)).toContainEqual(expect.stringMatching(message));
});

test('reports a surplus item', () => {
  expect(findDiscrepancies({ files: [aFile()], table: 2, ...deadLetters(1) })).toEqual(['1 item announced as inserted, the table holds 2: 1 too many.']);
});
