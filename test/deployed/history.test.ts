import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { FileProcessed, HistoryRow } from '../../src/private/contract/messages';
import { COUNTS } from '../../src/private/contract/messages';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import { processed } from '../../testkit/pipeline/announcements';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { fanOutInput } from '../../testkit/pipeline/fan-out-input';

/** Matches no upload: these tests start the workflows themselves. */
const byHand = { objectKeyPrefix: 'never/' };

const mocks = {
  StateMachines: {
    'ByHand-FileWorkflow': { TestCases: { QueueDenies: { DeadLetter: 'Denied' }, NoFanOut: { Insert: 'Denied', StartFanOut: 'Denied' }, HistoryDenies: { WriteProcessed: 'Denied' } } },
    'ByHand-FanOutWorkflow': { TestCases: { CannotSplit: { SplitFile: 'Denied' } } },
  },
  MockedResponses: {
    Denied: { '0-9': { Throw: { Error: 'AccessDenied', Cause: 'not authorized' } } },
  },
};

let deployment: Deployment;
let uploads: DeployedPipeline;
let hand: DeployedPipeline;

beforeAll(async () => {
  deployment = await Deployment.of({
    Uploads: () => ({}),
    ByHand: () => byHand,
    NoHistoryTable: () => ({}),
    NoReports: () => ({ historyEnabled: false, announcementsEnabled: false }),
    NoVersions: (stack) => ({ bucket: new Bucket(stack, 'Unversioned') }),
  }, { mocks });
  uploads = deployment.pipeline('Uploads');
  hand = deployment.pipeline('ByHand');
}, 240_000);

afterAll(() => deployment?.stop());

/** The only row of an object. */
async function rowOf(pipeline: DeployedPipeline, key: string): Promise<HistoryRow> {
  const rows = await pipeline.history.findFile(pipeline.outputs.BucketName, key);
  expect(rows).toHaveLength(1);
  return rows[0];
}

const counts = (of: Partial<FileProcessed> | HistoryRow) => Object.fromEntries(COUNTS.map((count) => [count, of[count]]));
const sumOf = (reasons: HistoryRow['reasons'] = {}) => Object.values(reasons).reduce((sum, records) => sum + records, 0);
async function started({ fileWorkflow }: DeployedPipeline, event: object, mockCase?: string) {
  return fileWorkflow.ended(await fileWorkflow.start(event, mockCase));
}

test('a processed file has a row with the counts of its announcement, when the announcement is there', async () => {
  const records = [order({}, 'a'), order({}, 'b'), order({ other: 1 }, 'a'), {}, { 'contact-info': {}, 'order-info': {} }];

  const { announcement, deadLetters } = await uploads.upload('day/orders.json', JSON.stringify(records));

  const row = await rowOf(uploads, 'day/orders.json');
  const detail = processed(announcement);
  expect(counts(row)).toEqual(counts(detail));
  expect(row).toMatchObject({
    status: 'processed',
    bucket: detail.bucket,
    key: detail.key,
    versionId: detail.versionId,
    etag: detail.etag,
    bytes: detail.bytes,
    pipeline: detail.pipeline,
    execution: detail.execution,
    batches: 1,
    records: 5,
    conflicts: 1,
    rejected: 2,
    reasons: { KEY_CONFLICT: 1, SCHEMA_VIOLATION: 1, MISSING_KEY: 1 },
  });
  // The truth.
  expect(sumOf(row.reasons)).toBe(deadLetters.length);
  expect(row.inserted).toBe((await uploads.table.items()).length);
  const times = [row.uploaded, row.begun, row.done!].map((time) => time.slice(0, 19));
  expect(times).toEqual([...times].sort());
  expect(row.durationMs).toBe(Date.parse(row.done!) - Date.parse(row.begun));
  const days = (row.expires - Date.parse(row.done!) / 1_000) / 86_400;
  expect(days).toBeGreaterThan(89.9);
  expect(days).toBeLessThan(90.1);
});

test('a file that can\'t be read has a row with the reason of its announcement', async () => {
  const { announcement } = await uploads.upload('hello.json', 'hello');

  const { reason, message, execution } = announcement.detail as { reason: string; message: string; execution: string };
  const row = await rowOf(uploads, 'hello.json');
  expect(row).toMatchObject({ status: 'failed', reason, message, execution });
  expect(row.done).toBeDefined();
  expect(row.records).toBeUndefined();
});

