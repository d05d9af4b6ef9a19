import { Command } from 'commander';
import { answer } from './answer';
import type { PipelineOptions } from './pipeline-options';
import { withPipelineOptions } from './pipeline-options';

const EXAMPLES = `
Examples:
  sales-data-pipeline redrive                      lists them, and asks
  sales-data-pipeline redrive --dry-run --json     only lists them
  sales-data-pipeline redrive arn:aws:states:…     this one

A redriven execution goes on where it has failed: batches that are done are not done again, and records that are stored count as
repeated. Remove the cause first. The dead letter of the failed file stays in the queue: discard it once the file is processed.`;

export interface RedriveOptions extends PipelineOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function redriveCommand(): Command {
  return withPipelineOptions(new Command('redrive')
    .summary('let failed executions of FanOutWorkflow go on')
    .description('Lists executions of FanOutWorkflow that have not succeeded and can be redriven, which is possible for 14 days, and redrives them after a confirmation.')
    .argument('[execution...]', 'ARNs; without any, all that can be redriven')
    .option('--dry-run', 'only list them')
    .option('-y, --yes', 'do not ask'))
    .addHelpText('after', EXAMPLES)
    .action(answer(async (executions: string[], options: RedriveOptions) => (await import('./redrive-executions.js')).redriveExecutions(executions, options)));
}
