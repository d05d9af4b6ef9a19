import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { createProgram } from '../../../cli/program';
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

/** What the tool makes of a command line: the command that it names, and the options that this command does not have. */
function understood(words: string[]): { readonly command: string; readonly unknown: string[] } {
  let command: Command = createProgram();
  const names: string[] = [];
  for (const word of words) {
    const next = command.commands.find((each) => each.name() === word);
    if (!next) break;
    command = next;
    names.push(word);
  }
  const options = command.options.map(({ long }) => long);
  return { command: names.join(' '), unknown: words.filter((word) => word.startsWith('--') && word !== '--help' && !options.includes(word)) };
}

test.each([['docs/runbook.md'], ['README.md'], ['docs/migration.md']])('%s shows commands of the tool that it has, with options that they have', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const shown = [...text.matchAll(/(?:npx sales-data-pipeline|`(?=dlq ))\s*([^`|#\n]*)/g)].map(([, words]) => words.trim().split(/\s+/)).filter(([first]) => first);
  expect(shown.length).toBeGreaterThan(0);
  for (const words of shown) {
    const { command, unknown } = understood(words);
    expect({ shown: words.join(' '), command, unknown }).toEqual({ shown: words.join(' '), command: expect.stringMatching(/^(?!dlq$)./), unknown: [] });
  }
});
