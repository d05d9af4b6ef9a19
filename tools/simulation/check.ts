import { seededRandom } from './random';
import { simulate } from './simulate';
import type { Workload } from './simulate';
import { Table } from './table';
import { workloadOf } from './workload';
import { Deployment } from '../../testkit/deployment';
import { orderText } from '../../testkit/orders';
import { batchesOf } from '../cost/batches';
import { synthesisePipeline } from '../template/synthesised-pipeline';

/** The emulator throttles nothing. */
const NO_LIMIT = 1e9;
const MAX_CONCURRENCY = 2;
const ORDER_LINES = 7;
const [SMALL, LARGE] = [4_000, 16_000];

/** Sets the durations of the calls from a small file on the emulator, and compares a larger one with the simulation. */
async function main(): Promise<void> {
  const deployment = await Deployment.of({ Sales: () => ({ maxConcurrency: MAX_CONCURRENCY }) });
  try {
    const pipeline = deployment.pipeline('Sales');
    const measured: number[] = [];
    for (const records of [SMALL, LARGE]) {
      const key = `${records}.jsonl`;
      await pipeline.put(key, textOf(records));
      await pipeline.announcementOf(key, 1_200);
      const [row] = await pipeline.history.findFile(pipeline.outputs.BucketName, key);
      measured.push(row.durationMs! / 1_000);
      console.log(`${records} records: ${measured.at(-1)!.toFixed(1)} s, ${row.batches} batches`);
    }
    const [small, large] = await Promise.all([SMALL, LARGE].map(workload));
    const slower = slownessOf(small, measured[0]);
    const simulated = secondsOf(large, slower);
    console.log(`Calls on the emulator take ${slower.toFixed(2)} times as long as assumed of AWS.`);
    console.log(`${LARGE} records: simulated ${simulated.toFixed(1)} s, measured ${measured[1].toFixed(1)} s, ratio ${(simulated / measured[1]).toFixed(2)}`);
  } finally {
    await deployment.stop();
  }
}

const textOf = (records: number): string => Array.from({ length: records }, (_, number) => orderText(number + records, { lines: ORDER_LINES })).join('\n');

async function workload(records: number): Promise<Workload> {
  const text = textOf(records);
  return workloadOf(synthesisePipeline(), await batchesOf({ text, validate: () => true }), records, MAX_CONCURRENCY);
}

function secondsOf(work: Workload, slower: number): number {
  const { validate, put, perStep, perRecord, split, startChild } = work;
  const times = Object.fromEntries(Object.entries({ validate, put, perStep, perRecord, split, startChild }).map(([name, ms]) => [name, ms * slower]));
  return simulate({ ...work, ...times }, new Table(NO_LIMIT), seededRandom(1)).seconds;
}

/** By halving: the longer the calls, the longer the file. */
function slownessOf(work: Workload, seconds: number): number {
  let [low, high] = [0.01, 100];
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (secondsOf(work, middle) < seconds) low = middle;
    else high = middle;
  }
  return high;
}

void main();
