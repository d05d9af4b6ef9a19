import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tools/root';
import { ScaleReport } from '../../../tools/simulation/scale-report';
import { SCALE_PAGE, scaleTable } from '../../../tools/simulation/sections';

const page = readFileSync(join(ROOT, SCALE_PAGE), 'utf8');

test('the page about large files has what the simulation says', async () => {
  const lines = scaleTable(await ScaleReport.create().rows(10_000_000, [10])).split('\n');
  for (const line of lines) expect(page).toContain(line);
});
