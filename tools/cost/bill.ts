import { PRICES } from './prices';
import type { Tally } from './walk';

/** US dollars by what AWS bills them for. */
export type Bill = Map<string, number>;

export const WRITES = 'DynamoDB: writing the items';
/** The history is written by the same API. */
export const HISTORY_WRITES = 'putItem of the history';

/** Memory of the functions, in GB, by logical id. */
export type Memory = ReadonlyMap<string, number>;

export interface ExpressRun {
  readonly tally: Tally;
  readonly times: number;
  /**
   * How many executions it took, one after the other.
   *
   * @default 1
   */
  readonly executions?: number;
  /** In GB. */
  readonly memory: number;
}

export function expressBill(runs: ExpressRun[]): number {
  return runs.reduce((sum, { tally, times, executions = 1, memory }) => {
    // Billed in steps of 100 ms.
    const seconds = Math.ceil(tally.duration / 100) / 10;
    return sum + times * (executions * PRICES.expressRequest + seconds * memory * PRICES.expressGigabyteSecond);
  }, 0);
}

export function functionBill(invocations: number, totalSeconds: number, memory: number): number {
  return invocations * PRICES.lambdaRequest + totalSeconds * memory * PRICES.lambdaGigabyteSecond;
}

/** The bill of all services that workflows and functions have called. `logs` are bytes, `reads` requests to S3. */
export function serviceBill(calls: Tally, itemSize: number, { logs, reads }: { readonly logs: number; readonly reads: number }): Bill {
  const unitsPerItem = Math.ceil(itemSize / 1_024);
  return new Map([
    [WRITES, calls.count(':putItem') * unitsPerItem * PRICES.dynamodbWrite],
    ['DynamoDB: writing the history', calls.count(HISTORY_WRITES) * PRICES.dynamodbWrite],
    ['DynamoDB: reading the stored items of conflicts', calls.count(':getItem') * PRICES.dynamodbRead],
    ['EventBridge: announcing the files', calls.count(':putEvents') * PRICES.event],
    ['SQS: dead letters', calls.count(':sendMessage') * PRICES.sqsRequest],
    ['S3: reading the files', reads * PRICES.s3Get],
    ['CloudWatch: logs of the functions', logs / 1e9 * PRICES.logGigabyte],
  ]);
}

export const total = (bill: Bill): number => [...bill.values()].reduce((sum, cost) => sum + cost, 0);
