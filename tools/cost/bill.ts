import { ASSUMED } from './assumptions';
import { PRICES } from './prices';
import type { Tally } from './walk';

/** What AWS bills, in US dollars by what it is for. */
export type Bill = Map<string, number>;

export const WRITES = 'DynamoDB: writing the items';

/** The functions' memory, in GB, by logical id. */
export type Memory = ReadonlyMap<string, number>;

export interface ExpressRun {
  readonly tally: Tally;
  readonly times: number;
  /** In GB. */
  readonly memory: number;
}

export function expressBill(runs: ExpressRun[]): number {
  return runs.reduce((sum, { tally, times, memory }) => {
    // Billed by 100 ms.
    const seconds = Math.ceil(tally.duration / 100) / 10;
    return sum + times * (PRICES.expressRequest + seconds * memory * PRICES.expressGigabyteSecond);
  }, 0);
}

export function functionBill(invocations: number, secondsInAll: number, memory: number): number {
  return invocations * PRICES.lambdaRequest + secondsInAll * memory * PRICES.lambdaGigabyteSecond;
}

/** Of everything that has been called, whoever did. */
export function serviceBill(calls: Tally, itemSize: number, invocations: number): Bill {
  const unitsPerItem = Math.ceil(itemSize / 1_024);
  return new Map([
    [WRITES, calls.count(':putItem') * unitsPerItem * PRICES.dynamodbWrite],
    ['EventBridge: announcing the files', calls.count(':putEvents') * PRICES.event],
    ['SQS: letters', calls.count(':sendMessage') * PRICES.sqsRequest],
    ['S3: reading the files', invocations * PRICES.s3Get],
    ['CloudWatch: what the functions log', invocations * ASSUMED.logPerInvocation / 1e9 * PRICES.logGigabyte],
  ]);
}

export const total = (bill: Bill): number => [...bill.values()].reduce((sum, cost) => sum + cost, 0);
