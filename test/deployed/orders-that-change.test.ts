import { DuplicatePolicy } from '../../src';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import { processed } from '../../testkit/pipeline/announcements';
import type { DeployedPipeline, Upload } from '../../testkit/pipeline/deployed-pipeline';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.of({
    Uploads: () => ({ duplicatePolicy: DuplicatePolicy.OVERWRITE }),
    Versions: () => ({ duplicatePolicy: DuplicatePolicy.OVERWRITE, recordVersion: { pointers: ['/updated_at'] }, versionAttribute: '$v.%}' }),
  });
}, 240_000);

afterAll(() => deployment?.stop());

/** The counts that are not zero. */
function counts({ announcement }: Upload) {
  const { inserted, replaced, repeated, superseded, rejected, conflicts, accepted } = processed(announcement);
  expect(accepted).toBe(inserted + replaced + repeated);
  return Object.fromEntries(Object.entries({ inserted, replaced, repeated, superseded, rejected, conflicts }).filter(([, count]) => count > 0));
}

async function stored({ table }: DeployedPipeline, id: string) {
  const [item] = (await table.items()).filter(({ orderId }) => orderId.S === id);
  return item['order-info'].M!.status.S;
}

const dated = (status: string, updated_at: unknown, id: string): string => JSON.stringify({ ...order({ status }, id), updated_at });
const undated = (status: string, id: string): string => JSON.stringify(order({ status }, id));

describe('with recordVersion', () => {
  let pipeline: DeployedPipeline;
  beforeAll(() => { pipeline = deployment.pipeline('Versions'); });

  test('the newest record stays, in whatever order they come, and says so in any offset', async () => {
    const paid = dated('paid', '2026-11-26T10:15:00Z', 'A');
    const packed = dated('packed', '2026-11-26T10:15:00.000000001Z', 'A');
    const shipped = dated('shipped', '2026-11-26T11:16:00+01:00', 'A');

    const outcomes = [];
    for (const [i, text] of [packed, paid, shipped, packed, shipped, shipped].entries()) {
      const upload = await pipeline.upload(`${i}.json`, text);
      expect(upload.deadLetters).toEqual([]);
      outcomes.push(counts(upload));
    }

    expect(outcomes).toEqual([{ inserted: 1 }, { superseded: 1 }, { replaced: 1 }, { superseded: 1 }, { repeated: 1 }, { repeated: 1 }]);
    expect(await stored(pipeline, 'A')).toBe('shipped');
  });

  test('another content of the same version is a conflict', async () => {
    await pipeline.upload('first.json', dated('paid', 7, 'B'));

    const upload = await pipeline.upload('second.json', dated('shipped', 7.0, 'B'));

    expect(counts(upload)).toEqual({ conflicts: 1 });
    expect(upload.deadLetters).toMatchObject([{
      reason: 'KEY_CONFLICT', existing: { source: 'first.json#0' }, errors: [{ message: 'another record of the same version is stored under this key' }],
    }]);
    expect(await stored(pipeline, 'B')).toBe('paid');
  });

  test('versions are compared with all their digits', async () => {
    const text = (status: string, version: string) => dated(status, 0, 'C').replace('"updated_at":0', `"updated_at":${version}`);

    const outcomes = [
      counts(await pipeline.upload('c1.json', text('second', '12345678901234567890123456789012345678'))),
      counts(await pipeline.upload('c2.json', text('first', '12345678901234567890123456789012345677'))),
      counts(await pipeline.upload('c3.json', text('third', '1.2345678901234567890123456789012345679e37'))),
    ];

    expect(outcomes).toEqual([{ inserted: 1 }, { superseded: 1 }, { replaced: 1 }]);
  });

  test.each([undefined, null, 'yesterday', '2026-11-26T10:15:00', true, 1e40])('%j is no version: the record becomes a dead letter', async (version) => {
    const upload = await pipeline.upload('invalid.json', dated('paid', version, 'D'));

    expect(counts(upload)).toEqual({ rejected: 1 });
    expect(upload.deadLetters).toMatchObject([{ reason: 'INVALID_VERSION', errors: [{ pointer: '/updated_at' }] }]);
  });

  test('an item that something else has written is older than any record, unless its version is not a number', async () => {
    await pipeline.table.put({ orderId: { S: 'E' } });
    await pipeline.table.put({ 'orderId': { S: 'F' }, '$v.%}': { S: 'v2' } });

    const upload = await pipeline.upload('others.json', `[${dated('new', -5, 'E')},${dated('new', 5, 'F')}]`);

    expect(counts(upload)).toEqual({ replaced: 1, conflicts: 1 });
    expect(upload.deadLetters).toMatchObject([{ reason: 'KEY_CONFLICT', existing: { source: null } }]);
  });

  test('several versions of an order in one file', async () => {
    const texts = Array.from({ length: 90 }, (_, i) => dated(`status ${(i * 37) % 90}`, (i * 37) % 90, `key ${i % 3}`));

    const upload = await pipeline.upload('versions.jsonl', texts.join('\n'));

    const { inserted, replaced = 0, superseded = 0, ...others } = counts(upload);
    expect({ inserted, sum: inserted + replaced + superseded, others }).toEqual({ inserted: 3, sum: 90, others: {} });
    const newest = ['key 0', 'key 1', 'key 2'].map((key) => Math.max(...texts.flatMap((text) => (text.includes(key) ? [JSON.parse(text).updated_at] : []))));
    expect(await Promise.all(['key 0', 'key 1', 'key 2'].map((key) => stored(pipeline, key)))).toEqual(newest.map((version) => `status ${version}`));
  });

  test('a file without a valid record inserts nothing', async () => {
    expect(counts(await pipeline.upload('none.json', '{}'))).toEqual({ rejected: 1 });
    expect(processed((await pipeline.upload('empty.json', '[]')).announcement)).toMatchObject({ records: 0, inserted: 0 });
  });
});

