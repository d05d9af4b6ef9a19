/**
 * Does the work for each value, for so many at a time, and answers in the order of the values. After an error nothing more is begun; it is
 * thrown when nothing is under way any more.
 */
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
  const ended = await Promise.allSettled(Array.from({ length: Math.min(most, values.length) }, worker));
  const rejected = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
  if (rejected) throw rejected.reason;
  return results;
}
