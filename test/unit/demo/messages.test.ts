import { aDeadLetterBody, aResult } from './results';
import { summary } from '../../../tools/demo/demo-result';
import { guessRecords } from '../../../tools/demo/input-file';
import { parseMessage, UNDELIVERED, UNKNOWN } from '../../../tools/demo/shown-dead-letter';
import { printItem } from '../../../tools/demo/stored-item';

test('a dead letter', () => {
  expect(parseMessage(aDeadLetterBody())).toMatchObject({ reason: 'SCHEMA_VIOLATION', key: 'orders.json', recordIndex: 1, byteOffset: 50, byteLength: 17 });
});

test('a dead letter that several records share counts as many', () => {
  const shared = parseMessage(aDeadLetterBody({ reason: 'TOO_MANY_REJECTED', records: 7 }));
  const { deadLetters } = aResult({}, [aDeadLetterBody(), shared.body]);

  expect([deadLetters.count, deadLetters.records, deadLetters.recordsByKey]).toEqual([2, 8, new Map([['orders.json', 8]])]);
});

test('an event that could not be delivered', () => {
  const event = { 'detail-type': 'Object Created', 'source': 'aws.s3', 'detail': { object: { key: 'orders.json' } } };
  expect(parseMessage(JSON.stringify(event))).toMatchObject({ reason: UNDELIVERED, key: 'orders.json' });
});

test.each(['hello', 'null', '3', '{}'])('anything else, like %s, is shown as it is', (body) => {
  expect(parseMessage(body)).toMatchObject({ reason: UNKNOWN, body });
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
    files: [{ file: 'data/orders.json', records: 2, accepted: 1, replaced: 0, repeated: 0, superseded: 0, rejected: 1, conflicts: 0, ms: 500 }], table: 1, queue: 1,
  });
});
