import type { RivalId } from '../../bench/rivals/rivals';
import { shortOrderText } from '../../testkit/orders';
import { ASSUMED } from '../cost/assumptions';
import { batchesOf } from '../cost/batches';
import { LIMITS } from '../simulation/limits';
import { seededRandom } from '../simulation/random';
import { simulate } from '../simulation/simulate';
import { Table } from '../simulation/table';
import { START_CHILD, workloadOf } from '../simulation/workload';
import { synthesisePipeline } from '../template/synthesised-pipeline';

/** What alternatives do at the same time. */
const AT_ONCE = 40;
const ITEMS_OF_WRITE = 25;
const ITEMS_OF_CHILD = 100;
/** This package needs no simulation of a Distributed Map below this number of records of some 140 bytes: a file of up to 1 MiB. */
const MOST_OF_ONE_BATCH = 7_000;

export type ExpectedTimes = ReadonlyArray<{ readonly records: number; readonly seconds: { readonly [rival in RivalId]: number } }>;

/**
 * How long a file of short records takes on AWS, with the durations that the cost model assumes of calls and the limits of a new
 * table. Computed, not measured: the calls of each alternative, one after the other where it makes them so. The processor time of the
 * alternatives is left out.
 */
export async function expectedTimes(counts: readonly number[] = [1, 100, 1_000, 10_000, 100_000]): Promise<ExpectedTimes> {
  const { call, s3Wait } = ASSUMED;
  const write = (records: number) => Math.ceil(records / ITEMS_OF_WRITE) * call;
  const inTurns = (times: number, ms: number) => Math.ceil(times / AT_ONCE) * ms;
  const seconds = (ms: number, records: number) => Math.max(ms / 1_000, records / LIMITS.newTable);
  return Promise.all(counts.map(async (records) => ({
    records,
    seconds: {
      'ours': await ours(records),
      'textbook': seconds(call + s3Wait + inTurns(records, 2 * call), records),
      'loader': seconds(s3Wait + write(records), records),
      'powertools': seconds(s3Wait + write(records), records),
      'distributed-map': seconds(s3Wait + inTurns(records / ITEMS_OF_CHILD, START_CHILD + call + write(Math.min(records, ITEMS_OF_CHILD))), records),
    },
  })));
}

async function ours(records: number): Promise<number> {
  const text = Array.from({ length: records }, (_, number) => shortOrderText(number)).join('\n');
  const work = workloadOf(synthesisePipeline(), await batchesOf({ text, fileSize: text.length, validate: () => true }), records, 10);
  // A small file is a batch of the fast path, without the splitter and the Distributed Map.
  const oneBatch = records <= MOST_OF_ONE_BATCH ? { split: 0, startChild: 0 } : {};
  return simulate({ ...work, ...oneBatch }, new Table(LIMITS.newTable), seededRandom(1)).seconds;
}
