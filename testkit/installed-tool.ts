import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outsideOfNpm } from '../tools/packages/outside-of-npm';
import { run } from '../tools/process/run';
import { makeToolPackage } from '../tools/tool-package/make-tool-package';

/** Installs the command-line tool into an empty folder, as it is published. Returns the folder of the package. */
export async function installTool(directory: string): Promise<string> {
  const tarball = await makeToolPackage(directory);
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ private: true }));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], { cwd: directory, env: outsideOfNpm() });
  rmSync(tarball);
  return join(directory, 'node_modules', 'sales-data-pipeline');
}
