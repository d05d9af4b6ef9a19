import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLE_FOLDER, SBOM, toolManifest } from './manifest';
import { toolSbom } from './sbom';
import { bundle } from '../bundle';
import { CLI } from '../bundle-options';
import { notices } from '../notices/notices';
import { bundledPackages } from '../notices/third-party-packages';
import { outsideOfNpm } from '../packages/outside-of-npm';
import { run } from '../process/run';
import { ROOT } from '../root';

const NOTICES = `
This package contains code of the following packages.
`.trim();

/** Makes the npm package of the command-line tool in `outdir`, and returns the path of its file. */
export async function makeToolPackage(outdir: string): Promise<string> {
  bundle();
  const directory = mkdtempSync(join(tmpdir(), 'tool-package-'));
  try {
    cpSync(CLI.outdir!, join(directory, BUNDLE_FOLDER), { recursive: true });
    chmodSync(join(directory, BUNDLE_FOLDER, 'index.mjs'), 0o755);
    const manifest = toolManifest();
    const packages = bundledPackages(CLI, BUNDLE_FOLDER);
    writeFileSync(join(directory, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
    writeFileSync(join(directory, SBOM), `${JSON.stringify(toolSbom(manifest, packages), undefined, 2)}\n`);
    writeFileSync(join(directory, 'THIRD-PARTY-NOTICES.md'), notices(NOTICES, packages));
    copyFileSync(join(ROOT, 'tools', 'tool-package', 'README.md'), join(directory, 'README.md'));
    copyFileSync(join(ROOT, 'LICENSE'), join(directory, 'LICENSE'));
    mkdirSync(outdir, { recursive: true });
    let file = '';
    await run('npm', ['pack', '--silent', '--pack-destination', outdir], { cwd: directory, env: outsideOfNpm(), log: (line) => file = line.trim() || file });
    return join(outdir, file);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
