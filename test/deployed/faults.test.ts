import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteQueueCommand } from '@aws-sdk/client-sqs';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { DuplicatePolicy, RecordSchema } from '../../src';
import type { Announcement } from '../../src/private/contract/messages';
import { wholeFile } from '../../src/private/contract/whole-file';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import { processed } from '../../testkit/pipeline/announcements';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { fanOutInput } from '../../testkit/pipeline/fan-out-input';

/** Matches no upload: these tests start the workflows themselves. */
const byHand = { objectKeyPrefix: 'never/' };
const pipelines = {
  Uploads: () => ({}),
  ByHand: () => byHand,
  NoTable: () => ({}),
  NoQueue: () => ({}),
  Overwriting: () => ({ ...byHand, duplicatePolicy: DuplicatePolicy.OVERWRITE }),
  // The time that this expression takes doubles with every character of a name that does not match.
  Poisoned: () => ({ schema: RecordSchema.fromObject({ properties: { name: { pattern: '^(a+)+$' } } }) }),
};
const mocks = {
  StateMachines: {
    'ByHand-FileWorkflow': {
      TestCases: {
        Throttled: { Insert: 'Throttled' },
        QueueDenies: { DeadLetter: 'Denied' },
        NoFanOut: { Insert: 'Throttled', StartFanOut: 'Denied' },
      },
    },
    'ByHand-FanOutWorkflow': {
      TestCases: {
        CannotSplit: { SplitFile: 'Denied' },
        Gone: { SplitFile: 'OneBatch' },
        Throttled: { Insert: 'Throttled' },
        NoValidator: { ValidateBatch: 'NoFunction', ValidateRecord: 'NoFunction' },
        GoneWhileIsolating: { ValidateBatch: 'Crashes', ListRecords: 'ThreeRecords' },
      },
    },
  },
  MockedResponses: {
    Throttled: { '0-1': { Throw: { Error: 'DynamoDb.ProvisionedThroughputExceededException', Cause: 'too many requests' } } },
    Denied: { '0-9': { Throw: { Error: 'AccessDenied', Cause: 'not authorized' } } },
    NoFunction: { '0-999': { Throw: { Error: 'Lambda.ResourceNotFoundException', Cause: 'Function not found' } } },
    Crashes: { '0-9': { Throw: { Error: 'Runtime.ExitError', Cause: 'RequestId: 1 Error: Runtime exited with error: signal: killed' } } },
    ThreeRecords: {
      0: { Return: { records: [0, 1, 2].map((index) => ({ index, offset: 20 * index, length: 19, damaged: false })), next: null, fileError: null } },
    },
    OneBatch: { 0: { Return: { batches: [wholeFile(10)], rest: null, fileError: null } } },
  },
};

let deployment: Deployment;
let uploads: DeployedPipeline;
let hand: DeployedPipeline;

beforeAll(async () => {
  deployment = await Deployment.of(pipelines, {
    mocks,
    adjust: (pipeline) => {
      (pipeline.validatorFunction.node.defaultChild as CfnFunction).timeout = 2;
    },
  });
  uploads = deployment.pipeline('Uploads');
  hand = deployment.pipeline('ByHand');
}, 240_000);

afterAll(() => deployment?.stop());

function counts(announcement: Announcement) {
  const { records, inserted, repeated, rejected, conflicts } = processed(announcement);
  return { records, inserted, repeated, rejected, conflicts };
}

