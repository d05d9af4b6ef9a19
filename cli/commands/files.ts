import { Command, Option } from 'commander';
import { answer } from './answer';
import { countOption, sinceOption, spanOption } from './option-values';
import type { PipelineOptions } from './pipeline-options';
import { withPipelineOptions } from './pipeline-options';

const EXAMPLES = `
Examples:
  sales-data-pipeline files --since 2d --failed    files of two days that could not be processed
  sales-data-pipeline files --stuck                files that FanOutWorkflow has begun with an hour ago and not ended
  sales-data-pipeline files show incoming/a.json   each version of an object and what became of it
  sales-data-pipeline files --follow --json | jq   what ends from now on`;

export interface FilesOptions extends PipelineOptions {
  readonly since: Date;
  readonly limit: number;
  readonly failed?: boolean;
  /** In milliseconds; `true` without a value. */
  readonly stuck?: number | true;
  readonly follow?: boolean;
}

export function filesCommand(): Command {
  const files = new Command('files')
    .summary('list uploaded files and what became of them')
    .description('Lists uploaded files and what became of them, the latest first, from the history. A file of up to 1 MiB is in the history once it has ended.')
    .addOption(new Option('--since <time>', 'a time span or a date').argParser(sinceOption).default(sinceOption('1d'), '1d'))
    .option('--limit <count>', 'list no more than so many', countOption, 50)
    .addOption(new Option('--failed', 'only files that could not be processed').conflicts('stuck'))
    .addOption(new Option('--stuck [age]', 'only files that FanOutWorkflow began with so long ago and has not ended; 1h without a value').argParser(spanOption).conflicts('follow'))
    .option('--follow', 'go on and list what begins and ends, until Ctrl-C');
  withPipelineOptions(files)
    .addHelpText('after', EXAMPLES)
    .action(answer(async (options: FilesOptions) => (await import('./files-list.js')).listFiles(options)));

  const show = new Command('show')
    .summary('each version of an object and what became of it')
    .description('Lists the versions of an object, the latest first, and what became of each.')
    .argument('<key>', 'object key')
    // `files` knows these options, too, and takes them from the command line first.
    .action(answer(async (key: string, _: PipelineOptions, command: Command) => (await import('./files-list.js')).showFile(key, command.optsWithGlobals())));
  files.addCommand(withPipelineOptions(show));
  return files;
}
