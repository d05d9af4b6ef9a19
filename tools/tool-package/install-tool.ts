import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeToolPackage } from './make-tool-package';
import { outsideOfNpm } from '../packages/outside-of-npm';
import { run } from '../process/run';

/** Installs the command-line tool into an empty folder, as it is published. Returns the folder of the package. */
export async function installTool(directory: string): Promise<string> {
  const tarball = await makeToolPackage(directory);
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ private: true }));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], { cwd: directory, env: outsideOfNpm() });
  rmSync(tarball);
  return join(directory, 'node_modules', 'sales-data-pipeline');
}
