/** Does the work for each value, for so many at a time, and answers in the order of the values. The first error ends it. */
export async function concurrently<T, R>(values: readonly T[], most: number, work: (value: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(values.length);
  const waiting = values.entries();
  let failed = false;
  const worker = async () => {
    for (const [index, value] of waiting) {
      if (failed) return;
      try {
        results[index] = await work(value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, values.length) }, worker));
  return results;
}
