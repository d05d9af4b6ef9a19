import { Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import * as fc from 'fast-check';
import type { TableKeyAttribute } from '../../src';
import { DuplicatePolicy, RecordSchema, SalesDataPipeline } from '../../src';
import type { PropsIn } from './support/synth';
import { errorOf, newApp } from './support/synth';
import { runs } from '../../testkit/property-runs';

const partitionKey = (attribute: Partial<TableKeyAttribute>): PropsIn => ({ tableKey: { partitionKey: { name: 'id', pointers: ['/id'], ...attribute } } });
const sortKey = (attribute: Partial<TableKeyAttribute>): PropsIn =>
  ({ tableKey: { partitionKey: { name: 'id', pointers: ['/id'] }, sortKey: { name: 'line', pointers: ['/line'], ...attribute } } });

const { OVERWRITE, REJECT } = DuplicatePolicy;
const TOKEN = Token.asString({ Ref: 'Parameter' });

/** The case, the props, and what the error must name: the prop, the value, what is allowed. */
const CASES: [string, PropsIn, (string | RegExp)[]][] = [
  ['a retention below the limit', { dlqRetention: Duration.seconds(59) }, ['dlqRetention', '59 seconds', '60 seconds', '14 days']],
  ['a retention above the limit', { dlqRetention: Duration.days(15) }, ['dlqRetention', '15 days', '60 seconds', '14 days']],
  ['a retention a second above the limit', { dlqRetention: Duration.seconds(14 * 86400 + 1) }, ['dlqRetention', /1 second/, '60 seconds', '14 days']],
  ['no retention', { dlqRetention: Duration.seconds(0) }, ['dlqRetention', /is "0|is "PT0S/, '60 seconds', '14 days']],
  ['a retention for a queue that has its own', (stack) => ({ dlqRetention: Duration.days(1), deadLetterQueue: new Queue(stack, 'DeadLetters') }), [
    'dlqRetention', '1 day', 'deadLetterQueue',
  ]],

  ['a pointer without its slash', { recordsPointer: 'orders' }, ['recordsPointer', '"orders"', 'JSON pointer', '"/orders"']],
  ['a JSONPath', { recordsPointer: '$.orders' }, ['recordsPointer', '"$.orders"', 'JSON pointer']],
  ['a JSONPath to the elements', { recordsPointer: '$.orders[*]' }, ['recordsPointer', '"$.orders[*]"', 'JSON pointer', '"/orders"']],
  ['an array index', { recordsPointer: '/pages/0/orders' }, ['recordsPointer', '"/pages/0/orders"', 'array index', '"/pages/orders"', '"/pages/*/orders"']],
  ['brackets', { recordsPointer: '/pages[]/orders' }, ['recordsPointer', '"/pages[]/orders"', 'array index', '"/pages/orders"']],
  ['a URI fragment', { recordsPointer: '#/orders' }, ['recordsPointer', '"#/orders"', 'JSON pointer']],
  ['a lone tilde', { recordsPointer: '/a~b' }, ['recordsPointer', '"/a~b"', '~0', '~1']],
  ['a tilde at the end', { recordsPointer: '/a~' }, ['recordsPointer', '"/a~"', '~0', '~1']],

  ['an empty prefix', { objectKeyPrefix: '' }, ['objectKeyPrefix', '""', 'empty']],
  ['an empty suffix', { objectKeySuffix: '' }, ['objectKeySuffix', '""', 'empty']],
  ['a prefix longer than a key', { objectKeyPrefix: 'p'.repeat(1025) }, ['objectKeyPrefix', 'ppp', '1,024 bytes']],
  ['a suffix longer than a key', { objectKeySuffix: 'ü'.repeat(513) }, ['objectKeySuffix', 'üüü', '1,024 bytes']],

  ['no concurrency', { maxConcurrency: 0 }, ['maxConcurrency', /is 0\b/, '1 to 10,000']],
  ['a negative concurrency', { maxConcurrency: -1 }, ['maxConcurrency', /is -1\b/, '1 to 10,000']],
  ['more concurrency than a Distributed Map has', { maxConcurrency: 10_001 }, ['maxConcurrency', '10001', '1 to 10,000']],
  ['a fractional concurrency', { maxConcurrency: 1.5 }, ['maxConcurrency', '1.5', 'whole', '1 to 10,000']],
  ['NaN for a concurrency', { maxConcurrency: NaN }, ['maxConcurrency', 'NaN', '1 to 10,000']],

  ['a key without a name', partitionKey({ name: '' }), ['tableKey.partitionKey.name', '""', '1 to 255 bytes']],
  ['a key with too long a name', partitionKey({ name: 'é'.repeat(128) }), ['tableKey.partitionKey.name', 'ééé', '1 to 255 bytes']],
  ['an attribute that the pipeline adds', partitionKey({ name: '_source' }), ['tableKey.partitionKey.name', '"_source"', 'sourceAttribute']],
  ['the other attribute that the pipeline adds', sortKey({ name: '_contentHash' }), ['tableKey.sortKey.name', '"_contentHash"', 'contentHashAttribute']],
  ['a version attribute with the name of the key', { duplicatePolicy: OVERWRITE, versionAttribute: 'orderId' }, ['tableKey.partitionKey.name', '"orderId"', 'versionAttribute']],
  ['two attributes of one name', { contentHashAttribute: 'x', sourceAttribute: 'x' }, ['sourceAttribute', '"x"', 'contentHashAttribute']],
  ['an attribute without a name', { sourceAttribute: '' }, ['sourceAttribute', '""', '1 to 255 bytes']],
  ['an attribute with too long a name', { contentHashAttribute: 'é'.repeat(128) }, ['contentHashAttribute', 'ééé', '1 to 255 bytes']],
  ['an attribute with a name of JavaScript', { sourceAttribute: '__proto__' }, ['sourceAttribute', '"__proto__"']],
  ['an attribute with half a character', { sourceAttribute: '\ud83d' }, ['sourceAttribute', 'surrogate']],
  ['versions without the policy that compares them', { recordVersion: { pointers: ['/v'] } }, ['recordVersion', '/v', 'DuplicatePolicy.OVERWRITE']],
  ['the same for their attribute', { duplicatePolicy: REJECT, versionAttribute: 'v' }, ['versionAttribute', '"v"', 'DuplicatePolicy.OVERWRITE']],
  ['versions without pointers', { duplicatePolicy: OVERWRITE, recordVersion: { pointers: [] } }, ['recordVersion.pointers', '[]', 'at least one', '/updated_at']],
  ['a pointer to a version without its slash', { duplicatePolicy: OVERWRITE, recordVersion: { pointers: ['v'] } }, ['recordVersion.pointers[0]', '"v"', 'JSON pointer']],
  ['a sensitive member without its slash', { sensitiveMembers: ['/name', 'contact-info.email'] }, ['sensitiveMembers[1]', '"contact-info.email"', 'JSON pointer', '"/contact-info/email"']],
  ['a sensitive member that is the record itself', { sensitiveMembers: [''] }, ['sensitiveMembers[0]', '""', 'member', '"/contact-info/email"']],
  ['a binary key', partitionKey({ type: AttributeType.BINARY }), ['tableKey.partitionKey.type', '"B"', 'STRING', 'NUMBER']],
  ['a binary sort key', sortKey({ type: AttributeType.BINARY }), ['tableKey.sortKey.type', '"B"', 'STRING', 'NUMBER']],
  ['a key without pointers', partitionKey({ pointers: [] }), ['tableKey.partitionKey.pointers', '[]', 'at least one']],
  ['a pointer without its slash', partitionKey({ pointers: ['/ok', 'id'] }), ['tableKey.partitionKey.pointers[1]', '"id"', 'JSON pointer']],
  ['a key that is the record itself', partitionKey({ pointers: [''] }), ['tableKey.partitionKey.pointers[0]', '""', 'member']],
  ['a sort key with an invalid pointer', sortKey({ pointers: ['/a~2'] }), ['tableKey.sortKey.pointers[0]', '"/a~2"', '~0', '~1']],
  ['a sort key in the same attribute', sortKey({ name: 'id' }), ['tableKey.sortKey.name', '"id"', 'tableKey.partitionKey.name']],

  ['a table with another key', (stack) => ({ table: new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } }) }), [
    'tableKey', 'id (S)', 'orderId (S)',
  ]],
  ['a table with a key of another type', (stack) => ({ table: new Table(stack, 'Orders', { partitionKey: { name: 'orderId', type: AttributeType.NUMBER } }) }), [
    'tableKey', 'orderId (N)', 'orderId (S)',
  ]],
  ['a table with an additional sort key', (stack) => ({
    table: new Table(stack, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING }, sortKey: { name: 'line', type: AttributeType.NUMBER },
    }),
  }), ['tableKey', 'orderId (S), line (N)', '"orderId (S)"']],
  ['a table without the sort key', (stack) => ({
    table: new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
    tableKey: { partitionKey: { name: 'id', pointers: ['/id'] }, sortKey: { name: 'line', pointers: ['/line'] } },
  }), ['tableKey', 'id (S)', 'id (S), line (S)']],

  ['a FIFO queue', (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { fifo: true }) }), ['deadLetterQueue', 'DeadLetters', 'standard queue']],
  ['a FIFO queue by its ARN', (stack) => ({
    deadLetterQueue: Queue.fromQueueArn(stack, 'DeadLetters', 'arn:aws:sqs:eu-central-1:111122223333:dead-letters.fifo'),
  }), ['deadLetterQueue', 'DeadLetters', 'standard queue']],

  ['a queue that takes small messages only', (stack) => ({ deadLetterQueue: new Queue(stack, 'DeadLetters', { maxMessageSizeBytes: 262_143 }) }), [
    'deadLetterQueue', 'Test/DeadLetters', '262,144 bytes', 'maxMessageSizeBytes is 262,143', 'Leave that out',
  ]],
  ['deleting the objects of a bucket that stays', { autoDeleteObjects: true }, ['autoDeleteObjects', 'DESTROY', 'RETAIN', 'removalPolicy: RemovalPolicy.DESTROY']],
  ['deleting the objects of a bucket of somebody else', (stack) => ({
    autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY, bucket: new Bucket(stack, 'Files'),
  }), ['autoDeleteObjects', 'bucket', 'where you create the bucket']],

  ['an invalid schema', { schema: RecordSchema.fromObject({ type: 'objekt' }) }, ['schema', 'objekt', '/type', 'object, string']],
];

