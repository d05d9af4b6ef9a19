import { createInterface } from 'node:readline/promises';

/** Whether somebody sits at the terminal who can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks a question that is answered with y or n; anything but y means no. */
export async function confirm(question: string, signal?: AbortSignal): Promise<boolean> {
  // Questions go to standard error, so that the output can be piped.
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
