import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as exitCodes from '../../../cli/exit-codes';
import { createProgram } from '../../../cli/program';
import { ROOT } from '../../../tools/root';

const PAGE = readFileSync(join(ROOT, 'docs', 'tool.md'), 'utf8');
/** The sections of commands, by their headings. */
const sections = new Map(PAGE.split(/^### /m).slice(1).map((text) => [text.slice(0, text.indexOf('\n')), text.replace(/^## [^]*/m, '')]));
/** Options that one section explains for all commands. */
const EXPLAINED_ONCE = optionsIn(PAGE.slice(PAGE.indexOf('## Which pipeline'), PAGE.indexOf('## Exit codes')));
const ALWAYS = ['--help', '--version'];

const program = createProgram();
const commands = [...acting(program)];

/** Commands that do something themselves, by their names behind that of the tool. */
function* acting(command: Command, name: string[] = []): Generator<[string, Command]> {
  const hasAction = (command as unknown as { _actionHandler: unknown })._actionHandler !== null;
  if (name.length > 0 && hasAction) yield [name.join(' '), command];
  for (const each of command.commands) yield* acting(each, [...name, each.name()]);
}

function optionsIn(text: string): string[] {
  const firstCells = text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|')[1]);
  return [...new Set(firstCells.flatMap((cell) => cell.match(/--[a-z][a-z-]*/g) ?? []))];
}

const optionsOf = (command: Command): string[] => command.options.map(({ long }) => long!).filter((option) => !ALWAYS.includes(option));

test('the page explains each command, and no other', () => {
  expect([...sections.keys()].sort()).toEqual(commands.map(([name]) => name).sort());
});

test.each(commands)('%s: the page explains its options, and no other', (name, command) => {
  const explained = optionsIn(sections.get(name) ?? '');

  expect(optionsOf(command).filter((option) => !explained.includes(option) && !EXPLAINED_ONCE.includes(option))).toEqual([]);
  expect(explained.filter((option) => !optionsOf(command).includes(option))).toEqual([]);
});

test('the options that are explained once belong to every command with a pipeline', () => {
  const withPipeline = commands.filter(([, command]) => optionsOf(command).includes('--pipeline'));

  expect(withPipeline.length).toBeGreaterThan(4);
  const incomplete = withPipeline.filter(([, command]) => EXPLAINED_ONCE.some((option) => !optionsOf(command).includes(option)));
  expect(incomplete.map(([name]) => name)).toEqual([]);
});

test('the page explains each exit code', () => {
  const table = PAGE.slice(PAGE.indexOf('## Exit codes')).split('\n## ')[0];
  const explained = [...table.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));

  expect(explained).toEqual(Object.values(exitCodes).sort((a, b) => a - b));
});

test.each([['the tool', program] as const, ...commands])('the help of %s fits into 80 columns but for its examples', (_, command) => {
  const [help] = command.helpInformation().split('\nExamples:');

  expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
