import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root';

const HOME = join(ROOT, '.packages');
const COMPLETE = '.complete';
const UNUSED_MS = 3_600_000;

/**
 * The directory `.packages/<kind>-<version>`, filled by `make` unless it exists and is complete. Removes other versions of the
 * same kind that were not used for an hour. Do not use it from several processes at the same time.
 */
export async function cached(kind: string, version: string, make: (directory: string) => Promise<void>): Promise<string> {
  const directory = join(HOME, `${kind}-${version}`);
  const complete = join(directory, COMPLETE);
  if (!existsSync(complete)) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    await make(directory);
    writeFileSync(complete, '');
    removeUnused(kind, directory);
  }
  utimesSync(complete, new Date(), new Date());
  return directory;
}

function removeUnused(kind: string, current: string): void {
  for (const name of readdirSync(HOME)) {
    const directory = join(HOME, name);
    const complete = join(directory, COMPLETE);
    if (!name.startsWith(`${kind}-`) || directory === current || !existsSync(complete)) continue;
    if (Date.now() - statSync(complete).mtimeMs > UNUSED_MS) rmSync(directory, { recursive: true, force: true });
  }
}
