import type { RivalId } from '../../bench/rivals/rivals';
import { BATCH_SIZE, DEFAULT_CONCURRENCY } from '../../src/private/contract/limits';
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
/** Bytes of a state, which the textbook workflow puts a whole file into. */
const STATE = 262_144;

export type ExpectedTimes = ReadonlyArray<{ readonly records: number; readonly seconds: Seconds }>;

/** Undefined where an alternative can't take such a file. */
type Seconds = { readonly [rival in RivalId]: number | undefined } & { readonly ours: number };

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
  return Promise.all(counts.map(async (records) => {
    const text = Array.from({ length: records }, (_, number) => shortOrderText(number)).join('\n');
    const loader = seconds(s3Wait + write(records), records);
    return {
      records,
      seconds: {
        'ours': await ours(text, records),
        'textbook': text.length > STATE ? undefined : seconds(call + s3Wait + inTurns(records, 2 * call), records),
        loader,
        'powertools': loader,
        'distributed-map': seconds(s3Wait + inTurns(records / ITEMS_OF_CHILD, START_CHILD + call + write(Math.min(records, ITEMS_OF_CHILD))), records),
      },
    };
  }));
}

async function ours(text: string, records: number): Promise<number> {
  const work = workloadOf(synthesisePipeline(), await batchesOf({ text, validate: () => true }), records, DEFAULT_CONCURRENCY);
  // A small file is one batch of the fast path, without the splitter and the Distributed Map.
  const fastPath = text.length <= BATCH_SIZE ? { split: 0, startChild: 0 } : {};
  return simulate({ ...work, ...fastPath }, new Table(LIMITS.newTable), seededRandom(1)).seconds;
}
