import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { CLI, LAMBDA } from './bundle-options';
import { DESK_PAGE, buildDeskPage } from './desk-page';
import { compileSchema } from '../src/private/schema/compile-schema';
import type { SchemaFiles } from '../src/private/schema/schema-files';
import { schemaFiles } from '../src/private/schema/schema-files';
import { RecordSchema } from '../src/record-schema';

/** The start-up time of the functions grows with what they load. */
const MAX_LAMBDA_BYTES = 107 * 1024;

export interface BundleSizes {
  readonly lambda: number;
  readonly cli: number;
}

/** Bundles the handlers, with the default schema, and the command-line tool into assets/. Writes only changed files, so that tests can read at the same time. */
export function bundle(): BundleSizes {
  const lambda = build(LAMBDA, LAMBDA.outdir!, defaultSchemaFiles());
  if (lambda > MAX_LAMBDA_BYTES) throw new Error(`The Lambda bundle has ${lambda} bytes; it must stay under ${MAX_LAMBDA_BYTES}`);
  writeIfChanged(DESK_PAGE, Buffer.from(JSON.stringify(buildDeskPage())));
  return { lambda, cli: build(CLI, CLI.outdir!) };
}

/** The handlers are complete with them: a pipeline that is given no schema needs no compiler at synthesis. */
function defaultSchemaFiles(): SchemaFiles {
  const schema = RecordSchema.contactAndOrder();
  return schemaFiles(schema, compileSchema(schema));
}

/**
 * Returns the size of the bundle in bytes, without the files that stand beside it. Removes other files from the directory, because
 * they would change the hash of the asset.
 */
function build(options: BuildOptions, directory: string, beside: { readonly [name: string]: string } = {}): number {
  const { outputFiles } = buildSync({ ...options, write: false });
  const besides = Object.entries(beside).map(([name, text]) => ({ path: join(directory, name), contents: Buffer.from(text) }));
  const all = [...outputFiles, ...besides];
  for (const { path, contents } of all) writeIfChanged(path, contents);
  const made = new Set(all.map(({ path }) => path));
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
