import { Command, InvalidArgumentError } from 'commander';
import { answer } from './answer';
import type { PipelineOptions } from './pipeline-options';
import { withPipelineOptions } from './pipeline-options';

const EXAMPLES = `
Examples:
  sales-data-pipeline desk
  sales-data-pipeline desk --pipeline Sales --recipes ./recipes
  sales-data-pipeline desk --no-open --port 8042       and open the address it prints

The address works once, in one browser on this machine. Ctrl-C ends the desk.`;

export interface DeskOptions extends PipelineOptions {
  readonly port: number;
  readonly open: boolean;
  readonly recipes: string;
}

export function deskCommand(): Command {
  return withPipelineOptions(new Command('desk')
    .summary('see and correct dead letters in the browser')
    .description('Serves a page to the browser on this machine: files as they are processed, dead letters in groups, an editor that asks the deployed validator, '
      + 'recipes for whole groups, and what becomes of what is sent.')
    .option('--port <number>', 'port on the loopback interface; default: a free one', portOption, 0)
    .option('--no-open', 'only print the address')
    .option('--recipes <folder>', 'where recipes are kept', 'recipes'))
    .addHelpText('after', EXAMPLES)
    .action(answer(async (options: DeskOptions) => (await import('./desk-serve.js')).serve(options)));
}

function portOption(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}
