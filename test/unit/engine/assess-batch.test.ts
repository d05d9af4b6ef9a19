import { anything, DEFAULT_KEY, defaultSchema } from './support/assess';
import { Content, MemoryFile } from './support/files';
import { assessBatch } from '../../../lambda-src/engine/assess/assess-batch';
import { splitBatches } from '../../../lambda-src/engine/read/split-batches';
import type { AcceptedRecord, Batch, RecordOptions, RecordValidator, RejectedRecord, RejectedRecords } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';
import { sampleFile } from '../../../testkit/sample-files';

const orders: RecordOptions = { ...DEFAULT_RECORD_OPTIONS, tableKey: [DEFAULT_KEY] };
const anyRecords: RecordOptions = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'pk', type: 'S', pointers: ['/id'] }] };

interface Result {
  readonly accepted: AcceptedRecord[];
  readonly rejected: Array<RejectedRecord | RejectedRecords>;
  /** Bytes of each answer as JSON. */
  readonly answers: number[];
  readonly file: MemoryFile;
}

/** The whole file, answer by answer. */
async function assessFile(content: Content, options = anyRecords, validate: RecordValidator = anything): Promise<Result> {
  const file = new MemoryFile(content);
  const result: Result = { accepted: [], rejected: [], answers: [], file };
  for (let batch: Batch | null = wholeFile(file.size); batch !== null;) {
    const answer = await assessBatch({ source: file, batch, options, validate, objectKey: 'sales.json' });
    result.accepted.push(...answer.accepted);
    result.rejected.push(...answer.rejected);
    result.answers.push(Buffer.byteLength(JSON.stringify(answer)));
    batch = answer.next;
  }
  return result;
}

const reasons = ({ rejected }: Result): Record<string, number> => rejected.reduce<Record<string, number>>((counts, { reason, errors }) => {
  const name = `${reason} ${errors[0].pointer}`;
  return { ...counts, [name]: (counts[name] ?? 0) + 1 };
}, {});

describe('the sample files', () => {
  test('two orders, one without contact-info', async () => {
    const result = await assessFile(sampleFile('orders.json'), orders, defaultSchema);

    expect(result.accepted.map(({ key, index }) => [index, key])).toEqual([[0, { orderId: { S: '1' } }]]);
    expect(reasons(result)).toEqual({ 'SCHEMA_VIOLATION /contact-info': 1 });
  });

  test('a file that is one order', async () => {
    const result = await assessFile(sampleFile('order.json'), orders, defaultSchema);

    expect(result.accepted.map(({ key }) => key)).toEqual([{ orderId: { S: '1234' } }]);
    expect(result.rejected).toEqual([]);
  });

  test('the invoices of a shop', async () => {
    const result = await assessFile(sampleFile('online-retail-orders.json.gz'), orders, defaultSchema);

    expect(result.accepted).toHaveLength(619);
    expect(reasons(result)).toEqual({ 'SCHEMA_VIOLATION /contact-info': 105 });
    expect(Math.max(...result.answers)).toBeLessThan(210_000);
    expect(result.answers.length).toBeLessThan(25);
  });

  test('orders as JSON Lines', async () => {
    const options: RecordOptions = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'order_id', type: 'N', pointers: ['/order_id'] }] };

    const result = await assessFile(sampleFile('elastic-ecommerce-orders.jsonl.gz'), options);

    expect([result.accepted.length, result.rejected.length]).toEqual([4675, 0]);
    expect(result.accepted.map(({ index }) => index)).toEqual(Array.from({ length: 4675 }, (_, index) => index));
  });
});

