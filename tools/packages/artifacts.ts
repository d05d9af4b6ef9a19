import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled } from './compiled';
import { madeOnce } from './made-once';
import { outsideOfNpm } from './outside-of-npm';
import { ROOT, hash, packageJson } from './root';
import { run } from '../emulator/run';

export type Target = 'js' | 'python' | 'java' | 'go';

/** The file name's end of what others install; Go has a directory of sources. */
const ENDS: Record<Target, string> = { js: '.tgz', python: '.whl', java: '.pom', go: '/go.mod' };

/**
 * The package as it is published, in the form of one language, built from the sources as they are.
 * Built anew only when what goes into the npm package has changed.
 */
export async function artifact(target: Target): Promise<string> {
  const version = hash(await contentHash(), packageJson('jsii-pacmak').version);
  const directory = await madeOnce(target, version, async (outdir) => {
    // The Go module that the CDK's would be compiled against is not to be had everywhere.
    const options = target === 'go' ? ['--code-only'] : [];
    await run(process.execPath, [
      join(ROOT, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak'), '--no-npmignore', '--outdir', outdir, '--target', target, ...options,
    ], { cwd: ROOT, env: outsideOfNpm() });
  });
  const found = readdirSync(directory, { recursive: true, encoding: 'utf8' }).find((name) => `/${name}`.endsWith(ENDS[target]));
  if (!found) throw new Error(`jsii-pacmak has made no ${ENDS[target]} in ${directory}`);
  return join(directory, found);
}

let content: Promise<string> | undefined;

async function contentHash(): Promise<string> {
  content ??= (async () => {
    const directory = mkdtempSync(join(tmpdir(), 'npm-pack-'));
    try {
      return hash(readFileSync(await pack(directory)));
    } finally {
      rmSync(directory, { recursive: true });
    }
  })();
  return content;
}

/** The npm package as a file in that directory. */
export async function pack(directory: string): Promise<string> {
  await compiled();
  await run('npm', ['pack', '--silent', '--pack-destination', directory], { cwd: ROOT, env: outsideOfNpm() });
  return join(directory, readdirSync(directory).find((name) => name.endsWith('.tgz'))!);
}
