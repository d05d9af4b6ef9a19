import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonsSection } from './reasons-section';
import { withSection } from './section';
import { BELIEFS_PAGE, beliefsSection } from '../aws/page';
import { costReport } from '../cost/report';
import { costSections } from '../cost/sections';
import { expectedTimes } from '../rivals/expected-times';
import { rivalSections } from '../rivals/sections';
import { ROOT } from '../root';
import { stateSizesSection } from '../state-sizes/section';
import { worstStates } from '../state-sizes/worst-states';

async function main(): Promise<void> {
  const beliefs = beliefsSection(readFileSync(join(ROOT, BELIEFS_PAGE), 'utf8'));
  const report = await costReport();
  const rivals = rivalSections(report, await expectedTimes());
  for (const section of [beliefs, reasonsSection(), ...costSections(report), ...rivals, stateSizesSection(await worstStates())]) {
    const path = join(ROOT, section.file);
    writeFileSync(path, withSection(readFileSync(path, 'utf8'), section));
    console.log(`${section.file}: ${section.name}\n\n${section.content}\n`);
  }
}

void main();