describe('an answer', () => {
  const record = (length: number): string => `{"id":"1","a":"${'x'.repeat(length)}"}`;

  test('has at least one record, however large', async () => {
    const result = await assessFile([record(150_000), record(150_000), record(201_000), record(500_000), record(5_000_000), record(1)].join('\n'));

    expect([result.accepted.length, result.rejected.length]).toEqual([3, 3]);
    expect(result.answers.length).toBe(2);
    expect(Math.max(...result.answers)).toBeLessThan(201_000);
  });

  test('has at most a thousand records', async () => {
    const result = await assessFile('{"id":"1"}\n'.repeat(2500));

    expect(result.accepted).toHaveLength(2500);
    expect(result.answers.length).toBeGreaterThanOrEqual(3);
  });

  test('fits into a state, for records of all kinds', async () => {
    const kinds = ['{"id":"1"}', '{"id":1}', '[0]', '"é\\"\\\\"', '{"id":"\\u0001\\u0002"}', `{"id":"1","b":[${'0,'.repeat(99)}0]}`, '{"id":"1",\n\t"c":{}}', '{'];

    for (const kind of kinds) expect(Math.max(...(await assessFile(`${kind}\n`.repeat(4000))).answers)).toBeLessThan(201_000);
  });

  test('needs no more reads than necessary', async () => {
    const file = new MemoryFile(`${record(1000)}\n`.repeat(40_000));

    const { next } = await assessBatch({
      source: file, batch: wholeFile(file.size), options: anyRecords, validate: anything, objectKey: 'k',
    });

    expect(next).toMatchObject({ end: file.size });
    expect(file.reads).toEqual([[0, 262_144]]);
  });

  test('has at most a thousand rejected records', async () => {
    const file = new MemoryFile('x\n'.repeat(1500));

    const { rejected } = await assessBatch({ source: file, batch: wholeFile(file.size), options: anyRecords, validate: anything, objectKey: 'k' });

    expect(rejected.length).toBeGreaterThan(950);
    expect(rejected.length).toBeLessThanOrEqual(1000);
  });

  test('no record is parsed twice, although most do not fit into the first answer that reaches them', async () => {
    const text = Array.from({ length: 20 }, () => record(40_000)).join('\n');
    let validated = 0;
    const counting: RecordValidator = Object.assign(() => ++validated > 0, { errors: null });

    const { accepted, answers } = await assessFile(text, anyRecords, counting);

    expect([accepted.length, validated]).toEqual([20, 20]);
    expect(answers.length).toBeGreaterThan(5);
  });

  test('a record that is longer than a window is not read repeatedly', async () => {
    const text = [record(10), record(3_000_000), record(10)].join('\n');

    const { accepted, rejected, file } = await assessFile(text);

    expect([accepted.length, rejected.length]).toEqual([2, 1]);
    expect(file.reads.reduce((sum, [offset, end]) => sum + end - offset, 0)).toBeLessThan(1.2 * text.length);
    expect(file.reads.length).toBeLessThan(10);
  });

  test('damage that starts far back is read again, and kept whole', async () => {
    const broken = `{"id":"1","a":[\n${'  "x",\n'.repeat(800_000)}`;
    const file = `{"id":"0"}\n${broken}{"id":"2"}\n`;

    const { accepted, rejected } = await assessFile(file);

    expect(accepted.map(({ key }) => key.pk)).toEqual([{ S: '0' }, { S: '2' }]);
    expect(rejected.every(({ reason, record: text }) => reason === 'MALFORMED_JSON' && text !== null)).toBe(true);
    expect(rejected.map(({ record: text }) => text).join('').replace(/\s/g, '')).toBe(broken.replace(/\s/g, ''));
  });

  test('a long run of control characters is kept as base64', async () => {
    const { rejected } = await assessFile(`{"id":"0"}\n{"a":"${'\u0001'.repeat(100_000)}\n`);

    expect(rejected.map(({ recordBase64 }) => Buffer.from(recordBase64 ?? '', 'base64').toString()).join('')).toBe(`{"a":"${'\u0001'.repeat(100_000)}`);
  });
});

describe('batches of a file', () => {
  const split = async (file: MemoryFile, maxBatches: number): Promise<Batch[]> => {
    const all: Batch[] = [];
    for (let rest: Batch | null = wholeFile(file.size); rest !== null;) {
      const round: { batches: Batch[]; rest: Batch | null } = await splitBatches({ source: file, recordsPointer: '/orders', rest, maxBatches });
      expect(round.batches.length).toBeLessThanOrEqual(maxBatches);
      expect(JSON.stringify(round.batches).length).toBeLessThan(190_000);
      all.push(...round.batches);
      rest = round.rest;
    }
    return all;
  };

  test('are ten of the same size, and contain all records', async () => {
    const file = new MemoryFile(`{"orders":[${Array.from({ length: 30_000 }, (_, k) => `{"id":"${k}","a":"${'x'.repeat(k % 200)}"}`).join(',')}]}`);

    const batches = await split(file, 2);

    expect(batches).toHaveLength(10);
    const sizes = batches.slice(0, -1).map(({ offset, end }) => end - offset);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(300);
    const answers = await Promise.all(batches.map(async (batch) => {
      let count = 0;
      for (let next: Batch | null = batch; next !== null;) {
        const answer = await assessBatch({ source: file, batch: next, options: anyRecords, validate: anything, objectKey: 'k' });
        count += answer.accepted.length;
        next = answer.next;
      }
      return count;
    }));
    expect(answers.reduce((sum, count) => sum + count)).toBe(30_000);
  });

  test('of a file without records are one', async () => {
    expect(await split(new MemoryFile('{"orders":[]}'), 10)).toEqual([wholeFile(13)]);
  });

  test('are returned when time runs out', async () => {
    const file = new MemoryFile('{"id":"1"}\n'.repeat(100_000));
    let chunks = 0;

    const { batches, rest } = await splitBatches({
      source: file, recordsPointer: '/orders', rest: wholeFile(file.size), maxBatches: 100, outOfTime: () => ++chunks === 3, isFull: () => false,
    });

    expect(batches).toHaveLength(1);
    expect(rest!.offset).toBe(batches[0].end);
    expect(rest!.offset).toBeGreaterThan(150_000);
    expect(rest!.offset).toBeLessThan(300_000);
  });
});
