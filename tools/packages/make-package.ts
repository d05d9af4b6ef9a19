import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outsideOfNpm } from './outside-of-npm';
import { run } from '../process/run';
import type { Target } from '../readme/languages';
import { writeReadme } from '../readme/write-readme';
import { ROOT } from '../root';

/** Inside the repository, because jsii-pacmak reads the assemblies of the CDK from node_modules. */
const STAGES = join(ROOT, '.packages');

/**
 * Makes the package of one language in `outdir` from the compiled sources. The README of each package is for the users of
 * its language and has absolute links, so packages are made from a copy with that README; all contain the same npm package.
 */
export async function makePackage(target: Target, outdir: string): Promise<void> {
  mkdirSync(STAGES, { recursive: true });
  const directory = mkdtempSync(join(STAGES, 'stage-'));
  try {
    const npmPackage = join(directory, 'npm');
    await unpack(npmPackage);
    const source = join(directory, target);
    cpSync(npmPackage, source, { recursive: true });
    await writeReadme('js', npmPackage);
    await writeReadme(target, source);
    await run(process.execPath, [
      join(ROOT, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak'), source, '--target', target, '--outdir', outdir,
      '--no-npmignore', '--rosetta-unknown-snippets', 'fail', '--pack-command', `npm pack --silent ${JSON.stringify(npmPackage)}`,
      // Compiling needs the Go module of the CDK, which is not available everywhere.
      ...target === 'go' ? ['--code-only'] : [],
    ], { cwd: ROOT, env: outsideOfNpm() });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function unpack(directory: string): Promise<void> {
  mkdirSync(directory);
  await run('npm', ['pack', '--silent', '--pack-destination', directory], { cwd: ROOT, env: outsideOfNpm() });
  const tarball = join(directory, readdirSync(directory)[0]);
  await run('tar', ['-xzf', tarball, '-C', directory, '--strip-components=1']);
  rmSync(tarball);
}
