import { aLetterBody, aResult } from './results';
import { parseAnnouncement } from '../../../tools/demo/announcement';
import { summary } from '../../../tools/demo/demo-result';
import { guessRecords } from '../../../tools/demo/input-file';
import { parseLetter, UNDELIVERED, UNKNOWN } from '../../../tools/demo/letter';
import { printItem } from '../../../tools/demo/stored-item';

test('a letter', () => {
  expect(parseLetter(aLetterBody())).toMatchObject({ reason: 'SCHEMA_VIOLATION', key: 'orders.json', recordIndex: 1, byteOffset: 50, byteLength: 17 });
});

test('an event that could not be delivered is a letter as well', () => {
  const event = { 'detail-type': 'Object Created', 'source': 'aws.s3', 'detail': { object: { key: 'orders.json' } } };
  expect(parseLetter(JSON.stringify(event))).toMatchObject({ reason: UNDELIVERED, key: 'orders.json' });
});

test.each(['hello', 'null', '3', '{}'])('anything else, like %s, is shown as it is', (body) => {
  expect(parseLetter(body)).toMatchObject({ reason: UNKNOWN, body });
});

test('an announcement', () => {
  const detail = { key: 'a.json', versionId: null, execution: 'arn', records: 2 };
  expect(parseAnnouncement(JSON.stringify({ 'detail-type': 'Sales File Processed', detail }))).toMatchObject({ key: 'a.json', processed: { records: 2 } });
  expect(parseAnnouncement(JSON.stringify({ 'detail-type': 'Sales File Failed', 'detail': { ...detail, reason: 'X' } }))).toMatchObject({ failed: { reason: 'X' } });
  expect(parseAnnouncement(JSON.stringify({ 'detail-type': 'Other', detail }))).toBeUndefined();
});

test('numbers of an item keep their digits', () => {
  const item = { id: { S: 'a"b' }, n: { N: '12345678901234567890.10' }, list: { L: [{ NULL: true as const }, { BOOL: false }] }, map: { M: {} } };
  expect(printItem(item)).toBe('{\n  "id": "a\\"b",\n  "n": 12345678901234567890.10,\n  "list": [\n    null,\n    false\n  ],\n  "map": {}\n}');
});

test.each([
  ['{"orders":[{},{}]}', 2],
  ['\uFEFF[1,2,3]', 3],
  ['{"a":1}', 1],
  ['{"a":1}\n{"a":2}\n', 2],
  ['', 1],
])('about as many records as %j holds', (text, count) => {
  expect(guessRecords(Buffer.from(text), '/orders')).toBe(count);
});

test('the summary for programs', () => {
  expect(JSON.parse(summary(aResult()))).toEqual({
    files: [{ file: 'data/orders.json', records: 2, accepted: 1, rejected: 1, conflicts: 0, ms: 500 }], table: 1, queue: 1,
  });
});