describe('the table', () => {
  test('is gone: every valid record becomes a dead letter with the record, after the fallback path has tried as well', async () => {
    const pipeline = deployment.pipeline('NoTable');
    await deployment.clients.dynamodb.send(new DeleteTableCommand({ TableName: pipeline.outputs.TableName }));
    const records = [order(), { 'order-info': {} }, order()];

    const { announcement, deadLetters } = await pipeline.upload('orders.json', JSON.stringify(records));

    expect(counts(announcement)).toEqual({ records: 3, inserted: 0, repeated: 0, rejected: 3, conflicts: 0 });
    expect(deadLetters.map(({ reason, record }) => ({ reason, record }))).toEqual([
      { reason: 'INSERT_FAILED', record: JSON.stringify(records[0]) },
      { reason: 'SCHEMA_VIOLATION', record: JSON.stringify(records[1]) },
      { reason: 'INSERT_FAILED', record: JSON.stringify(records[2]) },
    ]);
    expect(deadLetters[0].errors[0].keyword).toMatch(/ResourceNotFound/);
  });

  test('throttles the fast path: the file is handed off and all records are inserted', async () => {
    const event = await hand.put('throttled.json', JSON.stringify([order(), order(), order(), {}]));

    await hand.fileWorkflow.start(event, 'Throttled');
    const announcement = await hand.announcementOf('throttled.json');

    const { inserted, repeated, ...others } = counts(announcement);
    expect(inserted + repeated).toBe(3);
    expect(others).toEqual({ records: 4, rejected: 1, conflicts: 0 });
    expect(await hand.takeDeadLetters()).toMatchObject([{ reason: 'SCHEMA_VIOLATION', source: { recordIndex: 3 } }]);
  });

  test('throttles the fallback path for good: those records become dead letters, the others are inserted', async () => {
    const records = [0, 1, 2].map((i) => order({}, `throttled ${i}`));
    const event = await hand.put('throttled for good.json', JSON.stringify(records));

    await hand.fanOutWorkflow.start(fanOutInput(event), 'Throttled');
    const announcement = await hand.announcementOf('throttled for good.json');

    expect(counts(announcement)).toEqual({ records: 3, inserted: 1, repeated: 0, rejected: 2, conflicts: 0 });
    const deadLetters = await hand.takeDeadLetters();
    expect(deadLetters.map(({ reason }) => reason)).toEqual(['INSERT_FAILED', 'INSERT_FAILED']);
    const stored = (await hand.table.items()).map((item) => item.orderId.S);
    expect(deadLetters.map(({ record }) => record).sort()).toEqual(records.filter((_, i) => !stored.includes(`throttled ${i}`)).map((record) => JSON.stringify(record)).sort());
  });
});

describe('the queue', () => {
  test('is gone: the file stays behind as a failed execution, from which everything is done when the queue is back', async () => {
    const pipeline = deployment.pipeline('NoQueue');
    await deployment.clients.sqs.send(new DeleteQueueCommand({ QueueUrl: pipeline.outputs.DeadLetterQueueUrl }));
    await pipeline.put('orders.json', JSON.stringify([order(), { 'order-info': {} }]));
    const [failed] = await eventually(async () => (await pipeline.fanOutWorkflow.executions()).filter(({ status }) => status === 'FAILED'));
    await deployment.clients.sqs.send(new CreateQueueCommand({ QueueName: pipeline.outputs.DeadLetterQueueUrl.split('/').pop() }));

    const { input } = await pipeline.fanOutWorkflow.describe(failed.executionArn!);
    await pipeline.fanOutWorkflow.start(JSON.parse(input!) as object);
    let announcement = await pipeline.announcementOf('orders.json');
    if (announcement['detail-type'] === 'Sales File Failed') {
      // Of the failed execution, which may find the queue again as well.
      announcement = await pipeline.announcementOf('orders.json');
    }

    expect(counts(announcement)).toEqual({ records: 2, inserted: 0, repeated: 1, rejected: 1, conflicts: 0 });
    expect((await pipeline.takeDeadLetters()).filter(({ reason }) => reason === 'SCHEMA_VIOLATION')).toHaveLength(1);
    expect(await pipeline.table.items()).toHaveLength(1);
  });

  test('denies the fast path: the fallback path sends the dead letters', async () => {
    const event = await hand.put('denied.json', JSON.stringify([order(), {}]));

    await hand.fileWorkflow.start(event, 'QueueDenies');
    const announcement = await hand.announcementOf('denied.json');

    expect(counts(announcement)).toEqual({ records: 2, inserted: 0, repeated: 1, rejected: 1, conflicts: 0 });
    expect(await hand.takeDeadLetters()).toHaveLength(1);
  });
});

