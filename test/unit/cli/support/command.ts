import { spawn, spawnSync } from 'node:child_process';
import { TOOL } from '../../../../tools/bundle-options';
import { ROOT } from '../../../../tools/root';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: Buffer | string;
  readonly env?: Record<string, string>;
}

/** Runs the bundled tool. */
export function run(args: string[], { cwd = ROOT, input, env }: RunOptions = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TOOL, ...args], {
    cwd, input: input ?? '', env: environment(env), maxBuffer: 1024 ** 3,
  });
  return { code: status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** Starts the bundled tool and returns its process. */
export function start(args: string[], env?: Record<string, string>) {
  return spawn(process.execPath, [TOOL, ...args], { cwd: ROOT, env: environment(env) });
}

export interface Line {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
  readonly verdict: string;
  readonly key?: Record<string, string>;
  readonly item?: Record<string, unknown>;
  readonly reason?: string;
  readonly errors?: Array<{ pointer: string; keyword: string; message: string }>;
  readonly record?: string;
  readonly recordBase64?: string;
}

export interface Summary {
  readonly file: string;
  readonly records: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly reasons: Record<string, number>;
  readonly bytes: number;
  readonly ms: number;
  readonly warnings?: string[];
  readonly fileError?: { reason: string; message: string };
}

/** `check … --json`, parsed. */
export function checkJson(args: string[], options?: RunOptions): { code: number | null; lines: Line[]; summary: Summary } {
  const { code, stdout, stderr } = run(['check', ...args, '--json'], options);
  const lines = stdout.split('\n');
  expect(lines.pop()).toBe('');
  return { code, lines: lines.map((line) => JSON.parse(line) as Line), summary: JSON.parse(stderr) as Summary };
}

function environment(env: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { FORCE_COLOR, NO_COLOR, NODE_OPTIONS, ...others } = process.env;
  return { ...others, ...env };
}
