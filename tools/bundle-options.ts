import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { ROOT } from './root';

const COMMON: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
};

/** The options for the Lambda handlers. */
export const LAMBDA: BuildOptions = {
  ...COMMON,
  entryPoints: ['lambda-src/index.ts', 'lambda-src/ajv-runtime.ts'],
  outdir: join(ROOT, 'assets', 'lambda'),
  minify: true,
  // Names appear in stack traces and cost little.
  keepNames: false,
  // They are part of the Lambda runtime, or are written beside the bundle at synthesis.
  external: ['@aws-sdk/*', './validate-record-schema.js'],
};

/** The options for the command-line tool. */
export const CLI: BuildOptions = {
  ...COMMON,
  entryPoints: ['cli/index.ts'],
  outfile: join(ROOT, 'assets', 'cli', 'index.js'),
  minify: true,
  external: [
    // They are in the package's own node_modules, because the construct needs them as well.
    'ajv', 'ajv/*', 'ajv-formats', 'ajv-formats/*', 'fast-uri', 'ret/*',
    // cli-table3 loads it only to colour borders and heads, which the tables here leave to picocolors.
    '@colors/colors/*',
  ],
};
