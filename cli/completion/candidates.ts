import type { Command } from 'commander';

/** What may be typed, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly description: string;
}

/**
 * What may stand for the last of the words behind the program's name; it is typed halfway, or is empty. Nothing where a value or
 * the name of a file belongs, which the shell completes.
 */
export function candidates(program: Command, words: readonly string[]): Candidate[] {
  const before = words.slice(0, -1);
  const last = words[words.length - 1] ?? '';
  let command = program;
  let value = false;
  for (const word of before) {
    if (value) {
      value = false;
      continue;
    }
    const help = command.createHelp();
    if (word.startsWith('-')) {
      value = help.visibleOptions(command).some((option) => (option.short === word || option.long === word) && option.required);
    } else {
      command = help.visibleCommands(command).find((each) => each.name() === word) ?? command;
    }
  }
  if (value || before.includes('--')) return [];
  return all(command, last).filter(({ word }) => word.startsWith(last));
}

function all(command: Command, last: string): Candidate[] {
  const help = command.createHelp();
  return last.startsWith('-')
    ? help.visibleOptions(command).map((option) => ({ word: option.long!, description: option.description }))
    : help.visibleCommands(command).map((each) => ({ word: each.name(), description: each.summary() || each.description() }));
}
