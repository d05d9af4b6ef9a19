import { Command, Option } from 'commander';
import type { DiscardOptions } from './discard';
import type { DlqContext } from './dlq-context';
import type { EditOptions } from './edit';
import type { ExportOptions } from './export';
import type { FixOptions } from './fix';
import type { RestoreOptions } from './restore';
import type { ResubmitOptions } from './resubmit';
import type { SelectionOptions } from './selection';
import type { SettleVerbOptions } from './settle';
import type { ShowOptions } from './show';
import { REASONS } from '../../../src/private/contract/reasons';
import { answer } from '../answer';
import { interruptible } from '../interruption';
import { countOption, spanOption } from '../option-values';
import type { PipelineOptions } from '../pipeline-options';
import { openPipeline, withPipelineOptions } from '../pipeline-options';

const EXAMPLES = `
Examples:
  sales-data-pipeline dlq list                                 groups of dead letters that are wrong in the same way
  sales-data-pipeline dlq show a3f9                            one of them, with what is wrong marked in its record
  sales-data-pipeline dlq fix a3f9 --recipe add-contact.json   shows what changes, asks, sends, and follows to the end
  sales-data-pipeline dlq export a3f9 --csv > errors.csv       for whoever has made the files

Ids are those of groups or of dead letters, as dlq list shows them; as many characters as tell them apart are enough.`;

const CODES = '\nExit codes: 0 each record is stored or was, 1 some are rejected or left as they are, 3 some have no end within --wait.';
const NEXT = '\nExit codes: 0 all pass, 1 some do not.';

/** What a verb does is loaded when it runs. */
type Work<Options> = (context: DlqContext, ids: readonly string[], options: Options, signal: AbortSignal) => Promise<number>;

export function dlqCommand(): Command {
  const dlq = new Command('dlq')
    .summary('dead letters: look at them, correct them, send them again')
    .description('Works on the dead letters of a pipeline. What is done to a dead letter is noted beside the history, with who, when and why; a dead letter '
      + 'leaves the queue only when its own record is in the table, or another dead letter is the answer to it, or somebody discards it.')
    .addHelpText('after', EXAMPLES);
  dlq.addCommand(listVerb());
  dlq.addCommand(showVerb());
  dlq.addCommand(exportVerb());
  dlq.addCommand(recheckVerb());
  dlq.addCommand(editVerb());
  dlq.addCommand(fixVerb());
  dlq.addCommand(resubmitVerb());
  dlq.addCommand(discardVerb());
  dlq.addCommand(restoreVerb());
  dlq.addCommand(settleVerb());
  return dlq;
}

function listVerb(): Command {
  return verb<SelectionOptions>('list', 'list groups of dead letters', async (...args) => (await import('./list.js')).listDeadLetters(...args))
    .description('Lists the groups of dead letters that are wrong in the same way: by reason, rule, and JSON pointer without array indices. With ids or options, lists the dead letters that they name.')
    .addHelpText('after', '\nExit codes: 0 the queue is empty, 1 it is not.');
}

function showVerb(): Command {
  const show = new Command('show')
    .summary('a dead letter, with what is wrong marked in its record')
    .description('Shows a dead letter: what is wrong, marked in the text of its record, where it comes from, what stands around it in its file, and what was done with it. '
      + 'Of a group, the oldest. A dead letter that has left the queue is found by its whole id.')
    .argument('<id>', 'id of a dead letter or of a group')
    .option('--reveal', 'show sensitive members, which the trail notes');
  return run<ShowOptions>(show, async (context, [id], options, signal) => (await import('./show.js')).showDeadLetter(context, id, options, signal));
}

function exportVerb(): Command {
  return verb<ExportOptions>('export', 'write dead letters as JSON Lines or CSV', async (context, ids, options, signal) => (
    (await import('./export.js')).exportDeadLetters(context, ids, options, process.stdout, signal)))
    .description('Writes dead letters to standard output as JSON Lines, with their records exactly as they are; with --csv a table for whoever has made the files. '
      + 'Dead letters that several records share give a line for each stretch of the file.')
    .option('--csv', 'CSV that a spreadsheet opens: file, record, byte, reason, pointer, message')
    .option('--records', 'with the records, in CSV, too')
    .option('--reveal', 'with sensitive members, which the trail notes');
}

function recheckVerb(): Command {
  return verb<SelectionOptions>('recheck', 'ask the deployed pipeline what it makes of the records now', async (...args) => (await import('./recheck.js')).recheckDeadLetters(...args))
    .description('Asks the validator function that is deployed what the pipeline would make of the records now, for instance after the schema was corrected. Nothing is sent.')
    .addHelpText('after', NEXT);
}

