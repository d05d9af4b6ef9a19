import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteQueueCommand } from '@aws-sdk/client-sqs';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Announcement, DeployedPipeline, Letter } from './support/deployed-pipeline';
import { Deployment } from './support/deployment';
import { fanOutInput } from './support/fan-out-input';
import { order } from './support/sample-files';
import { RecordSchema } from '../../src';
import { wholeFile } from '../../src/private/contract/whole-file';

/** Never the bucket's own events: the tests start the workflows by hand. */
const byHand = { objectKeyPrefix: 'never/' };
const pipelines = {
  Uploads: () => ({}),
  ByHand: () => byHand,
  NoTable: () => ({}),
  NoQueue: () => ({}),
  // The time that this expression takes doubles with every letter of a name that does not match.
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
      },
    },
  },
  MockedResponses: {
    Throttled: { '0-1': { Throw: { Error: 'DynamoDb.ProvisionedThroughputExceededException', Cause: 'too many requests' } } },
    Denied: { '0-9': { Throw: { Error: 'AccessDenied', Cause: 'not authorized' } } },
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

const counts = ({ detail }: Announcement) => {
  const { records, inserted, repeated, rejected, conflicts } = detail;
  return { records, inserted, repeated, rejected, conflicts };
};
const byPosition = (letters: Letter[]) => letters.sort((a, b) => a.source.byteOffset - b.source.byteOffset);

describe('the table', () => {
  test('is gone: every valid record is a letter that holds it, after the patient way has tried as well', async () => {
    const pipeline = deployment.pipeline('NoTable');
    await deployment.clients.dynamodb.send(new DeleteTableCommand({ TableName: pipeline.outputs.table }));
    const records = [order(), { 'order-info': {} }, order()];

    const { announcement, letters } = await pipeline.upload('orders.json', JSON.stringify(records));

    expect(counts(announcement)).toEqual({ records: 3, inserted: 0, repeated: 0, rejected: 3, conflicts: 0 });
    expect(letters.map(({ reason, record }) => ({ reason, record }))).toEqual([
      { reason: 'INSERT_FAILED', record: JSON.stringify(records[0]) },
      { reason: 'SCHEMA_VIOLATION', record: JSON.stringify(records[1]) },
      { reason: 'INSERT_FAILED', record: JSON.stringify(records[2]) },
    ]);
    expect(letters[0].errors[0].keyword).toMatch(/ResourceNotFound/);
  });

  test('throttles the short way: the file is handed on and all records are inserted', async () => {
    const event = await hand.put('throttled.json', JSON.stringify([order(), order(), order(), {}]));

    await hand.start('fileWorkflow', event, 'Throttled');
    const announcement = await hand.announcement('throttled.json');

    const { inserted, repeated, ...others } = counts(announcement);
    expect(inserted + repeated).toBe(3);
    expect(others).toEqual({ records: 4, rejected: 1, conflicts: 0 });
    expect(await hand.takeLetters()).toMatchObject([{ reason: 'SCHEMA_VIOLATION', source: { recordIndex: 3 } }]);
  });

  test('throttles the patient way for good: those records are letters, the others are inserted', async () => {
    const records = [order(), order(), order()];
    const event = await hand.put('throttled for good.json', JSON.stringify(records));

    await hand.start('fanOutWorkflow', fanOutInput(event), 'Throttled');
    const announcement = await hand.announcement('throttled for good.json');

    expect(counts(announcement)).toEqual({ records: 3, inserted: 1, repeated: 0, rejected: 2, conflicts: 0 });
    const letters = await hand.takeLetters();
    expect(letters.map((letter) => letter.reason)).toEqual(['INSERT_FAILED', 'INSERT_FAILED']);
    const stored = (await hand.items()).map((item) => item.orderId.S);
    const lettered = letters.map((letter) => JSON.parse(letter.record!)['order-info'].OrderId);
    expect(records.map((record) => (record['order-info'] as any).OrderId).filter((id) => !stored.includes(id)).sort()).toEqual(lettered.sort());
  });
});

describe('the queue', () => {
  test('is gone: the file stays behind as a failed execution, from which everything is done when the queue is back', async () => {
    const pipeline = deployment.pipeline('NoQueue');
    await deployment.clients.sqs.send(new DeleteQueueCommand({ QueueUrl: pipeline.outputs.queue }));
    await pipeline.put('orders.json', JSON.stringify([order(), { 'order-info': {} }]));
    const [failed] = await eventually(async () => (await pipeline.executions('fanOutWorkflow')).filter(({ status }) => status === 'FAILED'));
    await deployment.clients.sqs.send(new CreateQueueCommand({ QueueName: pipeline.outputs.queue.split('/').pop() }));

    await pipeline.start('fanOutWorkflow', failed.input);
    let announcement = await pipeline.announcement('orders.json');
    if (announcement.type === 'Sales File Failed') {
      // Of the failed execution; it may find the queue back as well.
      announcement = await pipeline.announcement('orders.json');
    }

    expect(counts(announcement)).toEqual({ records: 2, inserted: 0, repeated: 1, rejected: 1, conflicts: 0 });
    expect((await pipeline.takeLetters()).filter((letter) => letter.reason === 'SCHEMA_VIOLATION')).toHaveLength(1);
    expect(await pipeline.items()).toHaveLength(1);
  });

  test('denies the short way: the patient way sends the letters', async () => {
    const event = await hand.put('denied.json', JSON.stringify([order(), {}]));

    await hand.start('fileWorkflow', event, 'QueueDenies');
    const announcement = await hand.announcement('denied.json');

    expect(counts(announcement)).toEqual({ records: 2, inserted: 0, repeated: 1, rejected: 1, conflicts: 0 });
    expect(await hand.takeLetters()).toHaveLength(1);
  });
});

describe('the functions', () => {
  test('a record that keeps the validator busy for ever is a letter; its neighbours are stored', async () => {
    const records = [order(), { ...order(), name: `${'a'.repeat(40)}!` }, order()];
    const file = JSON.stringify(records);

    const { announcement, letters } = await deployment.pipeline('Poisoned').upload('poisoned.json', file);

    expect(counts(announcement)).toEqual({ records: 3, inserted: 2, repeated: 0, rejected: 1, conflicts: 0 });
    expect(letters).toMatchObject([{ reason: 'VALIDATOR_FAILED', source: { recordIndex: 1 } }]);
    const { byteOffset, byteLength } = letters[0].source;
    expect(file.slice(byteOffset, byteOffset + byteLength)).toBe(JSON.stringify(records[1]));
  }, 120_000);

  test('the splitter fails for good: one letter names the execution that can be redriven', async () => {
    const event = await hand.put('unsplit.json', JSON.stringify(order()));

    const execution = await hand.start('fanOutWorkflow', fanOutInput(event), 'CannotSplit');
    const announcement = await hand.announcement('unsplit.json');

    expect(await hand.ended(execution)).toMatchObject({ status: 'FAILED' });
    expect(announcement).toMatchObject({ type: 'Sales File Failed', detail: { reason: 'PROCESSING_FAILED', execution } });
    expect(await hand.takeLetters()).toMatchObject([{ reason: 'PROCESSING_FAILED', execution, source: { key: 'unsplit.json' } }]);
  });

  test('the patient way can\'t be started: one letter says so', async () => {
    const event = await hand.put('stuck.json', JSON.stringify(order()));

    await hand.start('fileWorkflow', event, 'NoFanOut');
    const announcement = await hand.announcement('stuck.json');

    expect(announcement).toMatchObject({ type: 'Sales File Failed', detail: { reason: 'PROCESSING_FAILED' } });
    expect(await hand.takeLetters()).toMatchObject([{ reason: 'PROCESSING_FAILED', source: { key: 'stuck.json' } }]);
  });
});

describe('the object', () => {
  test.each([
    ['is deleted before it is read', 'fileWorkflow', undefined],
    ['is deleted before it is split', 'fanOutWorkflow', undefined],
    ['is deleted between split and read', 'fanOutWorkflow', 'Gone'],
  ] as const)('%s: one letter says so', async (name, workflow, mockCase) => {
    // So long that there is more of it in the message than of the reason.
    const key = `${name} ${'x'.repeat(150)}.json`;
    const event: any = await hand.put(key, JSON.stringify(order()));
    await deployment.clients.s3.send(new DeleteObjectCommand({
      Bucket: hand.outputs.bucket, Key: key, VersionId: event.detail.object['version-id'],
    }));

    await hand.start(workflow, workflow === 'fileWorkflow' ? event : fanOutInput(event), mockCase);
    const announcement = await hand.announcement(key);

    expect(announcement).toMatchObject({ type: 'Sales File Failed', detail: { reason: 'FILE_CHANGED', message: expect.stringMatching(/has been deleted$/) } });
    expect(await hand.takeLetters()).toMatchObject([{ reason: 'FILE_CHANGED', source: { key } }]);
  });

  test('is written anew before it is read: what the event names is read, not what is there now', async () => {
    const event = await hand.put('twice.json', JSON.stringify(order({ qty: 1 }, 'written twice')));
    await hand.put('twice.json', JSON.stringify(order({ qty: 2 }, 'written twice')));

    await hand.start('fileWorkflow', event);
    await hand.announcement('twice.json');

    const stored = (await hand.items()).find((item) => item.orderId.S === 'written twice');
    expect(stored).toMatchObject({ 'order-info': { M: { qty: { N: '1' } } } });
  });
});

describe('events', () => {
  test('ten copies: the table is as after one, and no letter is lost', async () => {
    const event = await hand.put('copies.json', JSON.stringify([order(), order(), {}]));
    const before = (await hand.items()).length;

    await Promise.all(Array.from({ length: 10 }, () => hand.start('fileWorkflow', event)));
    const announcements: Announcement[] = [];
    for (let i = 0; i < 10; i++) {
      announcements.push(await hand.announcement('copies.json'));
    }

    const sum = (count: 'inserted' | 'repeated' | 'conflicts') => announcements.reduce((total, { detail }) => total + detail[count], 0);
    expect({ inserted: sum('inserted'), repeated: sum('repeated'), conflicts: sum('conflicts') }).toEqual({ inserted: 2, repeated: 18, conflicts: 0 });
    expect(await hand.items()).toHaveLength(before + 2);
    expect((await hand.takeLetters()).length).toBeGreaterThanOrEqual(1);
  });

  test.each(['with space.json', 'a+b.json', '100%.json', '%20+.json', 'Größe/日本語.json', 'quote"s\'.json'])('a key like %s is told as it is', async (key) => {
    const { announcement, letters } = await uploads.upload(key, JSON.stringify([order(), {}]));

    expect(counts(announcement)).toMatchObject({ records: 2, inserted: 1, rejected: 1 });
    expect(letters).toMatchObject([{ source: { key } }]);
    expect((await uploads.items()).map((item) => item._source.S)).toContain(`${key}#0`);
  });

  test('a key with a character that SQS refuses is told with another; the file is read, and the item names it as it is', async () => {
    const key = 'odd\uffff\u0001.json';
    await hand.ended(await hand.start('fileWorkflow', await hand.put(key, JSON.stringify([order({ qty: 1 }, 'odd'), {}]))));
    await hand.announcement(key);
    await hand.ended(await hand.start('fileWorkflow', await hand.put(key, JSON.stringify(order({ qty: 2 }, 'odd')))));
    await hand.announcement(key);

    const source = { key: 'odd\ufffd\u0001.json' };
    expect(await hand.takeLetters()).toMatchObject([
      { reason: 'SCHEMA_VIOLATION', source, existing: null },
      { reason: 'KEY_CONFLICT', source, existing: { source: `${source.key}#0` } },
    ]);
    expect((await hand.items()).map((item) => item._source.S)).toContain(`${key}#0`);
  });

  test('an invalid one with characters that SQS refuses is a letter without them', async () => {
    const object = { key: 'k\uffff', etag: 'e\ufffe', size: 1 };
    await hand.ended(await hand.start('fileWorkflow', { detail: { bucket: { name: 'b\ufffe' }, object } }));
    await hand.announcement('k\uffff');

    const letters = await hand.takeLetters();
    expect(letters).toMatchObject([{ reason: 'INVALID_EVENT', source: { bucket: 'b\ufffd', key: 'k\ufffd' } }]);
    expect(letters[0].record).not.toMatch(/[\ufffe\uffff]/);
    expect(JSON.parse(letters[0].record!)).toMatchObject({ detail: { object: { size: 1 } } });
  });

  test.each([
    ['nothing', {}],
    ['no size', { source: 'aws.s3', detail: { bucket: { name: 'b' }, object: { key: 'k', etag: 'e' } } }],
    ['an empty key', { source: 'aws.s3', detail: { bucket: { name: 'b' }, object: { key: '' } } }],
  ])('one with %s in it is a letter that holds it', async (_name, event) => {
    const execution = await hand.start('fileWorkflow', event);
    expect(await hand.ended(execution)).toMatchObject({ status: 'SUCCEEDED' });

    const letters = byPosition(await hand.takeLetters());
    expect(letters).toMatchObject([{ reason: 'INVALID_EVENT' }]);
    expect(JSON.parse(letters[0].record!)).toEqual(event);
    await hand.announcement((event as any).detail?.object?.key || 'unknown');
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
