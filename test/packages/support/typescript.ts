import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf } from '../../../tools/packages/apps';
import type { InstalledApp } from '../../../tools/packages/apps';
import { run } from '../../../tools/process/run';
import { ROOT } from '../../../tools/root';

/**
 * Copies the sources of an app to the directory where the package is installed, makes them import it from there instead of
 * from this repository, and compiles them against its declarations. Returns the path of `app.js`.
 */
export async function compileApp(sources: string, app: InstalledApp): Promise<string> {
  const copy = mkdtempSync(join(app.directory, 'src-'));
  cpSync(sources, copy, { recursive: true, filter: (path) => !path.endsWith('.md') && !path.endsWith('cdk.json') });
  const files = readdirSync(copy).filter((name) => name.endsWith('.ts')).map((name) => join(copy, name));
  for (const file of files) {
    writeFileSync(file, readFileSync(file, 'utf8').replace(/from '(\.\.\/)+src'/g, "from 'cdk-sales-data-pipeline'"));
  }
  await run(process.execPath, [
    join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'node16',
    '--typeRoots', join(ROOT, 'node_modules', '@types'), '--types', 'node', ...files,
  ], { cwd: copy, env: environmentOf(app) });
  return join(copy, 'app.js');
}
