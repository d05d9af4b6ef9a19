import { Argument, Command } from 'commander';
import { answer } from './answer';
import { OK } from '../exit-codes';
import { printable } from '../terminal/printable';

const HELP = `
Examples:
  source <(sales-data-pipeline complete bash)      in this shell; for all shells, add it to ~/.bashrc
  source <(sales-data-pipeline complete zsh)       the same for zsh, after compinit
  sales-data-pipeline complete fish | source       the same for fish`;

/** `complete`: prints a script for a shell; with words, what may stand for the last of them. */
export function completeCommand(): Command {
  return new Command('complete')
    .summary('print a script for completion in a shell')
    .description('Prints a script that completes commands and options of the tool in a shell. It works where the tool is installed: npm install --global sales-data-pipeline')
    .addArgument(new Argument('<shell>', 'where to complete').choices(['bash', 'zsh', 'fish']))
    .argument('[words...]', 'what is typed so far, which the scripts ask about')
    .addHelpText('after', HELP)
    .action(answer(async (shell: string, words: string[], _: unknown, command: Command) => {
      const { SCRIPTS } = await import('../completion/scripts.js');
      const { candidates } = await import('../completion/candidates.js');
      process.stdout.write(words.length === 0
        ? SCRIPTS[shell].trimStart()
        : candidates(command.parent!, words).map(({ word, description }) => `${word}\t${printable(description)}\n`).join(''));
      return OK;
    }));
}
