import { openPipeline } from './pipeline-options';
import type { RedriveOptions } from './redrive';
import { OK, SOME_REJECTED } from '../exit-codes';
import type { FailedExecution } from '../operate/executions';
import { failedExecutions, redrive } from '../operate/executions';
import { explain } from '../operate/explain';
import { OperateError } from '../operate/operate-error';
import type { Pipeline } from '../operate/pipeline';
import { confirm, canAsk } from '../terminal/confirm';
import { plural, size } from '../terminal/format';
import { printable } from '../terminal/printable';
import { Printer } from '../terminal/printer';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { localTime } from '../terminal/time';
import { UsageError } from '../usage-error';

/** `redrive`: lists, asks, redrives. */
export async function redriveExecutions(arns: readonly string[], options: RedriveOptions): Promise<number> {
  const pipeline = await openPipeline(options);
  const printer = new Printer(options.json ?? false);
  const failed = chosen(await failedExecutions(pipeline), arns);
  const possible = failed.filter(({ notRedrivable }) => notRedrivable === null);

  if (!printer.json) printList(printer.terminal, failed, pipeline);
  if (options.dryRun || possible.length === 0) {
    failed.forEach((execution) => printer.result(json(execution, 'failed'), () => undefined));
    return OK;
  }
  if (!options.yes && !await agreed(possible.length)) return OK;
  return redriveAll(pipeline, possible, printer);
}

function chosen(failed: readonly FailedExecution[], arns: readonly string[]): readonly FailedExecution[] {
  const unknown = arns.find((arn) => !failed.some(({ executionArn }) => executionArn === arn));
  if (unknown !== undefined) {
    throw new OperateError('missing', `There is no execution ${unknown} of FanOutWorkflow that has failed, timed out or was aborted within 14 days. sales-data-pipeline redrive --dry-run lists those that have.`);
  }
  return arns.length === 0 ? failed : failed.filter(({ executionArn }) => arns.includes(executionArn));
}

async function agreed(count: number): Promise<boolean> {
  if (!canAsk()) throw new UsageError('Nobody can be asked here: give --yes to redrive, or --dry-run to list only.');
  return confirm(`Redrive ${plural(count, 'execution')}?`);
}

async function redriveAll(pipeline: Pipeline, executions: readonly FailedExecution[], printer: Printer): Promise<number> {
  let refused = 0;
  for (const execution of executions) {
    try {
      await redrive(pipeline, execution);
      printer.result(json(execution, 'redriven'), (terminal) => terminal.outcome('good', `${fileText(execution)}: goes on`));
    } catch (error) {
      const message = (explain(error) as Error).message;
      refused++;
      printer.result({ ...json(execution, 'refused'), message }, (terminal) => terminal.outcome('bad', `${fileText(execution)}: ${printable(message)}`));
    }
  }
  return refused === 0 ? OK : SOME_REJECTED;
}

function printList(terminal: Terminal, failed: readonly FailedExecution[], { entry }: Pipeline): void {
  const { bold, dim, yellow } = terminal.colours;
  terminal.line(bold(`${printable(entry.pipeline)} · ${plural(failed.length, 'execution')} of FanOutWorkflow that did not succeed within 14 days`));
  if (failed.length === 0) return;
  terminal.line();
  const cells = failed.map((execution) => [
    localTime(execution.ended), execution.status, fileText(execution),
    [execution.error ?? '', execution.cause ?? ''].filter((text) => text !== '').map(printable).join(': ').slice(0, 200),
    execution.notRedrivable === null ? 'can be redriven' : yellow(printable(execution.notRedrivable)),
  ]);
  table([['ended', 'status', 'file', 'error', ''].map((text) => dim(text)), ...cells], [{}, {}, {}, { wrap: 'between words' }, {}], terminal.columns - 2)
    .forEach((line) => terminal.line(`  ${line}`));
  terminal.line();
}

function fileText({ file, executionArn }: FailedExecution): string {
  return file === null ? printable(executionArn) : `${printable(file.key)} (${size(file.bytes)})`;
}

function json({ ended, ...execution }: FailedExecution, outcome: 'failed' | 'redriven' | 'refused'): object {
  return { outcome, ...execution, ended: ended.toISOString() };
}
