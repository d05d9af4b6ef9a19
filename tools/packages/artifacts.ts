import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache';
import { makePackage } from './make-package';
import { outsideOfNpm } from './outside-of-npm';
import { hash, packageJson } from './versions';
import { run } from '../process/run';
import type { Target } from '../readme/languages';
import { ROOT } from '../root';

/** The ending of the file to install; Go has a directory of sources. */
const ENDS: Record<Target, string> = { js: '.tgz', python: '.whl', java: '.pom', go: '/go.mod' };

/**
 * The package of one language as it is published, made from the bundles and compiled sources.
 * It is made again only if the contents of the npm package have changed.
 */
export async function artifact(target: Target): Promise<string> {
  const version = hash(await contentHash(), packageJson('jsii-pacmak').version);
  const directory = await cached(target, version, (outdir) => makePackage(target, outdir));
  const found = readdirSync(directory, { recursive: true, encoding: 'utf8' }).find((name) => `/${name}`.endsWith(ENDS[target]));
  if (!found) throw new Error(`jsii-pacmak made no *${ENDS[target]} in ${directory}`);
  return join(directory, found);
}

/** The sources that make the README of each package from that of the npm package. */
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

/** Packs the npm package into a directory and returns the path of the file. */
export async function pack(directory: string): Promise<string> {
  await run('npm', ['pack', '--silent', '--pack-destination', directory], { cwd: ROOT, env: outsideOfNpm() });
  return join(directory, readdirSync(directory).find((name) => name.endsWith('.tgz'))!);
}
