import * as fc from 'fast-check';
import { damageCases } from './support/damage-cases';
import { MemoryFile, scan } from './support/files';
import { objects, styles } from './support/json-texts';
import { runs } from './support/runs';
import { assessBatch } from '../../../lambda-src/engine/assess/assess-batch';
import { listRecords } from '../../../lambda-src/engine/read/list-records';
import { batchSizeOf, splitBatches } from '../../../lambda-src/engine/read/split-batches';
import { End, Extent, Scanner } from '../../../lambda-src/engine/scan/scanner';
import type { Batch } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';
import { wholeFile } from '../../../src/private/contract/whole-file';

const options = { ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'k', type: 'S' as const, pointers: ['/id'] }] };
const validate = Object.assign((record: unknown) => typeof record === 'object', { errors: null });

/** Files of all shapes, some of them broken in places. */
const files = fc.tuple(
  fc.array(fc.tuple(objects, styles).map(([object, style]) => style({ id: 'x', ...object })), { minLength: 1, maxLength: 8 }),
  fc.constantFrom<(records: string[]) => string>(
    (records) => records.join('\n'), (records) => records.join(''), (records) => `[${records.join(',')}]`, (records) => `[\n  ${records.join(',\n  ')}\n]`,
  (records) => `\ufeff{"é😀":"\\\\\\"[", "orders" : [${records.join(' , ')}],"z":[{}]}`, (records) => records.map((record) => `{"orders":[${record}]}`).join('\n'),
  (records) => `[${records.map((record) => `{"orders":[${record}],"next":"p"}`).join(',')}]`, (records) => `{"orders":${records[0]},"x":"y"}`,
  (records) => `[[${records.join(',')}],\n[${records.join(',\n')}]]`, (records) => `{"x":1,\n"orders":[\n${records.join(',\n')}\n]\n,"y":{}}`,
  ),
  fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', ...'{}[]",:\n\\é ', ' x', '1 x')), { maxLength: 3 }),
).map(([records, wrap, changes]) => changes.reduce((text, [where, cut, insert]) => {
  const at = where % (text.length + 1);
  return text.slice(0, at) + insert + text.slice(at + cut);
}, wrap(records)));

const plain = (extents: ReturnType<typeof scan>): object[] => extents.map(({ next, settled, ...extent }) => extent);

describe('the extents are the same', () => {
  test('for any chunks', () => {
    fc.assert(fc.property(files, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), (file, chunks) => {
      expect(scan(file, { chunks })).toEqual(scan(file));
    }), runs(1000));
  });

  test('for chunks that end inside characters and escapes', () => {
    const file = '\ufeff{"é\\u00e9":"\\\\\\"","\\u006frders":[{"a":"😀\\"\\\\"},"\\\\",-1.5e+3,{"é":[]}]}\n{"b":"€"}';

    for (let size = 1; size < 20; size++) expect(scan(file, { chunks: [size] })).toEqual(scan(file));
  });

  test('from every boundary to the end', () => {
    fc.assert(fc.property(files, fc.nat(), (file, which) => {
      const all = scan(file);
      const at = which % (all.length + 1);
      if (at === 0) return;
      const from = all[at - 1].next;

      expect(plain(scan(file, { from }))).toEqual(plain(all.slice(at)));
    }), runs(1000));
  });

  test('between every two boundaries', () => {
    fc.assert(fc.property(files, fc.nat(), fc.nat(), (file, first, length) => {
      const all = scan(file);
      if (all.length < 2) return;
      const start = first % (all.length - 1);
      const end = start + 1 + (length % (all.length - 1 - start));
      if (!all[end].settled || (all[end].next.offset === Buffer.byteLength(file) && end < all.length - 1)) return;

      expect(plain(scan(file, { from: all[start].next, end: all[end].next.offset }))).toEqual(plain(all.slice(start + 1, end + 1)));
    }), runs(1000));
  });
});