describe('the functions', () => {
  test('a record that keeps the validator busy for ever becomes a dead letter; its neighbours are stored', async () => {
    const records = [order(), { ...order(), name: `${'a'.repeat(40)}!` }, order()];
    const file = JSON.stringify(records);

    const { announcement, deadLetters } = await deployment.pipeline('Poisoned').upload('poisoned.json', file);

    expect(counts(announcement)).toEqual({ records: 3, inserted: 2, repeated: 0, rejected: 1, conflicts: 0 });
    expect(deadLetters).toMatchObject([{ reason: 'VALIDATOR_FAILED', source: { recordIndex: 1 } }]);
    const { byteOffset, byteLength } = deadLetters[0].source;
    expect(file.slice(byteOffset, byteOffset + byteLength!)).toBe(JSON.stringify(records[1]));
  }, 120_000);

  test('the splitter fails for good: one dead letter names the execution that can be redriven', async () => {
    const event = await hand.put('unsplit.json', JSON.stringify(order()));

    const execution = await hand.fanOutWorkflow.start(fanOutInput(event), 'CannotSplit');
    const announcement = await hand.announcementOf('unsplit.json');

    expect(await hand.fileWorkflow.ended(execution)).toMatchObject({ status: 'FAILED' });
    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Failed', 'detail': { reason: 'PROCESSING_FAILED', execution } });
    expect(await hand.takeDeadLetters()).toMatchObject([{ reason: 'PROCESSING_FAILED', execution, source: { key: 'unsplit.json' } }]);
  });

  test('the validator is deleted: no record is blamed for it, and one dead letter names the execution that can be redriven', async () => {
    const event = await hand.put('unvalidated.json', JSON.stringify([order(), order(), order()]));

    const execution = await hand.fanOutWorkflow.start(fanOutInput(event), 'NoValidator');
    const announcement = await hand.announcementOf('unvalidated.json');

    expect(await hand.fanOutWorkflow.ended(execution)).toMatchObject({ status: 'FAILED' });
    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Failed', 'detail': { reason: 'PROCESSING_FAILED', execution } });
    expect(await hand.takeDeadLetters()).toMatchObject([{ reason: 'PROCESSING_FAILED', execution, source: { key: 'unvalidated.json' } }]);
  });

  test('the fallback path cannot be started: one dead letter says so', async () => {
    const event = await hand.put('stuck.json', JSON.stringify(order()));

    await hand.fileWorkflow.start(event, 'NoFanOut');
    const announcement = await hand.announcementOf('stuck.json');

    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Failed', 'detail': { reason: 'PROCESSING_FAILED' } });
    expect(await hand.takeDeadLetters()).toMatchObject([{ reason: 'PROCESSING_FAILED', source: { key: 'stuck.json' } }]);
  });
});

describe('steps without an accepted record', () => {
  const invalid = { 'order-info': {}, 'padding': 'x'.repeat(1_000) };
  test.each([
    ['one invalid record', JSON.stringify(invalid), { records: 1, inserted: 0, rejected: 1 }],
    ['an empty array', '[]', { records: 0, inserted: 0, rejected: 0 }],
    // More than one answer holds, so that the last one has rejects only.
    ['a good record and many invalid ones', [order(), ...Array(250).fill(invalid)].map((record) => JSON.stringify(record)).join('\n'), { records: 251, inserted: 1, rejected: 250 }],
  ])('%s: nothing fails under OVERWRITE', async (name, file, expected) => {
    const pipeline = deployment.pipeline('Overwriting');
    const event = await pipeline.put(`${name}.json`, file);

    const execution = await pipeline.fileWorkflow.start(event);
    expect(await pipeline.fileWorkflow.ended(execution)).toMatchObject({ status: 'SUCCEEDED' });
    expect(counts(await pipeline.announcementOf(`${name}.json`))).toMatchObject(expected);
    expect(await pipeline.takeDeadLetters()).toHaveLength(expected.rejected);
    expect(await pipeline.fanOutWorkflow.executions()).toEqual([]);
  });
});

