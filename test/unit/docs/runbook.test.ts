import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PipelineAlarm } from '../../../src/alarms';
import { REASONS } from '../../../src/private/contract/reasons';
import { ROOT } from '../../../tools/root';

const RUNBOOK = readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8');
const sections = new Map(RUNBOOK.split(/^## /m).slice(1).map((text) => [text.slice(0, text.indexOf('\n')), text]));

const reasons = Object.keys(REASONS);
const alarms: string[] = Object.values(PipelineAlarm);
const others = ['A wrong schema rejected good records', 'Uploads that sent no event', 'Dead letters without a reason'];

test.each([...reasons, ...alarms, ...others])('%s has a section with a description, how to investigate, and what to do', (name) => {
  const parts = [...sections.get(name)!.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, part]) => part);
  expect(parts).toEqual(['Description', 'Investigation', 'Resolution']);
});

test('the runbook has no section for an unknown reason, alarm or situation', () => {
  expect([...sections.keys()].sort()).toEqual([...reasons, ...alarms, ...others].sort());
});

test('each link within the runbook leads to a heading', () => {
  const anchors = [...RUNBOOK.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/ /g, '-'));
  const links = [...RUNBOOK.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
});
