import { Command } from 'commander';
import { answer } from './answer';
import type { PipelineOptions } from './pipeline-options';
import { withPipelineOptions } from './pipeline-options';

export function statusCommand(): Command {
  return withPipelineOptions(new Command('status')
    .summary('a pipeline at a glance: dead letters, files, executions, alarms')
    .description('Says how many dead letters there are, what became of the files of today (UTC), how many large files are being processed, and which alarms are on.'))
    .addHelpText('after', '\nExit codes: 0 nothing to do, 1 there are dead letters, files that failed today, or alarms.')
    .action(answer(async (options: PipelineOptions) => (await import('./status-print.js')).printStatus(options)));
}
