import { resultTable } from '../../../bench/print-table';
import { isMet, margin, Result } from '../../../bench/result';
import { TARGETS } from '../../../bench/targets';

test('the targets are the promised ones', () => {
  expect(TARGETS).toEqual({
    boundaries: { atLeast: 2 },
    splitterMemory: { atMost: 128 },
    bundleSize: { atMost: 100 },
    startUp: { atMost: 1.3 },
  });
});

const ratio = (value: number, dataSet: string): Result => ({ id: 'boundaries', name: 'boundaries', dataSet, value, unit: '×', target: TARGETS.boundaries });
const memory = (value: number): Result => ({ id: 'memory', name: 'memory', value, unit: 'MB', target: TARGETS.splitterMemory });

test.each([[ratio(2, 'a'), true, 0], [ratio(2.5, 'a'), true, 0.25], [ratio(1.5, 'a'), false, -0.25], [memory(128), true, 0], [memory(160), false, -0.25]])(
  '%j', (result, met, by) => {
    expect(isMet(result)).toBe(met);
    expect(margin(result)).toBeCloseTo(by);
  },
);

test('the table names the worst file of a row, and by how much it misses', () => {
  const text = resultTable([ratio(2.5, 'good'), ratio(1.5, 'bad'), ratio(0.5, 'worst'), memory(64)]);

  expect(text).toMatch(/boundaries +2\.50 × +1\.50 × +0\.50 × +≥ 2 × +MISSED by 75 % on worst\n/);
  expect(text).toMatch(/memory +64\.0 MB +≤ 128 MB +met, with 50 % to spare\n/);
});