function expectNamed(error: string, named: (string | RegExp)[], about = 'SalesDataPipeline Test/Sales'): void {
  expect(error.slice(0, error.indexOf(':'))).toBe(about);
  for (const part of named) {
    expect(error).toMatch(typeof part === 'string' ? new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : part);
  }
}

test.each(CASES)('%s: the error names prop, value and what is allowed', (_, props, named) => expectNamed(errorOf(props), named));

/** Values that other languages and configuration files can pass. */
const UNTYPED: [string, unknown, (string | RegExp)[]][] = [
  ['a path for a schema', { schema: 'x.json' }, ['schema', '"x.json"', 'RecordSchema.fromFile("x.json")']],
  ['a schema that is not wrapped', { schema: { type: 'object' } }, ['schema', '{"type":"object"}', 'RecordSchema.fromObject({']],
  ['a string for a list of sensitive members', { sensitiveMembers: '/email' }, ['sensitiveMembers', '"/email"', 'list', '"/contact-info/email"']],
  ['a number for a sensitive member', { sensitiveMembers: [1] }, ['sensitiveMembers[0]', /is 1\b/, 'string']],
  ['a string for a table key', { tableKey: 'id' }, ['tableKey', '"id"', 'partitionKey', 'pointers']],
  ['an empty table key', { tableKey: {} }, ['tableKey', '{}', 'partitionKey', 'pointers']],
  ['a string for a partition key', { tableKey: { partitionKey: 'id' } }, ['tableKey.partitionKey', '"id"', 'name', 'pointers']],
  ['a string for a sort key', { tableKey: { partitionKey: { name: 'id', pointers: ['/id'] }, sortKey: 'line' } }, ['tableKey.sortKey', '"line"', 'pointers']],
  ['a partition key without a name', { tableKey: { partitionKey: { pointers: ['/id'] } } }, ['tableKey.partitionKey.name', 'undefined', 'string']],
  ['a sort key without a name', { tableKey: { partitionKey: { name: 'id', pointers: ['/id'] }, sortKey: { pointers: ['/x'] } } }, ['tableKey.sortKey.name', 'string']],
  ['a number for a pointer', { tableKey: { partitionKey: { name: 'id', pointers: [1] } } }, ['tableKey.partitionKey.pointers[0]', /is 1\b/, 'string']],
  ['undefined in a list of pointers', { tableKey: { partitionKey: { name: 'id', pointers: [undefined] } } }, ['tableKey.partitionKey.pointers[0]', 'string']],
  ['a string for a version', { duplicatePolicy: 'OVERWRITE', recordVersion: '/updated_at' }, ['recordVersion', '"/updated_at"', 'pointers']],
  ['a number for a name', { sourceAttribute: 5 }, ['sourceAttribute', /is 5\b/, 'string']],
  ['a number for the records pointer', { recordsPointer: 5 }, ['recordsPointer', /is 5\b/, 'string']],
  ['a number for a prefix', { objectKeyPrefix: 5 }, ['objectKeyPrefix', /is 5\b/, 'string']],
  ['a number for a duration', { dlqRetention: 14 }, ['dlqRetention', /is 14\b/, 'Duration.days(14)']],
  ['a string for a duration', { dlqRetention: '14 days' }, ['dlqRetention', '"14 days"', 'Duration.days(14)']],
  ['a string for a bucket', { bucket: 'my-bucket' }, ['bucket', '"my-bucket"', 'Bucket.fromBucketName(this, "Bucket", "my-bucket")']],
  ['an ARN for a bucket', { bucket: 'arn:aws:s3:::b' }, ['bucket', 'Bucket.fromBucketArn(this, "Bucket", "arn:aws:s3:::b")']],
  ['a string for a table', { table: 'orders' }, ['table', '"orders"', 'Table.fromTableName(this, "Table", "orders")']],
  ['a string for a queue', { deadLetterQueue: 'arn:aws:sqs:eu-central-1:1:q' }, ['deadLetterQueue', 'Queue.fromQueueArn(this, "DeadLetterQueue", "arn:aws:sqs:eu-central-1:1:q")']],
  ['a URL for a queue', { deadLetterQueue: 'https://sqs' }, ['deadLetterQueue', '"https://sqs"', 'Queue.fromQueueArn(this, "DeadLetterQueue", "its-arn")']],
  ['a string for a key', { encryptionKey: 'arn:aws:kms:x' }, ['encryptionKey', 'Key.fromKeyArn(this, "EncryptionKey", "arn:aws:kms:x")']],
  ['days that CloudWatch Logs does not know', { logRetention: 15 }, ['logRetention', /is 15\b/, 'RetentionDays']],
  ['the name of a retention', { logRetention: 'ONE_MONTH' }, ['logRetention', '"ONE_MONTH"', 'RetentionDays']],
  ['a negative number of dead letters', { deadLettersPerBatch: -1 }, ['deadLettersPerBatch', /is -1\b/, 'whole number from 0 to 100,000', '1,000']],
  ['half a dead letter', { deadLettersPerBatch: 0.5 }, ['deadLettersPerBatch', /is 0\.5\b/, 'whole number']],
  ['too many dead letters', { deadLettersPerBatch: 100_001 }, ['deadLettersPerBatch', '100001', '100,000']],
  ['a string for a number of dead letters', { deadLettersPerBatch: '5' }, ['deadLettersPerBatch', '"5"', 'whole number']],
  ['a string for a flag', { tracingEnabled: 'yes' }, ['tracingEnabled', '"yes"', 'true or false']],
  ['a list for all props', [], ['props', '[]', 'object']],
  ['a string for deleting objects', { autoDeleteObjects: 'yes', removalPolicy: 'destroy' }, ['autoDeleteObjects', '"yes"', 'true or false']],
  ['one key instead of a list', { previousEncryptionKeys: 'arn:aws:kms:x' }, ['previousEncryptionKeys', '"arn:aws:kms:x"', 'list']],
  ['an ARN in a list of keys', { previousEncryptionKeys: ['arn:aws:kms:x'] }, ['previousEncryptionKeys[0]', 'Key.fromKeyArn(this, "PreviousEncryptionKeys0", "arn:aws:kms:x")']],
  ['null in a list of keys', { previousEncryptionKeys: [null] }, ['previousEncryptionKeys[0]', 'null', 'IKey']],
];

