import { PRICES } from './prices';
import { ISOLATED_RECORDS, PARALLEL_RECORDS } from '../../src/private/workflows/isolate-records';
import type { States, SynthesisedPipeline } from '../template/synthesised-pipeline';

const SECONDS_PER_HOUR = 3_600;

/** What a file costs that is full of records which use up all the time of the validator function. */
export interface PoisonFile {
  /** In US dollars. */
  readonly thousandRecords: number;
  /** For a thousand records in one batch. */
  readonly hours: number;
  readonly dollarsPerHour: number;
  /** When the execution of FanOutWorkflow reaches its limit, in US dollars. */
  readonly most: number;
  readonly days: number;
}

/** Each step first loses an attempt on the whole batch, then validates some records alone. */
export function poisonFile({ resources, fanOutWorkflow }: SynthesisedPipeline): PoisonFile {
  const { Timeout: timeout, MemorySize: memory } = Object.values(resources).find(({ Properties }) => Properties.Handler === 'index.validator')!.Properties as Validator;
  const { TimeoutSeconds: limit, States: { ProcessBatches: { MaxConcurrency: concurrency } } } = fanOutWorkflow as FanOutDefinition;
  const step = timeout + Math.ceil(ISOLATED_RECORDS / PARALLEL_RECORDS) * timeout;
  const dollars = (1 + ISOLATED_RECORDS) * timeout * memory / 1_024 * PRICES.lambdaGigabyteSecond;
  const steps = 1_000 / ISOLATED_RECORDS;
  const dollarsPerSecond = concurrency * dollars / step;
  return {
    thousandRecords: steps * dollars,
    hours: steps * step / SECONDS_PER_HOUR,
    dollarsPerHour: SECONDS_PER_HOUR * dollarsPerSecond,
    most: limit * dollarsPerSecond,
    days: limit / 24 / SECONDS_PER_HOUR,
  };
}

interface FanOutDefinition extends States {
  readonly TimeoutSeconds: number;
}

interface Validator {
  readonly Timeout: number;
  readonly MemorySize: number;
}

export function poisonText({ thousandRecords, hours, dollarsPerHour, most, days }: PoisonFile): string {
  return `A thousand records that use up all the time of the validator cost $${thousandRecords.toFixed(2)} and, in one batch, take ${hours.toFixed(1)} hours. `
    + `A file of several batches costs up to $${dollarsPerHour.toFixed(2)} an hour at the default \`maxConcurrency\`, and $${most.toFixed(0)} in all: `
    + `after ${days} days FanOutWorkflow ends, and what is left of the file becomes one dead letter.`;
}
