import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '..');
const directory = join(root, 'assets', 'lambda');
/** Start-up grows with what has to be loaded. */
const MAX_SIZE = 100 * 1024;

const { outputFiles } = buildSync({
  absWorkingDir: root,
  entryPoints: ['lambda-src/index.ts', 'lambda-src/ajv-runtime.ts'],
  outdir: directory,
  write: false,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
});

const size = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
if (size > MAX_SIZE) {
  throw new Error(`The Lambda bundle has ${size} bytes; it must stay under ${MAX_SIZE}.`);
}

mkdirSync(directory, { recursive: true });
const names = outputFiles.map(({ path }) => basename(path));
// What an earlier build has left would be deployed, and would change the asset's hash.
readdirSync(directory).filter((name) => !names.includes(name)).forEach((name) => rmSync(join(directory, name), { recursive: true }));
for (const { path, contents } of outputFiles) replace(path, contents);
console.log(`Bundled lambda-src into assets/lambda: ${size} bytes`);

/** In one step, and only if need be: something may be reading the file. */
function replace(path: string, contents: Uint8Array): void {
  if (readdirSync(directory).includes(basename(path)) && readFileSync(path).equals(contents)) return;
  const next = `${path}.${process.pid}`;
  writeFileSync(next, contents);
  renameSync(next, path);
}
