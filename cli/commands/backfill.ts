import { Command } from 'commander';
import { answer } from './answer';
import { countOption, spanOption } from './option-values';
import type { PipelineOptions } from './pipeline-options';
import { withPipelineOptions } from './pipeline-options';

const EXAMPLES = `
Examples:
  sales-data-pipeline backfill --dry-run                  what is in the bucket and not in the history
  sales-data-pipeline backfill --prefix incoming/2026-11  processes those, and follows each to its end

The history remembers what is done: after Ctrl-C or a failure, run the same command again. Objects that are older than the history
are processed as well, which is safe: their records count as repeated.

Exit codes: 0 all are processed, 1 some records are dead letters, 2 a file failed, 3 not ended within --wait.`;

export interface BackfillOptions extends PipelineOptions {
  readonly prefix?: string;
  readonly dryRun?: boolean;
  readonly parallel: number;
  /** In milliseconds. */
  readonly wait: number;
  readonly yes?: boolean;
}

export function backfillCommand(): Command {
  return withPipelineOptions(new Command('backfill')
    .summary('process objects that are in the bucket and not in the history')
    .description('Finds objects that sent no event: the current versions in the bucket that the history does not know. Starts FileWorkflow for each, with the event that S3 '
      + 'would have sent. Nothing is copied: under OVERWRITE, each counts from its own upload.')
    .option('--prefix <prefix>', 'start of the object keys; default: that of the pipeline')
    .option('--dry-run', 'only list them')
    .option('--parallel <count>', 'how many files at a time', countOption, 4)
    .option('--wait <span>', 'how long to wait for the end of a file', spanOption, spanOption('15m'))
    .option('-y, --yes', 'do not ask'))
    .addHelpText('after', EXAMPLES)
    .action(answer(async (options: BackfillOptions) => (await import('./backfill-objects.js')).backfillObjects(options)));
}
