import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { run } from '../../../tools/process/run';
import { ROOT } from '../../../tools/root';

const DIRECTORY = join('test', 'integ');

/** The file names of the integration tests. */
export const INTEG_TESTS = readdirSync(join(ROOT, DIRECTORY)).filter((file) => /^integ\..+\.ts$/.test(file));

/** Runs tests with `integ-runner`. Throws with its output unless all of them pass. */
export async function integRunner(tests: string[], args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<string> {
  const lines: string[] = [];
  const command = join(ROOT, 'node_modules', '.bin', 'integ-runner');
  const env: NodeJS.ProcessEnv = {
    ...(options.env ?? process.env),
    // Otherwise it looks for credentials in places that are slow to answer.
    AWS_REGION: 'us-east-1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // The type check of all tests covers these.
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
 * A directory with the tests without their snapshots, and links to everything else: deploying a test writes its
 * snapshot.
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
