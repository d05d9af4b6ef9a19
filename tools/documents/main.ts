import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonsSection } from './reasons-section';
import { withSection } from './section';
import { costReport } from '../cost/report';
import { costSections } from '../cost/sections';
import { ROOT } from '../root';
import { stateSizesSection } from '../state-sizes/section';
import { worstStates } from '../state-sizes/worst-states';

async function main(): Promise<void> {
  for (const section of [reasonsSection(), ...costSections(await costReport()), stateSizesSection(await worstStates())]) {
    const path = join(ROOT, section.file);
    writeFileSync(path, withSection(readFileSync(path, 'utf8'), section));
    console.log(`${section.file}: ${section.name}\n\n${section.content}\n`);
  }
}

void main();
