import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { median } from './statistics';
import { ROOT } from '../tools/root';

/*
 * Compares the time to synthesize pipelines with that of the same resources, written by hand with the constructs of the CDK. Each app is
 * a process of its own, alternating, and its processor time counts, from the start of the process:
 *
 *     npx projen bundle && npx projen compile && npx tsx bench/synth-time.ts [--quick] [--package ../other-checkout]
 */

type Program = 'synth-construct' | 'synth-by-hand';

function main(): void {
  const { values: { quick, package: directory } } = parseArgs({ options: { quick: { type: 'boolean' }, package: { type: 'string', default: ROOT } } });
  if (!existsSync(join(directory, 'lib', 'index.js'))) throw new Error(`${directory} is not compiled: run npx projen compile there`);
  const build = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    buildSync({
      absWorkingDir: __dirname,
      entryPoints: ['children/synth-construct.ts', 'children/synth-by-hand.ts'],
      outdir: build,
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'warning',
    });
    for (const count of [1, 10]) compare(build, join(directory, 'lib'), count, quick ? 2 : 15);
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}

function compare(build: string, library: string, count: number, rounds: number): void {
  const assembly = join(build, `construct-${count}`);
  const byHand = join(build, `by-hand-${count}`);
  // The first runs fill the cache of the file system.
  run(build, 'synth-construct', count, assembly, library);
  run(build, 'synth-by-hand', count, byHand, assembly);
  assertSameResources(assembly, byHand);
  const pairs = Array.from({ length: rounds }, () => [
    run(build, 'synth-construct', count, join(build, 'out'), library),
    run(build, 'synth-by-hand', count, join(build, 'out'), assembly),
  ]);
  const ms = (column: number): string => `${median(pairs.map((pair) => pair[column])).toFixed(0)} ms`.padStart(10);
  const ratio = median(pairs.map(([construct, hand]) => construct / hand));
  console.log(`${String(count).padStart(3)} ${count === 1 ? 'stack ' : 'stacks'}  by hand${ms(1)}  construct${ms(0)}  takes ${ratio.toFixed(2)} ×`);
}

/** Processor time in ms. */
function run(build: string, program: Program, count: number, outdir: string, source: string): number {
  rmSync(outdir, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(build, `${program}.js`), String(count), outdir, source], {
    encoding: 'utf8', env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
  });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return Number(stdout);
}

/** Throws unless both have as many resources of each type. */
function assertSameResources(...assemblies: [string, string]): void {
  const [construct, byHand] = assemblies.map((assembly) => {
    const { Resources } = JSON.parse(readFileSync(join(assembly, 'Stack0.template.json'), 'utf8')) as { Resources: Record<string, { Type: string }> };
    return Object.values(Resources).map(({ Type }) => Type).sort().join('\n');
  });
  if (construct !== byHand) throw new Error(`the resources written by hand are not those of the construct:\n${construct}\n\n${byHand}`);
}

main();
