import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Evaluation, Outcome } from './evaluation';
import { pythonEnvironment, pythonFreeEnvironment } from '../../tools/emulator/python-environment';
import { ROOT } from '../../tools/root';

const PROGRAM = join(ROOT, 'tools', 'emulator', 'evaluate_expressions.py');

/** Evaluates expressions as the emulator does, without an emulator. */
export async function evaluateAll(evaluations: readonly Evaluation[]): Promise<Outcome[]> {
  const python = await pythonEnvironment(console.log);
  const child = spawn(python, ['-I', '-B', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'], env: pythonFreeEnvironment() });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stdin.end(evaluations.map(({ variables = {}, millis = 0, ...seen }) => `${JSON.stringify({ ...seen, variables, millis })}\n`).join(''));
  const [code] = await once(child, 'close') as [number | null];
  if (code !== 0) throw new Error(`${PROGRAM} ended with exit code ${code}`);
  return output.trimEnd().split('\n').map((line) => JSON.parse(line) as Outcome);
}