test('a large file has a row from when FanOutWorkflow begins, and its batches and reasons add up', async () => {
  const records = Array.from({ length: 300 }, (_, i) => (i % 100 === 0 ? {} : order({ note: 'x'.repeat(8_000) }, `large ${i}`)));

  await uploads.put('large.json', JSON.stringify(records));
  const [begun] = await eventually(async () => uploads.history.findFile(uploads.outputs.BucketName, 'large.json'));
  const announcement = await uploads.announcementOf('large.json');

  expect(begun).toMatchObject({ status: 'processing', key: 'large.json' });
  expect(begun.done).toBeUndefined();
  expect(begun.execution).toBe(announcement.detail.execution);
  const row = await rowOf(uploads, 'large.json');
  expect(counts(row)).toEqual(counts(processed(announcement)));
  expect(row).toMatchObject({ status: 'processed', records: 300, inserted: 297, rejected: 3, reasons: { SCHEMA_VIOLATION: 3 }, begun: begun.begun, upload: begun.upload });
  expect(row.batches).toBeGreaterThanOrEqual(2);
  expect(await uploads.takeDeadLetters()).toHaveLength(3);
});

test('a file that is handed off halfway counts what was done before', async () => {
  const event = await hand.put('handed off.json', JSON.stringify([order({}, 'handed off'), {}]));

  await started(hand, event, 'QueueDenies');
  const announcement = await hand.announcementOf('handed off.json');

  const row = await rowOf(hand, 'handed off.json');
  expect(counts(row)).toEqual(counts(processed(announcement)));
  expect(row).toMatchObject({ status: 'processed', records: 2, rejected: 1, reasons: { SCHEMA_VIOLATION: 1 }, batches: 1 });
  expect(row.execution).toContain('FanOutWorkflow');
  await hand.takeDeadLetters();
});

test('FanOutWorkflow fails: the row says so and names the execution. It is started again, since the emulator has no redrive: the row ends processed', async () => {
  const event = await hand.put('unsplit.json', JSON.stringify([order({}, 'unsplit'), {}]));
  const failed = await hand.fanOutWorkflow.start(fanOutInput(event), 'CannotSplit');
  await hand.announcementOf('unsplit.json');
  expect(await rowOf(hand, 'unsplit.json')).toMatchObject({ status: 'failed', reason: 'PROCESSING_FAILED', message: 'not authorized', execution: failed });

  const again = await hand.fanOutWorkflow.start(fanOutInput(event));
  const announcement = await hand.announcementOf('unsplit.json');

  const row = await rowOf(hand, 'unsplit.json');
  expect(row).toMatchObject({ status: 'processed', execution: again, records: 2, inserted: 1, rejected: 1 });
  expect(row.reason).toBeUndefined();
  expect(counts(row)).toEqual(counts(processed(announcement)));
  await hand.takeDeadLetters();
});

test('FanOutWorkflow can\'t be started: the row says so', async () => {
  const event = await hand.put('stuck.json', JSON.stringify(order()));

  await started(hand, event, 'NoFanOut');
  await hand.announcementOf('stuck.json');

  expect(await rowOf(hand, 'stuck.json')).toMatchObject({ status: 'failed', reason: 'PROCESSING_FAILED' });
  await hand.takeDeadLetters();
});

test('a doubled event, and one about a failure from before, leave the row of a processed file as it is', async () => {
  const event = await hand.put('twice.json', JSON.stringify([order({}, 'twice'), {}]));
  await started(hand, event);
  const first = await rowOf(hand, 'twice.json');

  await started(hand, event);
  await hand.fanOutWorkflow.ended(await hand.fanOutWorkflow.start(fanOutInput(event)));
  await started(hand, {
    source: 'aws.states', detail: { executionArn: 'arn:x', status: 'FAILED', input: JSON.stringify(fanOutInput(event)) },
  });

  expect(await rowOf(hand, 'twice.json')).toEqual(first);
  expect(first).toMatchObject({ inserted: 1, repeated: 0, rejected: 1 });
  for (let k = 0; k < 4; k++) await hand.announcementOf('twice.json');
  await hand.takeDeadLetters();
});

test('ten executions side by side: one row, which has the counts of one announcement', async () => {
  const event = await hand.put('ten.json', JSON.stringify([order({}, 'ten'), {}]));

  await Promise.all(Array.from({ length: 10 }, async () => started(hand, event)));

  const announced: object[] = [];
  for (let k = 0; k < 10; k++) announced.push(counts(processed(await hand.announcementOf('ten.json'))));
  const row = await rowOf(hand, 'ten.json');
  expect(row.status).toBe('processed');
  expect(announced).toContainEqual(counts(row));
  await hand.takeDeadLetters();
});

