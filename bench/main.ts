import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HELP, parseArguments } from './arguments';
import { Build } from './build';
import { measureBundleSize } from './bundle-size';
import { builtInDataSets, dataSetOf } from './data-sets/all';
import { deployedFunction } from './deployed-function';
import { machine } from './machine';
import { resultTable } from './print-table';
import { isMet, margin, Result } from './result';
import type { RivalResults } from './rivals/measure';
import { measureRivals } from './rivals/measure';
import { FULL as FULL_PLAN, QUICK as QUICK_PLAN } from './rivals/plan';
import { printed } from './rivals/print';
import { measureSpeed } from './speed/speed';
import { measureSplitterMemory } from './splitter-memory';
import { measureStartUp } from './start-up';

const FULL = { syntheticSize: 16_000_000, effort: { rounds: 15, turnMs: 50 }, splitSize: 1_000_000_000, startUps: 25 };
const QUICK = { syntheticSize: 1_000_000, effort: { rounds: 2, turnMs: 0 }, splitSize: 100_000_000, startUps: 3 };

async function main(): Promise<void> {
  const { help, quick, rivals, minutes, resume, data, key, out } = parseArguments(process.argv.slice(2));
  if (help) {
    console.log(HELP);
    return;
  }
  if (rivals) {
    const results = await measureRivals({
      plan: quick ? QUICK_PLAN : FULL_PLAN,
      quick,
      deadline: Date.now() + minutes * 60_000,
      earlier: resume ? JSON.parse(readFileSync(out, 'utf8')) as RivalResults : undefined,
      progress,
      save: (sofar) => write(out, sofar),
    });
    console.log(`\n${printed(results)}\n\nNumbers: ${resolve(out)}`);
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
  console.log(`\nNumbers: ${resolve(out)}`);
}

function write(out: string, results: object): void {
  writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
}

function progress(what: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} measuring ${what} …\n`);
}

function judged(result: Result) {
  return { ...result, met: isMet(result), margin: margin(result) };
}

main().catch((error: Error) => {
  process.exitCode = 1;
  process.stderr.write(`${error.stack}\n`);
});
