import { spawn } from 'node:child_process';
import { killGroup, stopAtExit } from './process-group';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Receives the output of the command, line by line. */
  readonly log?: (line: string) => void;
}

/** A command failed. Has the end of its output. */
export class RunError extends Error {
  public readonly name = 'RunError';

  constructor(command: string, how: string, public readonly output: string) {
    super(`${command}\nended with ${how}:\n${output}`);
  }
}

const TAIL_LINES = 40;

/** Runs a command to its end. If it fails, the error has the end of its output. */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<void> {
  const tail: string[] = [];
  const onLine = (line: string) => {
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
    options.log?.(line);
  };
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const forget = child.pid === undefined ? () => {} : stopAtExit(() => killGroup(child.pid!));
    const flushes = [child.stdout, child.stderr].map((stream) => byLine(stream, onLine));
    child.once('error', (error) => {
      forget();
      reject(new Error(`${command} could not be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      forget();
      flushes.forEach((flush) => flush());
      if (code === 0) resolve();
      else reject(new RunError([command, ...args].join(' '), signal ?? `exit code ${code}`, tail.join('\n')));
    });
  });
}

function byLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): () => void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    lines.forEach(onLine);
  });
  return () => {
    if (rest) onLine(rest);
  };
}
