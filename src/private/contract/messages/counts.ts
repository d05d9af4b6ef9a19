/** What the pipeline counts of a file. `records` is the sum of the others. */
export const COUNTS = ['records', 'inserted', 'replaced', 'repeated', 'superseded', 'rejected', 'conflicts'] as const;

export type Count = (typeof COUNTS)[number];

export type Counts = { readonly [count in Count]: number };

/** Makes a value for each count. */
export function forEachCount<T>(make: (count: Count) => T): { readonly [count in Count]: T } {
  return Object.fromEntries(COUNTS.map((count) => [count, make(count)])) as { [count in Count]: T };
}

/** The counts of nothing. */
export const NO_COUNTS: Counts = forEachCount(() => 0);