test.each(UNTYPED)('%s: the error says what to write instead', (_, props, named) => expectNamed(errorOf(() => props as never), named));

test('the error names the pipeline, of which an app may have several', () => {
  const stack = new Stack(newApp(), 'Shop');
  new SalesDataPipeline(stack, 'Orders');
  expect(() => new SalesDataPipeline(stack, 'Returns', { maxConcurrency: 0 })).toThrow(/^SalesDataPipeline Shop\/Returns: maxConcurrency must /);
});

test('another kind of construct is refused', () => {
  expectNamed(errorOf((stack) => ({ bucket: new Queue(stack, 'DeadLetters') as never })), ['bucket', 'Queue', 'IBucket', 'Bucket.fromBucketName']);
});

test.each<[string, () => RecordSchema, string[]]>([
  ['no path', () => RecordSchema.fromFile(undefined as never), ['RecordSchema.fromFile', 'undefined', 'path']],
  ['a schema instead of a path', () => RecordSchema.fromFile({} as never), ['RecordSchema.fromFile', '{}', 'RecordSchema.fromObject']],
  ['a path as a reference', () => RecordSchema.fromObject({}, { references: ['x.json'] as never }), ['references[0]', '"x.json"', 'RecordSchema.fromFile("x.json")']],
  ['an object as a reference', () => RecordSchema.fromObject({}, { references: [{ $id: 'x' }] as never }), ['references[0]', '{"$id":"x"}', 'RecordSchema.fromObject']],
  ['one reference without a list', () => RecordSchema.fromObject({}, { references: RecordSchema.fromObject({}) as never }), ['references', 'list']],
])('%s: the error says what to write instead', (_, schema, named) => expectNamed(errorOf(() => ({ schema: schema() })), named, 'SalesDataPipeline'));