describe('the object', () => {
  test('is deleted while its records are isolated: one dead letter says so, and none is about a record', async () => {
    const key = 'gone while isolating.json';
    const event = await hand.put(key, [1, 2, 3].map(() => JSON.stringify(order())).join('\n'));
    await deployment.clients.s3.send(new DeleteObjectCommand({ Bucket: hand.outputs.BucketName, Key: key, VersionId: event.detail.object['version-id'] }));

    const input = fanOutInput(event);
    const execution = await hand.fanOutWorkflow.start(input, 'GoneWhileIsolating');
    const announcement = await hand.announcementOf(key);

    expect(await hand.fanOutWorkflow.ended(execution)).toMatchObject({ status: 'SUCCEEDED' });
    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Failed', 'detail': { reason: 'FILE_CHANGED' } });
    expect(await hand.takeDeadLetters()).toMatchObject([{ reason: 'FILE_CHANGED', source: { key, recordIndex: null } }]);
  });

  test.each([
    ['is deleted before it is read', 'fileWorkflow', undefined],
    ['is deleted before it is split', 'fanOutWorkflow', undefined],
    ['is deleted between split and read', 'fanOutWorkflow', 'Gone'],
  ] as const)('%s: one dead letter says so', async (name, workflow, mockCase) => {
    // As long as can be, of characters that are two UTF-16 code units: a message that were cut between the two could not be sent.
    const key = `${name} ${'\u{1f600}'.repeat((1_024 - name.length - 1) / 4)}`;
    const event = await hand.put(key, JSON.stringify(order()));
    await deployment.clients.s3.send(new DeleteObjectCommand({
      Bucket: hand.outputs.BucketName, Key: key, VersionId: event.detail.object['version-id'],
    }));

    await hand[workflow].start(workflow === 'fileWorkflow' ? event : fanOutInput(event), mockCase);
    const announcement = await hand.announcementOf(key);

    expect(announcement).toMatchObject({ 'detail-type': 'Sales File Failed', 'detail': { reason: 'FILE_CHANGED', message: 'the version of the object has been deleted' } });
    expect(await hand.takeDeadLetters()).toMatchObject([{ reason: 'FILE_CHANGED', source: { key } }]);
  });

  test('is overwritten before it is read: the version that the event names is read', async () => {
    const event = await hand.put('twice.json', JSON.stringify(order({ qty: 1 }, 'written twice')));
    await hand.put('twice.json', JSON.stringify(order({ qty: 2 }, 'written twice')));

    await hand.fileWorkflow.start(event);
    await hand.announcementOf('twice.json');

    const stored = (await hand.table.items()).find((item) => item.orderId.S === 'written twice');
    expect(stored).toMatchObject({ 'order-info': { M: { qty: { N: '1' } } } });
  });
});

