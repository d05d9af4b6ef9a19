import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { CLI, LAMBDA } from './bundle-options';
import { DESK_PAGE, buildDeskPage } from './desk-page';

/** The start-up time of the functions grows with what they load. */
const MAX_LAMBDA_BYTES = 100 * 1024;

export interface BundleSizes {
  readonly lambda: number;
  readonly cli: number;
}

/** Bundles the handlers and the command-line tool into assets/. Writes only changed files, so that tests can read at the same time. */
export function bundle(): BundleSizes {
  const lambda = build(LAMBDA, LAMBDA.outdir!);
  if (lambda > MAX_LAMBDA_BYTES) throw new Error(`The Lambda bundle has ${lambda} bytes; it must stay under ${MAX_LAMBDA_BYTES}`);
  writeIfChanged(DESK_PAGE, Buffer.from(JSON.stringify(buildDeskPage())));
  return { lambda, cli: build(CLI, CLI.outdir!) };
}

/** Returns the size of the bundle in bytes. Removes other files from the directory, because they would change the hash of the asset. */
function build(options: BuildOptions, directory: string): number {
  const { outputFiles } = buildSync({ ...options, write: false });
  for (const { path, contents } of outputFiles) writeIfChanged(path, contents);
  const made = new Set(outputFiles.map(({ path }) => path));
  for (const name of readdirSync(directory)) {
    if (!made.has(join(directory, name))) rmSync(join(directory, name), { recursive: true });
  }
  return outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
}

function writeIfChanged(path: string, contents: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path) || !readFileSync(path).equals(contents)) writeFileSync(path, contents);
}

if (require.main === module) {
  const { lambda, cli } = bundle();
  console.log(`Bundled lambda-src into assets/lambda: ${lambda} bytes`);
  console.log(`Bundled cli into assets/cli: ${cli} bytes`);
}
