import { Command } from 'commander';
import { answer } from './answer';
import { spanOption } from './option-values';
import type { PipelineOptions } from './pipeline-options';
import { withPipelineOptions } from './pipeline-options';

const EXAMPLES = `
Examples:
  sales-data-pipeline submit orders.json
  sales-data-pipeline submit exports/*.json --below exports/2026-11-26 --json
  sales-data-pipeline submit orders.json --no-wait && sales-data-pipeline files show orders.json

Exit codes: 0 all records are in the table, 1 some are dead letters, 2 a file failed, 3 not ended within --wait, 73 there is such an object already.`;

export interface SubmitOptions extends PipelineOptions {
  readonly below: string;
  readonly replace?: boolean;
  /** In milliseconds; false with --no-wait. */
  readonly wait: number | false;
}

export function submitCommand(): Command {
  return withPipelineOptions(new Command('submit')
    .summary('upload files, and follow each to its end')
    .description('Uploads files below the prefix of the pipeline, and follows each to its end in the history.')
    .argument('<file...>', 'sales files')
    .option('--below <path>', 'where to put them, below the prefix of the pipeline', '')
    .option('--replace', 'upload over objects that are there already')
    .option('--wait <span>', 'how long to wait for the end of a file', spanOption, spanOption('15m'))
    .option('--no-wait', 'only upload'))
    .addHelpText('after', EXAMPLES)
    .action(answer(async (files: string[], options: SubmitOptions) => (await import('./submit-files.js')).submitFiles(files, options)));
}
