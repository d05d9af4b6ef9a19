import type { Workload } from './simulate';
import { fullBatchOf } from '../../lambda-src/engine/read/split-batches';
import { ASSUMED } from '../cost/assumptions';
import type { Batches } from '../cost/batches';
import { validation } from '../cost/scenarios';
import { walk } from '../cost/walk';
import type { State, States, SynthesisedPipeline } from '../template/synthesised-pipeline';

/** From one child of a Distributed Map to the next, in ms: not documented, and shorter than a child of a thousand records by far. */
export const START_CHILD = 100;
/** The splitter ends a round a minute before its timeout, in ms. */
const LONGEST_SPLIT = 14 * 60_000;
const TIME_TO_STOP = 60_000;

/** What a file with this many records is processed with: durations as the cost model assumes them, all else from the definitions. */
export function workloadOf(pipeline: SynthesisedPipeline, sample: Batches, records: number, maxConcurrency: number): Workload {
  const recordSize = sample.bytes / sample.records;
  const recordsPerBatch = recordsOfBatch(records * recordSize, recordSize);
  const splitOfBatch = recordsPerBatch * Math.max(recordSize / ASSUMED.splitBytesPerSecond, 1 / ASSUMED.splitRecordsPerSecond) * 1_000;
  const { SplitFile, ProcessBatches } = pipeline.fanOutWorkflow.States;
  const { maxBatches } = SplitFile.Parameters as { maxBatches: number };
  const batchesPerRound = Math.max(1, Math.min(maxBatches, Math.floor(LONGEST_SPLIT / splitOfBatch)));
  const child = ProcessBatches.ItemProcessor as States;
  const insert = child.States.InsertAccepted;
  const answer = sample.batches[0][0];
  return {
    records,
    recordsPerBatch,
    recordsPerStep: answer.accepted,
    maxConcurrency,
    batchesPerRound,
    parallelInserts: insert.MaxConcurrency as number,
    split: Math.min(batchesPerRound, Math.ceil(records / recordsPerBatch)) * splitOfBatch,
    startChild: START_CHILD,
    validate: validation(pipeline, answer),
    put: ASSUMED.call,
    perStep: durationOf(child, { InsertAccepted: 0 }),
    perRecord: durationOf(insert.ItemProcessor as States) - ASSUMED.call,
    timeToStop: TIME_TO_STOP,
    retryWaits: longestWaits((insert.ItemProcessor as States).States.Insert),
  };
}

/** As the splitter counts them. */
function recordsOfBatch(fileSize: number, recordSize: number): number {
  const isFull = fullBatchOf(fileSize);
  let records = 1;
  while (!isFull(records * recordSize, records)) records++;
  return records;
}

/** Of one step without the call of the validator, or of one record. */
function durationOf(states: States, items: { [map: string]: number } = {}): number {
  return walk(states, {
    choices: { FileReadable: 'InsertAccepted', MoreInBatch: 'BatchDone' },
    items: { DeadLetterRejected: 0, ...items },
    stepDuration: ASSUMED.step,
    callDuration: (api) => (api.includes('Validator') ? 0 : ASSUMED.call),
  }).duration;
}

/** The waits of the retrier for all errors, in ms. */
function longestWaits({ Retry }: State): number[] {
  const retrier = (Retry as Retrier[]).find(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))!;
  const { MaxAttempts, IntervalSeconds, BackoffRate, MaxDelaySeconds } = retrier;
  return Array.from({ length: MaxAttempts }, (_, attempt) => 1_000 * Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** attempt));
}

interface Retrier {
  readonly ErrorEquals: string[];
  readonly MaxAttempts: number;
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
}
