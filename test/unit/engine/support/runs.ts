/** The number of runs of a property; PROPERTY_RUNS=100 multiplies it by a hundred. */
export const runs = (times: number): { numRuns: number } => ({ numRuns: times * Number(process.env.PROPERTY_RUNS ?? 1) });
