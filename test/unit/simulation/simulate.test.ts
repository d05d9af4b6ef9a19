import { seededRandom } from '../../../tools/simulation/random';
import type { Outcome, Workload } from '../../../tools/simulation/simulate';
import { simulate } from '../../../tools/simulation/simulate';
import { Table } from '../../../tools/simulation/table';

/** Twenty writes of 30 ms in a step of 100 ms. */
const WORK: Workload = {
  records: 10_000,
  recordsPerBatch: 1_000,
  recordsPerStep: 20,
  maxConcurrency: 5,
  batchesPerRound: 10,
  parallelInserts: 20,
  split: 1_000,
  startChild: 100,
  validate: 50,
  put: 30,
  perStep: 19,
  perRecord: 1,
  timeToStop: 60_000,
  retryWaits: [1_000, 2_000, 4_000],
};

function run(work: Partial<Workload>, writesPerSecond = 1e6): Outcome {
  return simulate({ ...WORK, ...work }, new Table(writesPerSecond), seededRandom(1));
}

test('without throttling, a file takes what its steps take', () => {
  // Two waves of children, each with 50 steps.
  expect(run({}).seconds).toBeCloseTo(1 + 2 * (0.1 + 50 * 0.1), 1);
  expect(run({ maxConcurrency: 10 }).seconds).toBeCloseTo(1 + 0.1 + 50 * 0.1, 1);
});

test('more children than a round has batches change nothing', () => {
  expect(run({ maxConcurrency: 1_000 })).toEqual(run({ maxConcurrency: 10 }));
});

test('a file of several rounds is split for each', () => {
  const { rounds, seconds } = run({ batchesPerRound: 5 });
  expect(rounds).toBe(2);
  expect(seconds).toBeCloseTo(2 * (1 + 0.1 + 50 * 0.1), 1);
});

test('a batch that runs out of time goes on as another child', () => {
  expect(run({ timeToStop: 2_000 }).children).toBe(30);
});

test('a table that throttles is the limit, and each write has an outcome', () => {
  const { seconds, throttled, failed, mostWritesPerSecond } = run({ maxConcurrency: 10 }, 500);
  expect(mostWritesPerSecond).toBe(500);
  expect(seconds).toBeGreaterThanOrEqual((10_000 - failed) / 500);
  expect(throttled).toBeGreaterThan(0);
});

test('records fail only if all their attempts are throttled', () => {
  expect(run({ retryWaits: [] }, 500).failed).toBeGreaterThan(1_000);
  expect(run({ retryWaits: Array<number>(12).fill(20_000) }, 500).failed).toBe(0);
});

test('a table takes twice its peak after half an hour', () => {
  const table = new Table(4_000);
  const taken = (second: number) => {
    let count = 0;
    while (table.takes(second * 1_000)) count++;
    return count;
  };
  expect([0, 1_799, 1_800, 3_600, 1_000_000, 2_000_000].map(taken)).toEqual([4_000, 4_000, 8_000, 16_000, 32_000, 40_000]);
});
