import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';
import { run } from '../emulator/run';

/** What is made of what. */
const STEPS = [
  { task: 'bundle', made: ['assets/lambda', 'assets/cli'], from: ['lambda-src', 'cli', 'tools/bundle.ts', 'tools/bundle-options.ts'] },
  { task: 'compile', made: ['.jsii'], from: ['src', 'README.md', 'package.json'] },
  { task: 'translate', made: ['.jsii.tabl.json'], from: ['.jsii', 'rosetta'] },
];

let done: Promise<void> | undefined;

/** Bundles and compiles what has changed since it was: packages are of the sources as they are. */
export async function compiled(): Promise<void> {
  done ??= (async () => {
    for (const { task, made, from } of STEPS) {
      if (Math.max(...from.flatMap(times)) < Math.min(...made.map((path) => Math.min(...times(path))))) continue;
      await run(process.execPath, [join(ROOT, 'node_modules', 'projen', 'bin', 'projen'), task], { cwd: ROOT });
    }
  })();
  return done;
}

function times(path: string): number[] {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return [0];
  const names = statSync(absolute).isDirectory() ? readdirSync(absolute, { recursive: true, encoding: 'utf8' }) : [''];
  return names.map((name) => statSync(join(absolute, name))).filter((stats) => stats.isFile()).map(({ mtimeMs }) => mtimeMs);
}
