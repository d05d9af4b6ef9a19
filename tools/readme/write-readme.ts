import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from './languages';
import { packageReadme } from './package-readme';
import { run } from '../process/run';
import { ROOT } from '../root';

/**
 * Rewrites the README of an unpacked npm package for the users of one language: README.md, which npm shows, and the
 * one in the assembly, which jsii-pacmak and Construct Hub show.
 */
export async function writeReadme(target: Target, directory: string): Promise<void> {
  const assemblyFile = join(directory, '.jsii');
  const { fingerprint, ...assembly } = JSON.parse(readFileSync(assemblyFile, 'utf8')) as Assembly;
  const readmeFile = join(directory, 'README.md');
  const readme = packageReadme(target, {
    readme: readFileSync(readmeFile, 'utf8'),
    version: assembly.version,
    memberNames: memberNames(assembly),
    repository: {
      url: assembly.repository.url.replace(/\.git$/, ''),
      ref: assembly.version === UNRELEASED ? 'main' : `v${assembly.version}`,
      files: await trackedFiles(),
    },
  });
  writeFileSync(readmeFile, readme);
  const published = { ...assembly, readme: { markdown: readme } };
  const hash = createHash('sha256').update(JSON.stringify(published)).digest('base64');
  writeFileSync(assemblyFile, JSON.stringify({ ...published, fingerprint: hash }));
}

/** The version in package.json outside of a release. */
const UNRELEASED = '0.0.0';

/** The part of the jsii assembly that is used. */
interface Assembly {
  readonly version: string;
  readonly fingerprint: string;
  readonly repository: { readonly url: string };
  readonly types: { readonly [name: string]: { readonly [members in 'properties' | 'methods']?: readonly { readonly name: string }[] } };
}

function memberNames({ types }: Pick<Assembly, 'types'>): Set<string> {
  return new Set(Object.values(types).flatMap(({ properties = [], methods = [] }) => [...properties, ...methods].map(({ name }) => name)));
}

async function trackedFiles(): Promise<string[]> {
  const files: string[] = [];
  await run('git', ['ls-files'], { cwd: ROOT, env: process.env, log: (line) => files.push(line) });
  return files;
}
