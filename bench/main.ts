import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HELP, parseArguments } from './arguments';
import { Build } from './build';
import { measureBundleSize } from './bundle-size';
import { builtInDataSets, dataSetOf } from './data-sets/all';
import { deployedFunction } from './deployed-function';
import { machine } from './machine';
import { resultTable } from './print-table';
import { isMet, margin, Result } from './result';
import { FULL as FULL_PLAN, QUICK as QUICK_PLAN, measureRivals } from './rivals/measure';
import { printed } from './rivals/print';
import { measureSpeed } from './speed/speed';
import { measureSplitterMemory } from './splitter-memory';
import { measureStartUp } from './start-up';

const FULL = { syntheticSize: 16_000_000, effort: { rounds: 15, turnMs: 50 }, splitSize: 1_000_000_000, startUps: 25 };
const QUICK = { syntheticSize: 1_000_000, effort: { rounds: 2, turnMs: 0 }, splitSize: 100_000_000, startUps: 3 };

async function main(): Promise<void> {
  const { help, quick, rivals, data, key, out } = parseArguments(process.argv.slice(2));
  if (help) {
    console.log(HELP);
    return;
  }
  if (rivals) {
    const results = await measureRivals(quick ? QUICK_PLAN : FULL_PLAN, quick, progress);
    console.log(`\n${printed(results)}`);
    write(out, results);
    return;
  }
  const { syntheticSize, effort, splitSize, startUps } = quick ? QUICK : FULL;
  const dataSets = [...builtInDataSets(syntheticSize), ...data.map((path) => dataSetOf(path, key))];
  const build = new Build();
  const results: Result[] = [];
  try {
    const engine = build.engine();
    for (const dataSet of dataSets) {
      const loaded = dataSet();
      progress(`${loaded.name}, ${(loaded.bytes.length / 1e6).toFixed(1)} MB`);
      results.push(...await measureSpeed(engine, loaded, effort));
    }
    progress('memory of the splitter');
    results.push(...measureSplitterMemory(build, splitSize));
    results.push(...measureBundleSize(deployedFunction(build.directory)));
    progress('start-up');
    results.push(...measureStartUp(build, startUps));
  } finally {
    build.remove();
  }
  console.log(`\n${resultTable(results)}`);
  if (quick) console.log('\nA quick run shows that the benchmark works; its numbers say little.');
  write(out, { ...machine(), quick, results: results.map(judged) });
}

function write(out: string, results: object): void {
  writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nNumbers: ${resolve(out)}`);
}

function progress(what: string): void {
  process.stderr.write(`measuring ${what} …\n`);
}

function judged(result: Result) {
  return { ...result, met: isMet(result), margin: margin(result) };
}

main().catch((error: Error) => {
  process.exitCode = 1;
  process.stderr.write(`${error.stack}\n`);
});
