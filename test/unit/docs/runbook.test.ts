import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from '../../../src/private/contract/reasons';
import { ROOT } from '../../../tools/root';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const README = read('README.md');
const sections = new Map(read('docs/runbook.md').split(/^## /m).slice(1).map((text) => [text.slice(0, text.indexOf('\n')), text]));

const reasons = Object.keys(REASONS);
const alarms = [...README.matchAll(/(?:createAlarm|new Alarm)\(this, '(\w+)'/g)].map(([, id]) => id);

test('the README makes alarms', () => {
  expect(alarms.length).toBeGreaterThan(2);
});

test.each([...reasons, ...alarms])('%s has a section with a description, how to investigate, and what to do', (name) => {
  for (const part of ['Description', 'Investigation', 'Resolution']) {
    expect(sections.get(name)).toContain(`**${part}.**`);
  }
});

test('the runbook has no section for an unknown reason or alarm', () => {
  expect([...sections.keys()].filter((name) => !reasons.includes(name) && !alarms.includes(name))).toEqual(['Dead letters without a reason']);
});
