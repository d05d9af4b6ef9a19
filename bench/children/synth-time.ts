/** What both programs are asked for: how many stacks, where to, and where from. */
export function synthArguments(): { readonly count: number; readonly outdir: string; readonly source: string } {
  const [count, outdir, source] = process.argv.slice(2);
  return { count: Number(count), outdir, source };
}

/** Prints the processor time of this process since its start, in ms. */
export function processorTime(): void {
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1_000);
}
