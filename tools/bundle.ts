import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { CLI, LAMBDA } from './bundle-options';

/** Start-up of the functions grows with what has to be loaded. */
const MAX_LAMBDA_SIZE = 100 * 1024;

function bundleLambda(): void {
  const directory = LAMBDA.outdir!;
  // What an earlier build has left would change the asset's hash.
  rmSync(directory, { recursive: true, force: true });
  buildSync(LAMBDA);
  const size = ['index.js', 'ajv-runtime.js'].reduce((sum, file) => sum + statSync(join(directory, file)).size, 0);
  if (size > MAX_LAMBDA_SIZE) {
    throw new Error(`The Lambda bundle has ${size} bytes; it must stay under ${MAX_LAMBDA_SIZE}.`);
  }
  console.log(`Bundled lambda-src into assets/lambda: ${size} bytes`);
}

function bundleCli(): void {
  buildSync(CLI);
  console.log(`Bundled cli into assets/cli: ${statSync(CLI.outfile!).size} bytes`);
}

bundleLambda();
bundleCli();