test.each<[string, PropsIn, string]>([
  ['recordsPointer', { recordsPointer: TOKEN }, 'recordsPointer'],
  ['deadLettersPerBatch', { deadLettersPerBatch: Token.asNumber({ Ref: 'Parameter' }) }, 'deadLettersPerBatch'],
  ['a name', partitionKey({ name: TOKEN }), 'tableKey.partitionKey.name'],
  ['a pointer', sortKey({ pointers: [TOKEN] }), 'tableKey.sortKey.pointers[0]'],
  ['a list of sensitive members', { sensitiveMembers: Token.asList({ Ref: 'Members' }) }, 'sensitiveMembers'],
  ['a list of pointers', partitionKey({ pointers: Token.asList({ Ref: 'Pointers' }) }), 'tableKey.partitionKey.pointers'],
])('a token in %s is refused: its value is known only at deployment', (_, props, prop) => {
  expectNamed(errorOf(props), [`SalesDataPipeline Test/Sales: ${prop} must be known at synth`, 'token', 'deployment']);
});

test('every retention outside 60 seconds to 14 days is refused', () => {
  const outside = fc.oneof(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 14 * 86400 + 1, max: 2 ** 31 }));
  fc.assert(fc.property(outside, (seconds) => errorOf({ dlqRetention: Duration.seconds(seconds) }).includes('dlqRetention')), runs(20));
});

test('every string that is not a JSON pointer is refused', () => {
  const notAPointer = fc.oneof(
    fc.string({ minLength: 1 }).filter((text) => !text.startsWith('/')),
    fc.string().map((text) => `/${text}~`),
    fc.string({ unit: fc.constantFrom('a', '2', '~', 'x') }).map((text) => `/~2${text}`),
  );
  fc.assert(fc.property(notAPointer, (recordsPointer) => errorOf({ recordsPointer }).includes('recordsPointer')), runs(30));
});
