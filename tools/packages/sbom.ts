import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './artifacts';
import { outsideOfNpm } from './outside-of-npm';
import { run } from '../process/run';
import { ROOT } from '../root';

const SBOM = join('dist', 'sbom.cdx.json');

/** The dependencies that npm finds in the packed package, without development dependencies and without the CDK of the app. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'sbom-'));
  try {
    await run('tar', ['-xzf', await pack(directory), '-C', directory]);
    const unpacked = join(directory, 'package');
    keepDependenciesOnly(join(unpacked, 'package.json'));
    const bom = await npmSbom(unpacked);
    mkdirSync(join(ROOT, 'dist'), { recursive: true });
    writeFileSync(join(ROOT, SBOM), `${JSON.stringify(bom, undefined, 2)}\n`);
    console.log(`${SBOM}: ${bom.components.map(({ purl }) => purl).join(' ')}`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The dependencies that npm would miss. */
function keepDependenciesOnly(path: string): void {
  const { devDependencies, peerDependencies, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify(rest));
}

async function npmSbom(cwd: string) {
  const lines: string[] = [];
  await run('npm', ['sbom', '--silent', '--sbom-format=cyclonedx', '--sbom-type=library'], { cwd, env: outsideOfNpm(), log: (line) => lines.push(line) });
  const bom = JSON.parse(lines.slice(lines.indexOf('{')).join('\n')) as { metadata: { component: { name: string } }; components: { purl: string }[] };
  // npm takes the name of the directory.
  bom.metadata.component.name = (JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as { name: string }).name;
  return bom;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
