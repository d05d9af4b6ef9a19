import { join } from 'node:path';
import { bundle } from '../bundle';
import { run } from '../process/run';
import { ROOT } from '../root';

const PROJEN = join(ROOT, 'node_modules', 'projen', 'bin', 'projen');

/** Bundles, compiles and translates the current sources, so that packages can be made. */
export async function buildPackage(): Promise<void> {
  bundle();
  for (const task of ['compile', 'translate']) await run(process.execPath, [PROJEN, task], { cwd: ROOT });
}
