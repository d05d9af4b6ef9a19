import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from '../statistics';
import type { Task } from './task';

export interface Effort {
  /** Number of turns of each task; a slow task has fewer, but at least five. */
  readonly rounds: number;
  /** Minimum duration of a turn: a shorter task is repeated. 0 means one pass without warming up. */
  readonly turnMs: number;
}

/** A task with a longer total time has fewer turns. */
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
 * Alternates the tasks, so that a machine that is slow for a while slows down all tasks alike. Each turn of a task directly
 * follows a turn of the baseline and is compared with it. Returns the medians, the baseline first.
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

/** Runs a task until it is compiled. Returns the number of passes for a turn. */
async function warmUp(task: Task, turnMs: number): Promise<number> {
  await turn(task, 1);
  const passes = Math.ceil(turnMs / await turn(task, 1));
  return Math.ceil(turnMs / await turn(task, passes));
}

/** The processor time of one pass in ms, of all threads. Other work of the machine is not counted. */
async function turn(task: Task, passes: number): Promise<number> {
  // Collects the garbage of the previous turn outside of the measured time. Minor only, because a full collection also
  // discards compiled code, as if each turn were the first.
  gc({ type: 'minor' });
  const start = process.cpuUsage();
  for (let k = 0; k < passes; k++) await task.run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / passes;
}

function sum(values: number[]): number {
  return values.reduce((left, right) => left + right, 0);
}
