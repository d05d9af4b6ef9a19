import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '..');
const directory = join(root, 'assets', 'lambda');
/** Start-up grows with what has to be loaded. */
const MAX_SIZE = 100 * 1024;

// What an earlier build has left would change the asset's hash.
rmSync(directory, { recursive: true, force: true });
buildSync({
  absWorkingDir: root,
  entryPoints: ['lambda-src/index.ts', 'lambda-src/ajv-runtime.ts'],
  outdir: directory,
  bundle: true,
  minify: true,
  // Names show in stack traces and cost little.
  keepNames: false,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Both come with the Lambda runtime, or are written beside the bundle at synth.
  external: ['@aws-sdk/*', './validate-record-schema.js'],
  legalComments: 'none',
  logLevel: 'warning',
});

const size = ['index.js', 'ajv-runtime.js'].reduce((sum, file) => sum + statSync(join(directory, file)).size, 0);
if (size > MAX_SIZE) {
  throw new Error(`The Lambda bundle has ${size} bytes; it must stay under ${MAX_SIZE}.`);
}
console.log(`Bundled lambda-src into assets/lambda: ${size} bytes`);
