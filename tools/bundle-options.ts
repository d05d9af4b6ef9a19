import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { DESK_PAGE } from './desk-page';
import { packageJson } from './packages/versions';
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

/** The bundled command-line tool, as `npx sales-data-pipeline` runs it. */
export const TOOL = join(ROOT, 'assets', 'cli', 'index.mjs');

/**
 * The options for the command-line tool. It has no dependencies: all is in the bundle, in parts that are loaded when a command
 * needs them.
 */
export const CLI: BuildOptions = {
  ...COMMON,
  entryPoints: ['cli/index.ts'],
  outdir: join(ROOT, 'assets', 'cli'),
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  minify: true,
  define: { PACKAGE_VERSION: JSON.stringify(packageJson().version) },
  alias: { 'desk-page': DESK_PAGE },
  // Packages that are CommonJS require modules of Node.js.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  // cli-table3 loads it only to colour borders and heads, which the tables here leave to picocolors.
  external: ['@colors/colors/*'],
};