describe('without recordVersion', () => {
  let pipeline: DeployedPipeline;
  beforeAll(() => { pipeline = deployment.pipeline('Uploads'); });

  test('the later upload wins, whenever its events come', async () => {
    const first = await pipeline.put('a1.json', undated('paid', 'A'));
    const announced = [await pipeline.announcementOf('a1.json')];
    // S3's clock counts seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const second = await pipeline.put('a2.json', undated('shipped', 'A'));
    announced.push(await pipeline.announcementOf('a2.json'));

    for (const event of [first, second, first]) {
      await pipeline.fileWorkflow.start(event);
      announced.push(await pipeline.announcementOf(event.detail.object.key));
    }

    expect(announced.map((announcement) => counts({ announcement, deadLetters: [] }))).toEqual([
      { inserted: 1 }, { replaced: 1 }, { superseded: 1 }, { repeated: 1 }, { superseded: 1 },
    ]);
    expect(await pipeline.takeDeadLetters()).toEqual([]);
    expect(await stored(pipeline, 'A')).toBe('shipped');
  });

  test('in a file, the later record wins', async () => {
    const texts = Array.from({ length: 120 }, (_, i) => undated(`status ${i}`, `key ${i % 40}`));

    const upload = await pipeline.upload('equal keys.jsonl', texts.join('\n'));

    const { inserted, replaced = 0, superseded = 0, ...others } = counts(upload);
    expect({ inserted, sum: inserted + replaced + superseded, others }).toEqual({ inserted: 40, sum: 120, others: {} });
    for (let key = 0; key < 40; key++) expect(await stored(pipeline, `key ${key}`)).toBe(`status ${80 + key}`);
  });

  test('the same content is repeated, and is as new as its later upload', async () => {
    await pipeline.upload('b1.json', undated('paid', 'B'));
    await new Promise((resolve) => setTimeout(resolve, 1_100));

    const again = await pipeline.upload('b2.json', JSON.stringify(JSON.parse(undated('paid', 'B')), null, 2));

    expect(counts(again)).toEqual({ repeated: 1 });
    expect((await pipeline.table.items()).filter(({ orderId }) => orderId.S === 'B')).toMatchObject([{ _source: { S: 'b2.json#0' } }]);
  });

  test('an item that something else has written is replaced', async () => {
    await pipeline.table.put({ orderId: { S: 'E' } });

    expect(counts(await pipeline.upload('others.json', undated('new', 'E')))).toEqual({ replaced: 1 });
  });

  test('a file without a valid record inserts nothing', async () => {
    expect(counts(await pipeline.upload('none.json', '{}'))).toEqual({ rejected: 1 });
  });
});