test.each(damageCases())('the extents of a damaged file are the same wherever it is cut: $group, $name', async ({ file }) => {
  const all = scan(file);
  for (const size of [1, 2, 3, 7]) expect(scan(file, { chunks: [size] })).toEqual(all);
  for (let start = 0; start < all.length; start++) {
    const from = start === 0 ? undefined : all[start - 1].next;
    expect(plain(scan(file, { from }))).toEqual(plain(all.slice(start)));
    for (let end = start; end < all.length; end++) {
      if (!all[end].settled || all[end].next.offset === Buffer.byteLength(file)) continue;
      expect(plain(scan(file, { from, end: all[end].next.offset }))).toEqual(plain(all.slice(start, end + 1)));
    }
  }
  const rest = wholeFile(Buffer.byteLength(file));
  const { batches } = await splitBatches({ source: new MemoryFile(file, 1), recordsPointer: '/orders', rest, maxBatches: 100, isFull: () => true });
  expect(batches.flatMap((batch) => plain(scan(file, { from: batch, end: batch.end })))).toEqual(plain(all));
});

test('the extents are the same from every part of long damage to the end', () => {
  const long = 'x'.repeat(70_000);
  const file = `[{"a":1}}${long}[${long},\n{"b":1},\n{"c":1}]`;
  const all = scan(file);

  expect(all.map(({ kind }) => kind)).toEqual(['damaged', 'damaged', 'damaged', 'record', 'record']);
  for (let at = 1; at < all.length; at++) expect(plain(scan(file, { from: all[at - 1].next }))).toEqual(plain(all.slice(at)));
});

test('the extents are the same if a damaged stretch ends after a comma at the start of a line', () => {
  for (let length = 65_510; length < 65_540; length++) {
    const file = `[\n{"a":1},\n{"a":2}}\n${'x'.repeat(65_532)},${'x'.repeat(length)}\n,{"a":3}\n,{"a":4}]`;
    const all = scan(file);

    for (let at = 1; at < all.length; at++) expect(plain(scan(file, { from: all[at - 1].next }))).toEqual(plain(all.slice(at)));
  }
});

test('the extents are the same if two scans alternate', () => {
  const contents = ['{"orders":[{"a":[1,{"b":"x y"}]},{"a":2}],"z":{"orders":[3]}}', '[{"k":"{[,"},[[[]]],{"orders":[4]}]'];
  const scans = contents.map((content) => ({ bytes: Buffer.from(content), scanner: new Scanner('/orders'), found: [] as Extent[] }));
  for (let at = 1; at < 100; at++) {
    for (const { bytes, scanner, found } of scans) {
      const from = scanner.position;
      const next = (): Extent | null => scanner.next(bytes.subarray(from, at), from, at < bytes.length ? End.MORE : End.FILE);
      for (let extent = next(); extent !== null; extent = next()) found.push(extent);
    }
  }

  expect(scans.map(({ found }) => found)).toEqual(contents.map((content) => plain(scan(content))));
});

