import type { Parameters } from 'fast-check';

/** fast-check's own number of runs. */
const DEFAULT_RUNS = 100;
/** Any number: each property has the same cases in every run of the tests, so a run fails only if the code has changed. */
const FIXED_SEED = 20_261_127;

export type RunsOptions = Pick<Parameters, 'numRuns' | 'seed'>;

/**
 * How a property runs: so many times, on cases that are the same in every run. Every call of `fc.assert` takes it.
 * `PROPERTY_SEED=random` takes other cases each time, and a number those of that seed, which a failure prints; `PROPERTY_RUNS=100` multiplies the runs.
 */
export function runs(times = DEFAULT_RUNS, env: NodeJS.ProcessEnv = process.env): RunsOptions {
  const numRuns = times * factor(env.PROPERTY_RUNS);
  // Without a seed, fast-check takes one of its own and prints it if the property fails.
  return env.PROPERTY_SEED === 'random' ? { numRuns } : { numRuns, seed: seed(env.PROPERTY_SEED) };
}

function factor(given = '1'): number {
  const value = Number(given);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`PROPERTY_RUNS is ${JSON.stringify(given)}; it multiplies the runs of properties: give a whole number from 1 on.`);
}

function seed(given = String(FIXED_SEED)): number {
  // fast-check uses 32 bits of it.
  if (/^-?\d+$/.test(given) && Math.abs(Number(given)) < 2 ** 31) return Number(given);
  throw new Error(`PROPERTY_SEED is ${JSON.stringify(given)}; give "random", or a seed that a failed property has printed.`);
}
