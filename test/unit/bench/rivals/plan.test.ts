import type { LoadResult } from '../../../../bench/rivals/load/load';
import { wouldTakeMs } from '../../../../bench/rivals/plan';

const took = (files: number, recordsPerFile: number, ms: number) => ({ rival: 'ours', files, recordsPerFile, record: 'short', ms }) as LoadResult;
const inOneFile = (recordsPerFile: number) => ({ files: 1, recordsPerFile, record: 'short' }) as const;

test('the time of a load follows from the largest one before it of the same kind', () => {
  const measured = [took(1, 1, 200), took(1, 1_000, 3_000), took(1, 10_000, 20_000), took(100, 1, 5_000)];

  expect(wouldTakeMs(measured, 'ours', inOneFile(100_000))).toBe(200_000);
  expect(wouldTakeMs(measured, 'ours', { files: 1_000, recordsPerFile: 1, record: 'short' })).toBe(50_000);
});

test('nothing follows from a few records, or from another alternative', () => {
  expect(wouldTakeMs([took(1, 1, 200)], 'ours', inOneFile(1_000))).toBeUndefined();
  expect(wouldTakeMs([took(1, 1_000, 200)], 'loader', inOneFile(1_000))).toBeUndefined();
});
