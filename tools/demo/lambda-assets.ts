import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../emulator/run';

const ROOT = join(__dirname, '..', '..');
const BUNDLER = join(ROOT, 'tools', 'bundle.ts');

/** The construct deploys assets/lambda: bundled from lambda-src when the package is built. */
export function assetsAreStale(): boolean {
  const assets = times(join(ROOT, 'assets', 'lambda'));
  if (assets.length === 0) return true;
  const sources = [...times(join(ROOT, 'lambda-src')), statSync(BUNDLER).mtimeMs];
  return Math.max(...sources) > Math.min(...assets);
}

export async function bundleAssets(): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', BUNDLER], { cwd: ROOT });
}

function times(directory: string): number[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(directory, name)))
    .filter((stats) => stats.isFile())
    .map((stats) => stats.mtimeMs);
}
