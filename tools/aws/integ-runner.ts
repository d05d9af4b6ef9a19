import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../process/run';
import { ROOT } from '../root';

const DIRECTORY = join('test', 'integ');

/** Tests that are deployed at a time. */
const AT_ONCE = 3;

/** The file names of the integration tests. */
export const INTEG_TESTS = readdirSync(join(ROOT, DIRECTORY)).filter((file) => /^integ\..+\.ts$/.test(file));

/** Runs tests with `integ-runner`. Throws with its output unless all of them pass. */
export async function integRunner(tests: string[], args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<string> {
  const lines: string[] = [];
  const command = join(ROOT, 'node_modules', '.bin', 'integ-runner');
  const env: NodeJS.ProcessEnv = {
    ...(options.env ?? process.env),
    // Otherwise it looks for credentials in places that are slow to answer. Tests are deployed to --parallel-regions.
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

export interface DeployIntegTestsOptions {
  readonly region: string;
  readonly env: NodeJS.ProcessEnv;
  /** More arguments for integ-runner. */
  readonly args?: string[];
  /** No further test begins when it is aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Deploys tests, runs their assertions, and deletes their stacks unless `args` keep them. Three run at a time, because they mostly
 * wait. Returns what integ-runner says of each; the snapshots stay as they are.
 */
export function deployIntegTests(tests: readonly string[], options: DeployIntegTestsOptions): Map<string, Promise<string>> {
  const { region, env, args = [], signal } = options;
  const { directory, remove } = withoutSnapshots();
  const free: Promise<unknown>[] = Array.from({ length: AT_ONCE }, async () => undefined);
  const runs = new Map<string, Promise<string>>();
  for (const [i, test] of tests.entries()) {
    const deployed = free[i % AT_ONCE].then(async () => {
      signal?.throwIfAborted();
      return integRunner([test], ['--update-on-failed', '--parallel-regions', region, ...args], { cwd: directory, env });
    });
    free[i % AT_ONCE] = deployed.catch(() => undefined);
    runs.set(test, deployed);
  }
  void Promise.all(free).then(remove);
  return runs;
}

/**
 * A directory with the tests without their snapshots, and links to everything else: deploying a test writes its
 * snapshot.
 */
function withoutSnapshots(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'integ-'));
  mkdirSync(join(directory, DIRECTORY), { recursive: true });
  for (const name of [...INTEG_TESTS, 'support']) {
    cpSync(join(ROOT, DIRECTORY, name), join(directory, DIRECTORY, name), { recursive: true });
  }
  for (const name of ['node_modules', 'src', 'tools', 'examples', 'tsconfig.json', 'package.json']) {
    symlinkSync(join(ROOT, name), join(directory, name));
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
