import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle';
import { run } from '../process/run';
import { ROOT } from '../root';

const PROJEN = join(ROOT, 'node_modules', 'projen', 'bin', 'projen');

/** Bundles, compiles and translates the current sources, so that packages can be made. */
export async function buildPackage(): Promise<void> {
  bundle();
  // The output of a source that has moved would shadow the new one.
  rmSync(join(ROOT, 'lib'), { recursive: true, force: true });
  for (const task of ['compile', 'translate']) await run(process.execPath, [PROJEN, task], { cwd: ROOT });
}
