import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memorySource } from '../lambda-src/engine/read/memory-source';
import { splitBatches } from '../lambda-src/engine/read/split-batches';
import type { Batch } from '../src/private/contract/messages';
import { wholeFile } from '../src/private/contract/whole-file';
import { ROOT } from '../tools/root';

/*
 * Processor time per MB of the scanner and of `check` on the files that take longest, at several sizes: the time of a hostile file
 * grows with its length and no faster. Prints the table of docs/benchmarks.md.
 *
 *   npx projen bundle && npx tsx bench/worst-shapes.ts [SIZE…]     in MB; without one: 1 10 50
 */

const TOOL = join(ROOT, 'assets', 'cli', 'index.mjs');

/** What each file repeats up to its size. */
const SHAPES: Record<string, string> = {
  '`{"a":1}⏎`, valid JSON Lines': '{"a":1}\n',
  '`[{"a":x}⏎`': '[{"a":x}\n',
  '`[{"a":x},⏎`': '[{"a":x},\n',
  '`[{"a":x},`': '[{"a":x},',
  '`{"orders":[{"a":x},⏎`': '{"orders":[{"a":x},\n',
  '`[,1⏎`': '[,1\n',
  '`1⏎`': '1\n',
  '`[`': '[',
  '`{"a":`': '{"a":',
  '`{"a":"⏎`': '{"a":"\n',
  '`[{"a":[⏎ },⏎`': '[{"a":[\n },\n',
  '`[ ⏎`': '[ \n',
};

const PRINT_TIME = 'process.on("exit", () => { const { user, system } = process.cpuUsage(); require("fs").writeFileSync(process.env.CPU_TIME, String((user + system) / 1000)); });';

const directory = mkdtempSync(join(tmpdir(), 'worst-shapes-'));

async function main(sizes: number[]): Promise<void> {
  const startUp = check(Buffer.from('{}'));
  const head = ['', ...sizes.map((size) => `scanner, ${size} MB`), ...sizes.map((size) => `check, ${size} MB`)];
  row(head);
  row(head.map((_, column) => column === 0 ? '---' : '---:'));
  for (const [name, part] of Object.entries(SHAPES)) {
    const scanned: number[] = [];
    const checked: number[] = [];
    for (const size of sizes) {
      const bytes = Buffer.alloc(size * 1e6, part);
      scanned.push(await scan(bytes) / size);
      checked.push((check(bytes) - startUp) / size);
    }
    row([name, ...[...scanned, ...checked].map((ms) => ms.toFixed(0))]);
  }
}

function row(cells: string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

/** The processor time in ms that the splitter takes. */
async function scan(bytes: Buffer): Promise<number> {
  const start = process.cpuUsage();
  for (let rest: Batch | null = wholeFile(bytes.length); rest !== null;) {
    ({ rest } = await splitBatches({ source: memorySource(bytes), recordsPointer: '/orders', rest, maxBatches: 1000 }));
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The processor time in ms that the command takes. */
function check(bytes: Buffer): number {
  const [file, hook, time] = ['input.json', 'hook.js', 'time.txt'].map((name) => join(directory, name));
  writeFileSync(file, bytes);
  writeFileSync(hook, PRINT_TIME);
  spawnSync(process.execPath, ['--require', hook, TOOL, 'check', file], { env: { ...process.env, CPU_TIME: time } });
  return Number(readFileSync(time, 'utf8'));
}

const given = process.argv.slice(2).map(Number);
void main(given.length > 0 ? given : [1, 10, 50]).finally(() => rmSync(directory, { recursive: true, force: true }));