describe('events', () => {
  test('ten copies: the table is as after one, and no dead letter is lost', async () => {
    const event = await hand.put('copies.json', JSON.stringify([order(), order(), {}]));
    const before = (await hand.table.items()).length;

    await Promise.all(Array.from({ length: 10 }, () => hand.fileWorkflow.start(event)));
    const announcements: Announcement[] = [];
    for (let i = 0; i < 10; i++) {
      announcements.push(await hand.announcementOf('copies.json'));
    }

    const sum = (count: 'inserted' | 'repeated' | 'conflicts') => announcements.reduce((total, announcement) => total + processed(announcement)[count], 0);
    expect({ inserted: sum('inserted'), repeated: sum('repeated'), conflicts: sum('conflicts') }).toEqual({ inserted: 2, repeated: 18, conflicts: 0 });
    expect(await hand.table.items()).toHaveLength(before + 2);
    expect((await hand.takeDeadLetters()).length).toBeGreaterThanOrEqual(1);
  });

  test.each(['with space.json', 'a+b.json', '100%.json', '%20+.json', 'Größe/日本語.json', 'quote"s\'.json'])('an object key like %s is reported as it is', async (key) => {
    const { announcement, deadLetters } = await uploads.upload(key, JSON.stringify([order(), {}]));

    expect(counts(announcement)).toMatchObject({ records: 2, inserted: 1, rejected: 1 });
    expect(deadLetters).toMatchObject([{ source: { key } }]);
    expect((await uploads.table.items()).map((item) => item._source.S)).toContain(`${key}#0`);
  });

  test('an object key with a character that SQS rejects is reported with another; the file is read, and the item names the key as it is', async () => {
    const key = 'odd\uffff\u0001.json';
    await hand.fileWorkflow.ended(await hand.fileWorkflow.start(await hand.put(key, JSON.stringify([order({ qty: 1 }, 'odd'), {}]))));
    await hand.announcementOf(key);
    await hand.fileWorkflow.ended(await hand.fileWorkflow.start(await hand.put(key, JSON.stringify(order({ qty: 2 }, 'odd')))));
    await hand.announcementOf(key);

    const source = { key: 'odd\ufffd\u0001.json' };
    expect(await hand.takeDeadLetters()).toMatchObject([
      { reason: 'SCHEMA_VIOLATION', source, existing: null },
      { reason: 'KEY_CONFLICT', source, existing: { source: `${source.key}#0` } },
    ]);
    expect((await hand.table.items()).map((item) => item._source.S)).toContain(`${key}#0`);
  });

  test('an invalid event with characters that SQS rejects becomes a dead letter without them', async () => {
    const object = { key: 'k\uffff', etag: 'e\ufffe', size: 1 };
    await hand.fileWorkflow.ended(await hand.fileWorkflow.start({ detail: { bucket: { name: 'b\ufffe' }, object } }));
    await hand.announcementOf('k\uffff');

    const deadLetters = await hand.takeDeadLetters();
    expect(deadLetters).toMatchObject([{ reason: 'INVALID_EVENT', source: { bucket: 'b\ufffd', key: 'k\ufffd' } }]);
    expect(deadLetters[0].record).not.toMatch(/[\ufffe\uffff]/);
    expect(JSON.parse(deadLetters[0].record!)).toMatchObject({ detail: { object: { size: 1 } } });
  });

  const object = { key: 'k', etag: 'e', size: 1 };
  const upload = (members: object, bucket: unknown = 'b') => ({ source: 'aws.s3', detail: { bucket: { name: bucket }, object: { ...object, ...members } } });
  const status = (members: object) => ({ source: 'aws.states', detail: { executionArn: 'arn:x', status: 'FAILED', ...members } });
  const fanOut = (file: object) => ({ input: JSON.stringify({ file: { bucket: 'b', versionId: null, ...object, ...file } }) });

  test.each<[string, object, string?]>([
    ['nothing', {}],
    ['no size', upload({ size: undefined }), 'k'],
    ['a negative size', upload({ size: -5 }), 'k'],
    ['a size that is not whole', upload({ size: 1.5 }), 'k'],
    ['a size as text', upload({ size: '1' }), 'k'],
    ['an empty key', upload({ key: '' })],
    ['a key that is too long', upload({ key: 'k'.repeat(2_000) })],
    ['an empty bucket', upload({}, ''), 'k'],
    ['a bucket that is no text', upload({}, { name: 'b' }), 'k'],
    ['a version that is no text', upload({ 'version-id': { a: 1 } }), 'k'],
    ['no input of FanOutWorkflow', status({})],
    ['an input of FanOutWorkflow that is not JSON', status({ input: '{' })],
    ['an input of FanOutWorkflow without a file', status({ input: '{"files":[]}' })],
    ['an input of FanOutWorkflow with a size that is not whole', status(fanOut({ size: 0.5 }))],
    ['an input of FanOutWorkflow without an object key', status(fanOut({ key: '' }))],
    ['no status of FanOutWorkflow', status({ ...fanOut({}), status: undefined })],
  ])('an event with %s in it becomes a dead letter with the event', async (_name, event, key = 'unknown') => {
    const execution = await hand.fileWorkflow.start(event);
    expect(await hand.fileWorkflow.ended(execution)).toMatchObject({ status: 'SUCCEEDED' });

    const deadLetters = await hand.takeDeadLetters();
    expect(deadLetters).toMatchObject([{ reason: 'INVALID_EVENT', source: { key } }]);
    expect(JSON.parse(deadLetters[0].record!)).toEqual(JSON.parse(JSON.stringify(event)));
    await hand.announcementOf(key);
  });

  test('an invalid event that is too long for a dead letter becomes one without it', async () => {
    await hand.fileWorkflow.ended(await hand.fileWorkflow.start({ detail: { object: { key: '\u0001'.repeat(40_000) } } }));

    expect(await hand.takeDeadLetters()).toMatchObject([{ reason: 'INVALID_EVENT', record: null, source: { key: 'unknown' } }]);
    await hand.announcementOf('unknown');
  });

  test('an execution of FanOutWorkflow with an input of another shape fails, and becomes a dead letter', async () => {
    await hand.fanOutWorkflow.start({ files: ['a.json'] });

    await hand.announcementOf('unknown');
    expect(await hand.takeDeadLetters()).toMatchObject([{ reason: 'INVALID_EVENT', source: { bucket: null, key: 'unknown' } }]);
  });
});

async function eventually<T>(look: () => Promise<T[]>, seconds = 60): Promise<T[]> {
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline;) {
    const found = await look();
    if (found.length > 0) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`nothing after ${seconds} s`);
}
