import { Command } from 'commander';
import { createColors } from 'picocolors';
import { backfillCommand } from './commands/backfill';
import { checkCommand } from './commands/check';
import { completeCommand } from './commands/complete';
import { dlqCommand } from './commands/dead-letters/dlq';
import { deskCommand } from './commands/desk';
import { filesCommand } from './commands/files';
import { redriveCommand } from './commands/redrive';
import { statusCommand } from './commands/status';
import { submitCommand } from './commands/submit';
import { packageVersion } from './package-version';
import { wantsColours } from './terminal/colours';
import { printableLines } from './terminal/printable';

const EXAMPLES = `
Examples:
  sales-data-pipeline check orders.json            what is wrong with the records of a file, without AWS
  sales-data-pipeline submit orders.json           upload it, and see what becomes of its records
  sales-data-pipeline status                       is there anything to do?
  sales-data-pipeline desk                         see and correct dead letters in the browser
  source <(sales-data-pipeline complete zsh)       completion in this shell; also for bash and fish

Documentation: https://github.com/cdk-sales-data-pipeline/cdk-sales-data-pipeline/blob/main/docs/tool.md`;

/** The verbs by what one does with them, in the order of the help. */
const VERBS: { readonly [heading: string]: readonly (() => Command)[] } = {
  'Before you upload:': [checkCommand],
  'Files:': [submitCommand, filesCommand, backfillCommand],
  'Dead letters:': [dlqCommand, deskCommand],
  'The pipeline:': [statusCommand, redriveCommand],
  'The tool:': [completeCommand],
};

/** The commands with their options. What a command does is loaded when it runs, so that help and completion are there at once. */
export function createProgram(): Command {
  const program = new Command('sales-data-pipeline')
    .description('Checks sales files, and operates the SalesDataPipelines of an AWS account.')
    .version(packageVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .addHelpText('after', EXAMPLES);
  for (const [heading, verbs] of Object.entries(VERBS)) {
    program.commandsGroup(heading);
    for (const verb of verbs) program.addCommand(verb());
  }
  program.helpCommand('help [command]', 'print the help of a command');
  forAll(program, prepare);
  return program;
}

/** How all commands look and fail. */
function prepare(command: Command): void {
  const colours = createColors(wantsColours(process.stdout));
  command
    .exitOverride()
    .showHelpAfterError(`${fullName(command)} --help says how it is called.`)
    .configureOutput({
      getOutHasColors: () => wantsColours(process.stdout),
      getErrHasColors: () => wantsColours(process.stderr),
      // Arguments come from scripts and file names.
      outputError: (text, write) => write(`${printableLines(text.trimEnd())}\n`),
    })
    .configureHelp({
      styleTitle: (text) => colours.bold(text),
      styleCommandText: (text) => colours.cyan(text),
      styleSubcommandText: (text) => colours.cyan(text),
      styleOptionText: (text) => colours.cyan(text),
    });
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

function forAll(command: Command, work: (command: Command) => void): void {
  work(command);
  command.commands.forEach((each) => forAll(each, work));
}
