/** The action of a command that answers with its exit code. */
export function answer<Args extends unknown[]>(work: (...args: Args) => number | Promise<number>): (...args: Args) => Promise<void> {
  return async (...args) => {
    process.exitCode = await work(...args);
  };
}

/** For an option that may be repeated. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
