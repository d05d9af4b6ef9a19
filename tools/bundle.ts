import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BuildOptions, buildSync } from 'esbuild';

const root = join(__dirname, '..');
const assets = join(root, 'assets');
/** Start-up of the functions grows with what has to be loaded. */
const MAX_LAMBDA_SIZE = 100 * 1024;

const options: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
};

function bundleLambda(): void {
  const directory = join(assets, 'lambda');
  // What an earlier build has left would change the asset's hash.
  rmSync(directory, { recursive: true, force: true });
  buildSync({
    ...options,
    entryPoints: ['lambda-src/index.ts', 'lambda-src/ajv-runtime.ts'],
    outdir: directory,
    minify: true,
    // Names show in stack traces and cost little.
    keepNames: false,
    // Both come with the Lambda runtime, or are written beside the bundle at synth.
    external: ['@aws-sdk/*', './validate-record-schema.js'],
  });
  const size = ['index.js', 'ajv-runtime.js'].reduce((sum, file) => sum + statSync(join(directory, file)).size, 0);
  if (size > MAX_LAMBDA_SIZE) {
    throw new Error(`The Lambda bundle has ${size} bytes; it must stay under ${MAX_LAMBDA_SIZE}.`);
  }
  console.log(`Bundled lambda-src into assets/lambda: ${size} bytes`);
}

function bundleCli(): void {
  const outfile = join(assets, 'cli', 'index.js');
  buildSync({
    ...options,
    entryPoints: ['cli-src/index.ts'],
    outfile,
    // Both lie in the package's own node_modules: the construct needs them as well.
    external: ['ajv', 'ajv/*', 'ajv-formats', 'ajv-formats/*'],
  });
  console.log(`Bundled cli-src into assets/cli: ${statSync(outfile).size} bytes`);
}

bundleLambda();
bundleCli();
