import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './root';
import { processIsAlive } from '../emulator/process-group';

const HOME = join(ROOT, '.packages');
const COMPLETE = '.complete';
const UNUSED_MS = 3_600_000;

/**
 * The directory `.packages/<kind>-<version>`, filled by `make` unless it is there. Several processes may ask at the same
 * time, and any of them may be cut short. Other versions of the same kind go when nobody has asked for them for an hour.
 */
export async function madeOnce(kind: string, version: string, make: (directory: string) => Promise<void>): Promise<string> {
  const directory = join(HOME, `${kind}-${version}`);
  mkdirSync(HOME, { recursive: true });
  while (!isComplete(directory)) {
    const unlock = lock(`${directory}.lock`);
    if (!unlock) {
      await sleep(200);
      continue;
    }
    try {
      if (isComplete(directory)) break;
      rmSync(directory, { recursive: true, force: true });
      mkdirSync(directory);
      await make(directory);
      writeFileSync(join(directory, COMPLETE), '');
      removeUnused(kind, directory);
    } finally {
      unlock();
    }
  }
  utimesSync(join(directory, COMPLETE), new Date(), new Date());
  return directory;
}

const isComplete = (directory: string): boolean => existsSync(join(directory, COMPLETE));

/** Undefined where a process that is alive holds it; what a dead one has left is taken over in the next attempt. */
function lock(path: string): (() => void) | undefined {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return () => rmSync(path, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isAbandoned(path)) rmSync(path, { force: true });
    return undefined;
  }
}

function isAbandoned(path: string): boolean {
  try {
    return !processIsAlive(Number(readFileSync(path, 'utf8')));
  } catch {
    return false;
  }
}

function removeUnused(kind: string, current: string): void {
  for (const name of readdirSync(HOME)) {
    const directory = join(HOME, name);
    if (!name.startsWith(`${kind}-`) || directory === current || !isComplete(directory)) continue;
    if (Date.now() - statSync(join(directory, COMPLETE)).mtimeMs > UNUSED_MS) rmSync(directory, { recursive: true, force: true });
  }
}
