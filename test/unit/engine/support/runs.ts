/** How often a property is tried; PROPERTY_RUNS=100 makes it a hundred times as often. */
export const runs = (times: number): { numRuns: number } => ({ numRuns: times * Number(process.env.PROPERTY_RUNS ?? 1) });
