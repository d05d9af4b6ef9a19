import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled } from './compiled';
import { madeOnce } from './made-once';
import { makePackage } from './make-package';
import { outsideOfNpm } from './outside-of-npm';
import { ROOT, hash, packageJson } from './root';
import { run } from '../emulator/run';
import type { Target } from '../readme/languages';

/** The file name's end of what others install; Go has a directory of sources. */
const ENDS: Record<Target, string> = { js: '.tgz', python: '.whl', java: '.pom', go: '/go.mod' };

/**
 * The package as it is published, in the form of one language, built from the sources as they are.
 * Built anew only when what goes into the npm package has changed.
 */
export async function artifact(target: Target): Promise<string> {
  const version = hash(await contentHash(), packageJson('jsii-pacmak').version);
  const directory = await madeOnce(target, version, (outdir) => makePackage(target, outdir));
  const found = readdirSync(directory, { recursive: true, encoding: 'utf8' }).find((name) => `/${name}`.endsWith(ENDS[target]));
  if (!found) throw new Error(`jsii-pacmak has made no ${ENDS[target]} in ${directory}`);
  return join(directory, found);
}

/** What makes the README of each package out of that in the npm package. */
const README_TOOL = join(ROOT, 'tools', 'readme');
let content: Promise<string> | undefined;

async function contentHash(): Promise<string> {
  content ??= (async () => {
    const readmes = readdirSync(README_TOOL).map((file) => readFileSync(join(README_TOOL, file)));
    const directory = mkdtempSync(join(tmpdir(), 'npm-pack-'));
    try {
      return hash(readFileSync(await pack(directory)), ...readmes);
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
