/** Runs at the same time at most. */
const AT_ONCE = 8;

/** Does the same with each value, several at a time. */
export async function inTurns<T>(values: readonly T[], run: (value: T) => Promise<void>): Promise<void> {
  const left = values.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const value of left) await run(value);
  }));
}
