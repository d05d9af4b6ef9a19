import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { run } from '../../../tools/process/run';
import { ROOT } from '../../../tools/root';

const DIRECTORY = join('test', 'integ');

/** The integration tests: the names of their files. */
export const INTEG_TESTS = readdirSync(join(ROOT, DIRECTORY)).filter((file) => /^integ\..+\.ts$/.test(file));

/** Runs tests by `integ-runner`. Fails, with what it said, unless all of them pass. */
export async function integRunner(tests: string[], args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<string> {
  const lines: string[] = [];
  const command = join(ROOT, 'node_modules', '.bin', 'integ-runner');
  const env: NodeJS.ProcessEnv = {
    ...(options.env ?? process.env),
    // Or it looks for one in places that take their time to say no.
    AWS_REGION: 'us-east-1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // Types are checked with those of all tests.
    TS_NODE_TRANSPILE_ONLY: '1',
  };
  try {
    await run(command, ['--language', 'typescript', '--directory', DIRECTORY, ...args, '--strict', ...tests], {
      cwd: options.cwd ?? ROOT,
      env,
      log: (line) => lines.push(line.length > 400 ? `${line.slice(0, 400)} …` : line),
    });
  } catch {
    throw new Error(lines.join('\n'));
  }
  return lines.join('\n');
}

/**
 * The tests without their snapshots, in a directory of its own beside links to everything else: a test that is deployed
 * writes its snapshot.
 */
export function withoutSnapshots(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'integ-'));
  mkdirSync(join(directory, DIRECTORY), { recursive: true });
  for (const name of [...INTEG_TESTS, basename(__dirname)]) {
    cpSync(join(ROOT, DIRECTORY, name), join(directory, DIRECTORY, name), { recursive: true });
  }
  for (const name of ['node_modules', 'src', 'examples', 'tsconfig.json', 'package.json']) {
    symlinkSync(join(ROOT, name), join(directory, name));
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