function editVerb(): Command {
  return sending(verb<EditOptions>('edit', 'correct records in an editor', async (...args) => (await import('./edit.js')).editDeadLetters(...args)))
    .description('Opens records in the editor of VISUAL or EDITOR. When it is closed, the deployed pipeline checks them; with errors it is opened again. Then they are sent.')
    .option('--reveal', 'needed if there are sensitive members, which the trail notes')
    .addHelpText('after', CODES);
}

function fixVerb(): Command {
  return sending(verb<FixOptions>('fix', 'correct many records with a recipe', async (...args) => (await import('./fix.js')).fixDeadLetters(...args)))
    .description('Applies a recipe, a file of JSON Patch operations (RFC 6902) with conditions, to records. Shows what it changes and asks; then the corrected records are sent. '
      + 'The text of a record stays as it is, to the byte, except where an operation changes it.')
    .requiredOption('--recipe <file>', 'the recipe; docs/tool.md describes it')
    .option('--samples <count>', 'how many differences are shown', countOption, 3)
    .addOption(new Option('--dry-run', 'only show what would change').conflicts('save'))
    .option('--save', 'keep the corrected records as drafts, and send nothing')
    .option('--reveal', 'show sensitive members, which the trail notes')
    .addHelpText('after', CODES);
}

function resubmitVerb(): Command {
  return sending(verb<ResubmitOptions>('resubmit', 'send records again as they are, or drafts', async (...args) => (await import('./resubmit.js')).resubmitDeadLetters(...args)))
    .description('Sends records again, unchanged, for instance after the schema was corrected. Those that would be rejected again stay in the queue.')
    .option('--drafts', 'send drafts, and only the dead letters that have one')
    .addHelpText('after', CODES);
}

function discardVerb(): Command {
  return verb<DiscardOptions>('discard', 'take dead letters out of the queue, with a reason', async (...args) => (await import('./discard.js')).discardDeadLetters(...args))
    .description('Takes dead letters out of the queue. Their messages are kept in the history until its rows expire, so dlq restore can put them back.')
    .option('--why <text>', 'the reason; asked for at a terminal')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', '\nExit codes: 0 all are discarded, 1 somebody else has some.');
}

function restoreVerb(): Command {
  const restore = new Command('restore')
    .summary('put discarded dead letters back')
    .description('Puts discarded dead letters back into the queue, as they were.')
    .argument('<id...>', 'whole ids, as dlq discard prints them; - reads them from standard input, also as lines of dlq discard --json')
    .option('--why <text>', 'the reason, for the trail');
  return run<RestoreOptions>(restore, async (...args) => (await import('./restore.js')).restoreDeadLetters(...args));
}

function settleVerb(): Command {
  const settle = new Command('settle')
    .summary('finish what was sent, and see what became of it')
    .description('Finishes what any operator has begun: uploads what was to be uploaded, finds out what became of each record, and deletes dead letters that have an end. Every '
      + 'other verb does the same without waiting.')
    .addOption(waitOption())
    .addHelpText('after', '\nExit codes: 0 all have an end, 1 some are rejected again, 3 some have no end within --wait.');
  return run<SettleVerbOptions>(settle, async (context, _, options, signal) => (await import('./settle.js')).settleCorrections(context, options, signal));
}

/** A verb that works on the dead letters that are named. */
function verb<Options extends SelectionOptions>(name: string, summary: string, work: Work<Options>): Command {
  const command = new Command(name)
    .summary(summary)
    .argument('[id...]', 'ids of groups or of dead letters')
    .addOption(new Option('--reason <reason>', 'only those with this reason').choices(Object.keys(REASONS)))
    .option('--file <key>', 'only those of the object with this key')
    .option('--all', 'all that are in the queue');
  return run(command, work);
}

function sending(command: Command): Command {
  return command
    .option('--why <text>', 'why, for the trail; asked for at a terminal')
    .addOption(waitOption())
    .option('-y, --yes', 'do not ask');
}

function waitOption(): Option {
  return new Option('--wait <span>', 'how long to wait for the end').argParser(spanOption).default(spanOption('15m'), '15m');
}

function run<Options>(command: Command, work: Work<Options>): Command {
  return withPipelineOptions(command).action(answer(async (...args: unknown[]) => {
    const self = args[args.length - 1] as Command;
    const options = self.opts<Options & PipelineOptions>();
    const pipeline = await openPipeline(options);
    const { dlqContext } = await import('./dlq-context.js');
    return interruptible(() => 'What was sent goes on without this command: sales-data-pipeline dlq settle', async (signal) => (
      work(dlqContext(pipeline, options.json ?? false), self.args, options, signal)));
  }));
}
