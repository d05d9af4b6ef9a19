import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from '../statistics';
import type { Task } from './task';

export interface Effort {
  /** How often each task has its turn. */
  readonly rounds: number;
  /** How long a turn takes at least: a task that is done sooner is repeated. 0 is one pass, and none before to warm up. */
  readonly turnMs: number;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

export interface Timing {
  /** How many times as fast as the first task, on the same bytes. */
  readonly ratio: number;
  readonly megabytesPerSecond: number;
}

/**
 * Takes turns, so that a machine that is busy for a while slows down all alike; compares within each round, and takes
 * the median of the rounds. The first task is what the others are compared with.
 */
export async function time(tasks: Task[], bytes: number, { rounds, turnMs }: Effort): Promise<Timing[]> {
  const passes: number[] = [];
  for (const task of tasks) passes.push(turnMs === 0 ? 1 : await warmUp(task, turnMs));
  const perByte: number[][] = tasks.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < tasks.length; k++) {
      collectGarbage();
      perByte[k].push(await turn(tasks[k], passes[k]) / passes[k] / (tasks[k].bytes ?? bytes));
    }
  }
  return perByte.map((times) => ({
    ratio: median(times.map((each, round) => perByte[0][round] / each)),
    megabytesPerSecond: 1 / median(times) / 1000,
  }));
}

/** Until the compiler has seen enough; the number of passes for a turn. */
async function warmUp(task: Task, turnMs: number): Promise<number> {
  await turn(task, 1);
  const passes = Math.ceil(turnMs / await turn(task, 1));
  await turn(task, passes);
  return Math.ceil(turnMs / (await turn(task, passes) / passes));
}

async function turn(task: Task, passes: number): Promise<number> {
  const start = performance.now();
  for (let k = 0; k < passes; k++) await task.run();
  return performance.now() - start;
}
