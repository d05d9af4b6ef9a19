import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Handlers } from '../../lambda-src/handlers/handlers';
import type { Batch, ValidateBatchInput, ValidateBatchOutput } from '../../src/private/contract/messages';

/** What the invocations about one file have taken. */
export interface Invocations {
  readonly invocations: number;
  /** Of all invocations, in ms. */
  readonly processorTime: number;
  /** Of the process, in MB. */
  readonly peakMemory: number;
}

const TIMEOUT_MS = 30_000;

/** Invokes the validator until a file is assessed, and does that so many times. Prints the Invocations. */
const [module, text, repetitions] = process.argv.slice(2);

async function main(): Promise<void> {
  const { validator } = createRequire(module)(module) as Handlers;
  const { file, batch } = JSON.parse(text) as ValidateBatchInput;
  let invocations = 0;
  const start = process.cpuUsage();
  for (let k = 0; k < Number(repetitions); k++) {
    for (let next: Batch | null = batch; next !== null; invocations++) {
      const answer = await validator({ file, batch: next }, { getRemainingTimeInMillis: () => TIMEOUT_MS }) as ValidateBatchOutput;
      if (answer.fileError) throw new Error(answer.fileError.message);
      // What the Lambda runtime does with it.
      JSON.stringify(answer);
      next = answer.next;
    }
  }
  const { user, system } = process.cpuUsage(start);
  const result: Invocations = { invocations, processorTime: (user + system) / 1000, peakMemory: peakMegabytes() };
  // The function writes its log to the standard output.
  process.stderr.write(`\n${JSON.stringify(result)}`);
}

function peakMegabytes(): number {
  return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024 / 1e6;
}

void main();
