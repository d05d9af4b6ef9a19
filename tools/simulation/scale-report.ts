import { LIMITS } from './limits';
import { seededRandom } from './random';
import type { Outcome } from './simulate';
import { simulate } from './simulate';
import { Table } from './table';
import { workloadOf } from './workload';
import { orderText } from '../../testkit/orders';
import { ASSUMED } from '../cost/assumptions';
import type { Batches } from '../cost/batches';
import { batchesOf } from '../cost/batches';
import { total } from '../cost/bill';
import { PRICES } from '../cost/prices';
import { oneBigFile } from '../cost/scenarios';
import { synthesisePipeline } from '../template/synthesised-pipeline';
import type { SynthesisedPipeline } from '../template/synthesised-pipeline';

export const CONCURRENCIES = [1, 2, 5, 10, 20, 50, 100, 130];
/** Writes per second of a table before the first record: a new one, and one that was warmed up to the quota. */
export const TABLES = { new: LIMITS.newTable, warm: LIMITS.tableQuota };

/** Makes records of some 900 bytes, and items below the 1 KB of one write unit. */
const ORDER_LINES = 7;
const SAMPLE = 20_000;

export interface Row {
  readonly records: number;
  readonly maxConcurrency: number;
  readonly table: keyof typeof TABLES;
  readonly outcome: Outcome;
  readonly dollars: number;
}

/** Simulates files of one pipeline without configuration. */
export class ScaleReport {
  public static create(): ScaleReport {
    const text = Array.from({ length: SAMPLE }, (_, number) => orderText(number, { lines: ORDER_LINES })).join('\n');
    return new ScaleReport(synthesisePipeline(), text);
  }

  private constructor(private readonly pipeline: SynthesisedPipeline, private readonly text: string) {}

  public async rows(records: number, concurrencies: readonly number[] = CONCURRENCIES): Promise<Row[]> {
    const sample = await batchesOf({ text: this.text, fileSize: Buffer.byteLength(this.text) * records / SAMPLE, validate: () => true });
    const rows: Row[] = [];
    for (const table of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
      for (const maxConcurrency of concurrencies) rows.push(this.row(sample, records, maxConcurrency, table));
    }
    return rows;
  }

  private row(sample: Batches, records: number, maxConcurrency: number, table: keyof typeof TABLES): Row {
    const outcome = simulate(workloadOf(this.pipeline, sample, records, maxConcurrency), new Table(TABLES[table]), seededRandom(maxConcurrency));
    const { bill, children, childSeconds } = oneBigFile(this.pipeline, records / SAMPLE, sample);
    const waiting = Math.max(0, outcome.childSeconds - childSeconds) * ASSUMED.expressMemory.batch * PRICES.expressGigabyteSecond;
    const restarted = Math.max(0, outcome.children - children) * (PRICES.standardTransition + PRICES.expressRequest);
    return { records, maxConcurrency, table, outcome, dollars: total(bill) + waiting + restarted };
  }
}