test('a row that can\'t be written is missing, and nothing else is', async () => {
  const event = await hand.put('no row.json', JSON.stringify(order()));

  expect(await started(hand, event, 'HistoryDenies')).toMatchObject({ status: 'SUCCEEDED' });

  expect(processed(await hand.announcementOf('no row.json'))).toMatchObject({ records: 1, inserted: 1 });
  expect(await hand.history.findFile(hand.outputs.BucketName, 'no row.json')).toEqual([]);
});

test('an event that names no version of an object has no row', async () => {
  const before = await hand.history.listFiles(today());

  expect(await started(hand, {})).toMatchObject({ status: 'SUCCEEDED' });
  await hand.announcementOf('unknown');

  expect(await hand.history.listFiles(today())).toHaveLength(before.length);
  await hand.takeDeadLetters();
});

test('an event without a time, or with another text in its place, is as old as its execution', async () => {
  for (const time of [undefined, 'yesterday', 5]) {
    const key = `time ${String(time)}.json`;
    const event = await hand.put(key, JSON.stringify(order()));
    await started(hand, { ...event, time });
    await hand.announcementOf(key);

    const row = await rowOf(hand, key);
    expect(row.uploaded).toBe(row.begun);
  }
});

test('each version of an object has its row, also where the bucket keeps no versions', async () => {
  for (const pipeline of [uploads, deployment.pipeline('NoVersions')]) {
    await pipeline.upload('versions.json', JSON.stringify(order({ qty: 1 }, 'v1')));
    await pipeline.upload('versions.json', JSON.stringify(order({ qty: 1 }, 'v2')));

    const rows = (await pipeline.history.listFiles(today())).filter(({ key }) => key === 'versions.json');
    expect(rows.map(({ status }) => status)).toEqual(['processed', 'processed']);
    expect(rows[0].etag).not.toBe(rows[1].etag);
    expect(new Set(rows.map(({ upload }) => upload)).size).toBe(2);
  }
});

test('the longest object key fits into a row, and a key like %20+"\' is found as it is', async () => {
  for (const key of [`${'k'.repeat(1_019)}.json`, 'a/%20+"\'\u00e9\u{1f600}.json']) {
    await uploads.upload(key, JSON.stringify(order()));

    expect(await rowOf(uploads, key)).toMatchObject({ key, status: 'processed' });
  }
});

test('the files of a day are listed newest first; stuck files, and the same content under another object key, are found', async () => {
  const content = JSON.stringify(order({}, 'again'));
  await hand.put('again 1.json', content);
  const events = [await hand.put('again 1.json', content), await hand.put('again 2.json', content)];
  for (const event of events) {
    await started(hand, event);
    await hand.announcementOf(event.detail.object.key);
  }

  const files = await hand.history.listFiles(today());
  expect(files.map(({ uploaded }) => uploaded)).toEqual(files.map(({ uploaded }) => uploaded).sort().reverse());
  expect(files.slice(0, 2).map(({ key }) => key)).toEqual(['again 2.json', 'again 1.json']);
  expect((await hand.history.sameContent(today(), files[0])).map(({ key }) => key)).toEqual(['again 2.json', 'again 1.json']);
  expect(await hand.history.stuckFiles(today(), 0)).toEqual([]);
});

test('the history is gone: files are processed and announced all the same', async () => {
  const pipeline = deployment.pipeline('NoHistoryTable');
  await deployment.clients.dynamodb.send(new DeleteTableCommand({ TableName: pipeline.outputs.HistoryTableName }));

  const { announcement, deadLetters } = await pipeline.upload('orders.json', JSON.stringify([order(), {}]));
  const { announcement: failed } = await pipeline.upload('hello.json', 'hello');

  expect(announcement.detail).toMatchObject({ records: 2, inserted: 1, rejected: 1 });
  expect(deadLetters).toHaveLength(1);
  expect(failed.detail).toMatchObject({ reason: 'FILE_UNREADABLE' });
});

test('without history and announcements, files are processed all the same', async () => {
  const pipeline = deployment.pipeline('NoReports');
  await pipeline.put('orders.json', JSON.stringify([order(), {}]));
  await pipeline.put('hello.json', 'hello');

  const items = await eventually(async () => pipeline.table.items());
  expect(items).toHaveLength(1);
  await eventually(async () => (await pipeline.deadLetterQueue.count() === 2 ? [true] : []));
  expect((await pipeline.takeDeadLetters()).map(({ reason }) => reason).sort()).toEqual(['FILE_UNREADABLE', 'SCHEMA_VIOLATION']);
  expect(await pipeline.fileWorkflow.failures()).toEqual([]);
});

const today = () => new Date().toISOString().slice(0, 10);

async function eventually<T>(look: () => Promise<T[]>, seconds = 60): Promise<T[]> {
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline;) {
    const found = await look();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing after ${seconds} s`);
}
