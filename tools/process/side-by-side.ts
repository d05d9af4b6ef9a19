import { run } from './run';

/** Runs command lines side by side, prints the output of each when it ends, and fails if one of them failed: `tsx side-by-side.ts 'tsc -p a' 'tsc -p b'`. */
async function main(commands: readonly string[]): Promise<void> {
  const failed = (await Promise.all(commands.map(succeeds))).filter((success) => !success);
  if (failed.length > 0) process.exitCode = 1;
}

async function succeeds(command: string): Promise<boolean> {
  const start = Date.now();
  const output: string[] = [];
  const success = await run('sh', ['-c', command], { log: (line) => output.push(line) }).then(() => true, () => false);
  console.log([`${success ? '✔' : '✘'} ${command} (${Math.round((Date.now() - start) / 1_000)} s)`, ...output].join('\n'));
  return success;
}

void main(process.argv.slice(2));
