import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Build } from './build';
import { builtInDataSets, dataSetOf } from './data-sets/all';
import type { DataSet } from './data-sets/data-set';
import { engineTasks, split } from './speed/engine-tasks';
import { loadValidator } from './speed/speed';
import { Effort, time } from './speed/timing';

/*
 * Compares two versions of the record engine on the same files, in one process, alternating:
 *
 *     npx tsx bench/compare.ts ../other-checkout [--data FILE] [--quick]
 *
 * "Takes" is the processor time of this version divided by that of the other.
 */

const FULL = { syntheticSize: 16_000_000, effort: { rounds: 15, turnMs: 50 } };
const QUICK = { syntheticSize: 1_000_000, effort: { rounds: 2, turnMs: 0 } };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { data: { type: 'string', multiple: true }, quick: { type: 'boolean' } } });
  if (positionals.length !== 1) throw new Error('give the directory of the checkout to compare with, in which npm install has been run');
  const { syntheticSize, effort } = values.quick ? QUICK : FULL;
  const builds = [new Build(join(resolve(positionals[0]), 'bench')), new Build()];
  try {
    console.log(row('', 'the other', 'this', 'takes'));
    for (const dataSet of [...builtInDataSets(syntheticSize), ...(values.data ?? []).map((path) => dataSetOf(path, []))]) {
      await compare(builds, dataSet(), effort);
    }
  } finally {
    for (const build of builds) build.remove();
  }
}

async function compare(builds: Build[], dataSet: DataSet, effort: Effort): Promise<void> {
  const validate = loadValidator(dataSet.schema);
  const [others, own] = await Promise.all(builds.map(async (build) => {
    const engine = build.engine();
    return engineTasks(engine, dataSet, validate, await split(engine, dataSet));
  }));
  for (const [k, task] of own.entries()) {
    const [other, { ratio, megabytesPerSecond }] = await time(others[k], [task], dataSet.bytes.length, effort);
    console.log(row(`${dataSet.name}: ${task.name}`, `${other.megabytesPerSecond.toFixed(0)} MB/s`, `${megabytesPerSecond.toFixed(0)} MB/s`, `${(1 / ratio).toFixed(2)} ×`));
  }
}

function row(name: string, ...cells: string[]): string {
  return name.padEnd(52) + cells.map((cell) => cell.padStart(12)).join('');
}

main().catch((error: Error) => {
  process.exitCode = 1;
  process.stderr.write(`${error.stack}\n`);
});
