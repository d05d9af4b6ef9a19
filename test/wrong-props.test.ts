import { Duration } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import * as fc from 'fast-check';
import type { TableKeyAttribute } from '../src';
import { RecordSchema } from '../src';
import type { PropsIn } from './support/synth';
import { errorOf } from './support/synth';

const partitionKey = (attribute: Partial<TableKeyAttribute>): PropsIn => ({ tableKey: { partitionKey: { name: 'id', pointers: ['/id'], ...attribute } } });
const sortKey = (attribute: Partial<TableKeyAttribute>): PropsIn =>
  ({ tableKey: { partitionKey: { name: 'id', pointers: ['/id'] }, sortKey: { name: 'line', pointers: ['/line'], ...attribute } } });

/** The case, the props, and what the error has to name: the prop, the value, what is allowed. */
const CASES: [string, PropsIn, (string | RegExp)[]][] = [
  ['letters kept too short', { dlqRetention: Duration.seconds(59) }, ['dlqRetention', '59 seconds', '60 seconds', '14 days']],
  ['letters kept too long', { dlqRetention: Duration.days(15) }, ['dlqRetention', '15 days', '60 seconds', '14 days']],
  ['letters kept a second too long', { dlqRetention: Duration.seconds(14 * 86400 + 1) }, ['dlqRetention', /1 second/, '60 seconds', '14 days']],
  ['letters not kept', { dlqRetention: Duration.seconds(0) }, ['dlqRetention', /is "0|is "PT0S/, '60 seconds', '14 days']],
  ['a retention for a queue that has its own', (stack) => ({ dlqRetention: Duration.days(1), deadLetterQueue: new Queue(stack, 'Letters') }), [
    'dlqRetention', '1 day', 'deadLetterQueue',
  ]],

  ['a pointer without its slash', { recordsPointer: 'orders' }, ['recordsPointer', '"orders"', 'JSON pointer', '"/orders"']],
  ['a JSONPath', { recordsPointer: '$.orders' }, ['recordsPointer', '"$.orders"', 'JSON pointer']],
  ['a URI fragment', { recordsPointer: '#/orders' }, ['recordsPointer', '"#/orders"', 'JSON pointer']],
  ['a lone tilde', { recordsPointer: '/a~b' }, ['recordsPointer', '"/a~b"', '~0', '~1']],
  ['a tilde at the end', { recordsPointer: '/a~' }, ['recordsPointer', '"/a~"', '~0', '~1']],

  ['an empty prefix', { objectKeyPrefix: '' }, ['objectKeyPrefix', '""', 'empty']],
  ['an empty suffix', { objectKeySuffix: '' }, ['objectKeySuffix', '""', 'empty']],
  ['a prefix longer than a key', { objectKeyPrefix: 'p'.repeat(1025) }, ['objectKeyPrefix', 'ppp', '1,024 bytes']],
  ['a suffix longer than a key', { objectKeySuffix: 'ü'.repeat(513) }, ['objectKeySuffix', 'üüü', '1,024 bytes']],

  ['no batch at a time', { maxConcurrency: 0 }, ['maxConcurrency', /is 0\b/, '1 to 10,000']],
  ['fewer than none', { maxConcurrency: -1 }, ['maxConcurrency', /is -1\b/, '1 to 10,000']],
  ['more batches than a Distributed Map can do', { maxConcurrency: 10_001 }, ['maxConcurrency', '10001', '1 to 10,000']],
  ['half a batch', { maxConcurrency: 1.5 }, ['maxConcurrency', '1.5', 'whole', '1 to 10,000']],
  ['not a number of batches', { maxConcurrency: NaN }, ['maxConcurrency', 'NaN', '1 to 10,000']],

  ['a key without a name', partitionKey({ name: '' }), ['tableKey.partitionKey.name', '""', '1 to 255 bytes']],
  ['a key with too long a name', partitionKey({ name: 'é'.repeat(128) }), ['tableKey.partitionKey.name', 'ééé', '1 to 255 bytes']],
  ['a key that the pipeline writes itself', partitionKey({ name: '_source' }), ['tableKey.partitionKey.name', '"_source"', '_contentHash']],
  ['the other key that the pipeline writes itself', sortKey({ name: '_contentHash' }), ['tableKey.sortKey.name', '"_contentHash"', '_source']],
  ['a binary key', partitionKey({ type: AttributeType.BINARY }), ['tableKey.partitionKey.type', '"B"', 'STRING', 'NUMBER']],
  ['a binary sort key', sortKey({ type: AttributeType.BINARY }), ['tableKey.sortKey.type', '"B"', 'STRING', 'NUMBER']],
  ['a key that is nowhere', partitionKey({ pointers: [] }), ['tableKey.partitionKey.pointers', '[]', 'at least one']],
  ['a key at no pointer', partitionKey({ pointers: ['/ok', 'id'] }), ['tableKey.partitionKey.pointers[1]', '"id"', 'JSON pointer']],
  ['a key that is the record itself', partitionKey({ pointers: [''] }), ['tableKey.partitionKey.pointers[0]', '""', 'member']],
  ['a sort key at no pointer', sortKey({ pointers: ['/a~2'] }), ['tableKey.sortKey.pointers[0]', '"/a~2"', '~0', '~1']],
  ['a sort key in the same attribute', sortKey({ name: 'id' }), ['tableKey.sortKey.name', '"id"', 'partition key']],

  ['a table with another key', (stack) => ({ table: new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } }) }), [
    'tableKey', 'id (S)', 'orderId (S)',
  ]],
  ['a table with a key of another type', (stack) => ({ table: new Table(stack, 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.NUMBER } }) }), [
    'tableKey', 'orderId (N)', 'orderId (S)',
  ]],
  ['a table with a sort key that is not expected', (stack) => ({
    table: new Table(stack, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING }, sortKey: { name: 'line', type: AttributeType.NUMBER },
    }),
  }), ['tableKey', 'orderId (S), line (N)', '"orderId (S)"']],
  ['a table without the sort key that is expected', (stack) => ({
    table: new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
    tableKey: { partitionKey: { name: 'id', pointers: ['/id'] }, sortKey: { name: 'line', pointers: ['/line'] } },
  }), ['tableKey', 'id (S)', 'id (S), line (S)']],

  ['a FIFO queue', (stack) => ({ deadLetterQueue: new Queue(stack, 'Letters', { fifo: true }) }), ['deadLetterQueue', 'Letters', 'standard queue']],
  ['a FIFO queue by its ARN', (stack) => ({
    deadLetterQueue: Queue.fromQueueArn(stack, 'Letters', 'arn:aws:sqs:eu-central-1:111122223333:letters.fifo'),
  }), ['deadLetterQueue', 'Letters', 'standard queue']],

  ['a schema that is none', { schema: RecordSchema.fromObject({ type: 'objekt' }) }, ['schema', 'objekt', '/type', 'object, string']],
];

test.each(CASES)('%s: the error names prop, value and what is allowed', (_, props, named) => {
  const error = errorOf(props);
  expect(error).toMatch(/^SalesDataPipeline: /);
  for (const part of named) {
    expect(error).toMatch(typeof part === 'string' ? new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : part);
  }
});

test('every retention outside 60 seconds to 14 days is refused', () => {
  const outside = fc.oneof(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 14 * 86400 + 1, max: 2 ** 31 }));
  fc.assert(fc.property(outside, (seconds) => errorOf({ dlqRetention: Duration.seconds(seconds) }).includes('dlqRetention')), { numRuns: 20 });
});

test('every text that is no JSON pointer is refused', () => {
  const noPointer = fc.oneof(
    fc.string({ minLength: 1 }).filter((text) => !text.startsWith('/')),
    fc.string().map((text) => `/${text}~`),
    fc.string({ unit: fc.constantFrom('a', '2', '~', 'x') }).map((text) => `/~2${text}`),
  );
  fc.assert(fc.property(noPointer, (recordsPointer) => errorOf({ recordsPointer }).includes('recordsPointer')), { numRuns: 30 });
});