describe('batches', () => {
  async function split(file: MemoryFile, size: number, maxBatches: number): Promise<Batch[]> {
    const all: Batch[] = [];
    let rest: Batch | null = wholeFile(file.size);
    while (rest !== null) {
      const round: { batches: Batch[]; rest: Batch | null } = await splitBatches({
        source: file, recordsPointer: '/orders', rest, maxBatches, isFull: (bytes) => bytes >= size,
      });
      all.push(...round.batches);
      rest = round.rest;
    }
    return all;
  }

  async function assess(file: MemoryFile, batch: Batch): Promise<object[]> {
    const verdicts: Array<{ index: number }> = [];
    for (let next: Batch | null = batch; next !== null;) {
      const answer = await assessBatch({ source: file, batch: next, options, validate, objectKey: 'k' });
      verdicts.push(...answer.accepted, ...answer.rejected);
      next = answer.next;
    }
    return verdicts.sort((left, right) => left.index - right.index);
  }

  test('give the same verdicts as the whole file', async () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 50 }));
    await fc.assert(fc.asyncProperty(files, sizes, async (text, [size, maxBatches, chunk]) => {
      const file = new MemoryFile(text, chunk);
      const whole = await assess(file, wholeFile(file.size));

      const batches = await split(file, size, maxBatches);
      const parts = (await Promise.all(batches.map((batch) => assess(file, batch)))).flat();

      expect(parts).toEqual(whole);
      expect(batches[0].offset).toBe(0);
      expect(batches.map(({ end }) => end)).toEqual([...batches.slice(1).map(({ offset }) => offset), file.size]);
    }), runs(300));
  });

  test.each<[string, number, number]>([
    ['of up to 64 KiB is read once', 60_000, 1],
    ['that is longer is read again where it ends', 70_000, 4],
  ])('damage %s', async (_, length, streams) => {
    const damaged = `{"a":"${'x'.repeat(length)}\n`;
    const file = new MemoryFile(`{"a":1}\n${damaged}{"a":2}\n${damaged}{"a":3}\n${damaged}`, 5000);

    await splitBatches({ source: file, recordsPointer: '/orders', rest: wholeFile(file.size), maxBatches: 100 });

    expect(file.streams).toBe(streams);
  });

  test('list the records that they contain', async () => {
    await fc.assert(fc.asyncProperty(files, fc.integer({ min: 1, max: 3 }), async (text, maxRecords) => {
      const file = new MemoryFile(text);
      const listed: object[] = [];
      for (let next: Batch | null = wholeFile(file.size); next !== null;) {
        const props = { source: file, recordsPointer: '/orders', batch: next, maxRecords, room: 1000, bound: (length: number) => length };
        const answer: Awaited<ReturnType<typeof listRecords>> = await listRecords(props);
        expect(answer.records.length).toBeLessThanOrEqual(maxRecords);
        listed.push(...answer.records);
        next = answer.next;
      }

      expect(listed).toEqual(scan(text).map(({ index, offset, length, kind }) => ({ index, offset, length, damaged: kind === 'damaged' })));
    }), runs(200));
  });
});

describe('the size of batches', () => {
  const MB = 1_000_000;
  const MIB = 1_048_576;

  test.each([
    ['up to a MiB', MIB, MIB],
    ['the tenth part of a file of up to 10 MiB', 3 * MB, 300_000],
    ['the twentieth part of a file of up to 20 MiB', 11 * MB, 550_000],
    ['nearly a MiB', 330 * MB, 1_031_250],
    ['the 500th part of a large file', 1_000 * MB, 2 * MB],
    ['no more than 64 MiB', 1_000_000 * MB, 64 * MIB],
  ])('is %s', (_, fileSize, expected) => {
    expect(batchSizeOf(fileSize)).toBe(expected);
  });

  test('divides every file up to 500 MiB by a multiple of ten, into batches of up to a MiB', () => {
    fc.assert(fc.property(fc.integer({ min: MIB + 1, max: 500 * MIB }), (fileSize) => {
      const size = batchSizeOf(fileSize);
      expect(size).toBeLessThanOrEqual(MIB);
      expect(size).toBeGreaterThan(fileSize <= 10 * MIB ? MIB / 10 : MIB / 2);
      expect(Math.ceil(fileSize / size) % 10).toBe(0);
    }), runs(1_000));
  });

  test.each([
    ['140 bytes: as many as are processed at a time', 140, 10, 1_000],
    ['1,000 bytes: 500 records each, because starting a batch costs as much as writing 40', 1_000, 3, 500],
    ['10,000 bytes: half a MB each', 10_000, 3, 50],
  ])('a file of 1.4 MB with records of %s', async (_, length, count, atLeast) => {
    const record = `{"a":"${'x'.repeat(length - 9)}"}\n`;
    const file = new MemoryFile(record.repeat(1.4 * MB / length));

    const { batches } = await splitBatches({ source: file, recordsPointer: '/orders', rest: wholeFile(file.size), maxBatches: 100 });

    expect(batches).toHaveLength(count);
    for (const { offset, end } of batches.slice(0, -1)) expect(Math.round((end - offset) / length)).toBeGreaterThanOrEqual(atLeast);
  });
});
