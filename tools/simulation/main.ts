import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScaleReport } from './scale-report';
import { SCALE_CHART, SCALE_PAGE, scaleChart, scaleTable } from './sections';
import { withSection } from '../documents/section';
import { ROOT } from '../root';

const BY = 'npx tsx tools/simulation/main.ts';
/** A billion records take a minute for each line. */
const FEW = [10, 50, 130];

async function main(): Promise<void> {
  const report = ScaleReport.create();
  const tenMillion = await report.rows(10_000_000);
  const page = join(ROOT, SCALE_PAGE);
  for (const [name, rows] of [['ten-million', tenMillion], ['a-billion', await report.rows(1_000_000_000, FEW)]] as const) {
    const content = scaleTable(rows);
    writeFileSync(page, withSection(readFileSync(page, 'utf8'), { file: SCALE_PAGE, name, content, by: BY }));
    console.log(`${name}\n\n${content}\n`);
  }
  writeFileSync(join(ROOT, SCALE_CHART), scaleChart(tenMillion));
}

void main();
