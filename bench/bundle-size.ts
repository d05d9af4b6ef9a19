import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './result';
import { TARGETS } from './targets';

/** The size of everything in a deployed function. */
export function measureBundleSize(functionDirectory: string): Result[] {
  const sizes = readdirSync(functionDirectory, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, size: statSync(join(functionDirectory, name)).size }));
  const note = sizes.map(({ name, size }) => `${name} ${(size / 1000).toFixed(1)}`).join(', ');
  return [{
    id: 'bundle-size', name: 'size of the functions\' code', value: sizes.reduce((sum, { size }) => sum + size, 0) / 1000, unit: 'kB', target: TARGETS.bundleSize, note,
  }];
}
