import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from '../statistics';
import type { Task } from './task';

export interface Effort {
  /** How often each task has its turn; a slow one less often, but five times at least. */
  readonly rounds: number;
  /** How long a turn takes at least: a task that is done sooner is repeated. 0 is one pass, and none before to warm up. */
  readonly turnMs: number;
}

/** A task that takes longer in all has fewer turns. */
const MAX_MS = 4000;
const MIN_ROUNDS = 5;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as (options: { type: 'minor' }) => void;

export interface Timing {
  /** How many times as fast as the baseline, on the same bytes. */
  readonly ratio: number;
  readonly megabytesPerSecond: number;
}

/**
 * Takes turns, so that what slows down the machine for a while, a shared cache or a lower clock, slows down all alike. Each turn of a task comes right behind
 * one of the baseline, with which it is compared; what counts is the median. The baseline comes first.
 */
export async function time(baseline: Task, tasks: Task[], bytes: number, { rounds, turnMs }: Effort): Promise<[Timing, ...Timing[]]> {
  const passes: number[] = [];
  for (const task of [baseline, ...tasks]) passes.push(turnMs === 0 ? 1 : await warmUp(task, turnMs));
  const [baselinePasses, ...taskPasses] = passes;
  const baselineTimes: number[] = [];
  const times: number[][] = tasks.map(() => []);
  const ratios: number[][] = tasks.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < tasks.length; k++) {
      if (round >= MIN_ROUNDS && sum(times[k]) * taskPasses[k] * (tasks[k].bytes ?? bytes) > MAX_MS) continue;
      const reference = await turn(baseline, baselinePasses) / bytes;
      const taken = await turn(tasks[k], taskPasses[k]) / (tasks[k].bytes ?? bytes);
      baselineTimes.push(reference);
      times[k].push(taken);
      ratios[k].push(reference / taken);
    }
  }
  return [
    { ratio: 1, megabytesPerSecond: 1 / median(baselineTimes) / 1000 },
    ...tasks.map((_, k) => ({ ratio: median(ratios[k]), megabytesPerSecond: 1 / median(times[k]) / 1000 })),
  ];
}

/** Until the compiler has seen enough; the number of passes for a turn. */
async function warmUp(task: Task, turnMs: number): Promise<number> {
  await turn(task, 1);
  const passes = Math.ceil(turnMs / await turn(task, 1));
  return Math.ceil(turnMs / await turn(task, passes));
}

/** In milliseconds of processor time for one pass, of all threads: what else the machine does is not counted. */
async function turn(task: Task, passes: number): Promise<number> {
  // What the one before has left is not to be cleared away in this one's time. Only the young: a full collection throws
  // away compiled code as well, as if each turn were a first one.
  gc({ type: 'minor' });
  const start = process.cpuUsage();
  for (let k = 0; k < passes; k++) await task.run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / passes;
}

function sum(values: number[]): number {
  return values.reduce((left, right) => left + right, 0);
}
