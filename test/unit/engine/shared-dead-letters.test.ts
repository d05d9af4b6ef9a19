import * as fc from 'fast-check';
import { anything } from './support/assess';
import { MemoryFile } from './support/files';
import { runs } from './support/runs';
import { assessBatch } from '../../../lambda-src/engine/assess/assess-batch';
import { splitBatches } from '../../../lambda-src/engine/read/split-batches';
import type { AcceptedRecord, Batch, RejectedRecord, RejectedRecords } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';

const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'pk', type: 'S' as const, pointers: ['/id'] }] };
const GOOD = '{"id":"1"}';

interface Result {
  readonly accepted: AcceptedRecord[];
  readonly rejected: Array<RejectedRecord | RejectedRecords>;
  readonly answers: number;
}

/** A batch, answer by answer. */
async function assess(
  file: MemoryFile, deadLettersPerBatch: number | undefined, batch = wholeFile(file.size), outOfTime?: () => boolean,
): Promise<Result> {
  const result = { accepted: [] as AcceptedRecord[], rejected: [] as Result['rejected'], answers: 0 };
  for (let next: Batch | null = batch; next !== null; result.answers++) {
    const answer = await assessBatch({ source: file, batch: next, options, validate: anything, objectKey: 'k', deadLettersPerBatch, outOfTime });
    result.accepted.push(...answer.accepted);
    result.rejected.push(...answer.rejected);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(201_000);
    next = answer.next;
  }
  return result;
}

const records = ({ rejected }: Result): number => rejected.reduce((sum, { records: count }) => sum + count, 0);
const isShared = (rejected: RejectedRecord | RejectedRecords): rejected is RejectedRecords => rejected.stretches !== null;

test('the first rejected records of a batch have a dead letter each, the others share one that says how many, why and where', async () => {
  const file = new MemoryFile(['1', '{"id":2}', GOOD, '3', '{"id":4}', 'x', '5', GOOD, '6'].join('\n'));

  const { accepted, rejected } = await assess(file, 2);

  expect(accepted.map(({ index }) => index)).toEqual([2, 7]);
  expect(rejected.slice(0, 2)).toMatchObject([
    { index: 0, reason: 'SCHEMA_VIOLATION', record: '1', records: 1, stretches: null },
    { index: 1, reason: 'INVALID_KEY', record: '{"id":2}', records: 1, stretches: null },
  ]);
  const first = file.bytes.indexOf('3');
  expect(rejected.slice(2)).toEqual([{
    index: 3,
    offset: first,
    length: file.size - first,
    reason: 'TOO_MANY_REJECTED',
    errors: [
      { pointer: '', keyword: 'SCHEMA_VIOLATION', message: '3 of 5 records' },
      { pointer: '', keyword: 'INVALID_KEY', message: '1 of 5 records' },
      { pointer: '', keyword: 'MALFORMED_JSON', message: '1 of 5 records' },
    ],
    record: null,
    recordBase64: null,
    records: 5,
    stretches: [{ byteOffset: first, byteLength: '3\n{"id":4}\nx\n5'.length }, { byteOffset: file.size - 1, byteLength: 1 }],
  }]);
});

test('a record that would share a dead letter with no other keeps its own', async () => {
  const { rejected } = await assess(new MemoryFile(`1\n${GOOD}\n2`), 1);

  expect(rejected).toMatchObject([{ record: '1' }, { record: '2', reason: 'SCHEMA_VIOLATION' }]);
});

test('the limit is that of a batch, not of an answer', async () => {
  const { rejected, answers } = await assess(new MemoryFile(`${'1\n'.repeat(5)}${`${GOOD}\n`.repeat(2_000)}${'2\n'.repeat(100)}`), 10);

  expect(answers).toBeGreaterThan(2);
  expect(rejected.map(({ records: count }) => count)).toEqual([...Array<number>(10).fill(1), 95]);
});

test('each batch of a file has its own', async () => {
  const file = new MemoryFile('1\n'.repeat(100));
  const { batches } = await splitBatches({
    source: file, recordsPointer: '/orders', rest: { ...wholeFile(file.size), rejected: 3 }, maxBatches: 100, isFull: (bytes) => bytes >= 50,
  });

  expect(batches.map(({ rejected }) => rejected)).toEqual([3, 0, 0, 0]);
  const counts = await Promise.all(batches.map(async (batch) => (await assess(file, 4, batch)).rejected.length));
  expect(counts).toEqual([2, 5, 5, 5]);
});

test('an answer holds any number of records that share a dead letter', async () => {
  const result = await assess(new MemoryFile('1\n'.repeat(250_000)), 1_000);

  expect(records(result)).toBeGreaterThan(200_000);
  expect([result.rejected.length, result.answers]).toEqual([1_001, 2]);
});

test('an answer ends in time, with at least one record', async () => {
  const result = await assess(new MemoryFile('1\n'.repeat(10)), 0, undefined, () => true);

  expect([result.answers, records(result)]).toEqual([10, 10]);
});

test('whatever the file and the limit: the same records are accepted, as many are rejected, and each byte is in one place', async () => {
  const parts = fc.array(fc.constantFrom(GOOD, '1', '{"id":2}', '[,1', '{', '"\\ufffe"', '{}', 'x', '[]', `{"orders":[1,${GOOD},2,{}]}`), { maxLength: 40 });
  const separators = fc.constantFrom('\n', ' ', ',', '\n\n');
  const times = fc.infiniteStream(fc.boolean());
  await fc.assert(fc.asyncProperty(parts, separators, fc.nat(5), times, async (texts, separator, limit, time) => {
    const file = new MemoryFile(texts.join(separator));
    const without = await assess(file, undefined);
    const result = await assess(file, limit, undefined, () => time.next().value);

    expect(result.accepted).toEqual(without.accepted);
    expect(records(result)).toBe(records(without));
    expect(result.rejected.length).toBeLessThanOrEqual(limit + result.answers);

    // Each record that has lost its dead letter is in exactly one stretch, and each stretch is made of such records.
    const shared = result.rejected.filter(isShared);
    const alone = new Set(result.rejected.filter((rejected) => !isShared(rejected)).map(({ index }) => index));
    const lost = without.rejected.filter(({ index }) => !alone.has(index));
    const found = shared
      .flatMap(({ stretches }) => stretches)
      .map(({ byteOffset, byteLength }) => ({ start: byteOffset, end: byteOffset + byteLength }));
    for (const { offset, length } of lost) {
      expect(found.filter(({ start, end }) => start <= offset && offset + length <= end).length).toBeGreaterThanOrEqual(1);
    }
    for (const { start, end } of found) {
      expect(lost.some(({ offset }) => offset === start) && lost.some(({ offset, length }) => offset + length === end)).toBe(true);
      expect(result.accepted.filter(({ offset, length }) => offset < end && offset + length > start)).toEqual([]);
    }
    found.slice(1).forEach(({ start }, i) => expect(start).toBeGreaterThanOrEqual(found[i].end));
  }), runs(500));
});
