import { writeFileSync } from 'node:fs';
import { Clients } from '../emulator';
import { HELP, parseArguments, UsageError } from './arguments';
import type { DemoArguments } from './arguments';
import { findDiscrepancies } from './count-check';
import { DeadLetters } from './dead-letters';
import { summary } from './demo-result';
import type { DemoResult } from './demo-result';
import { Deployment } from './deployment';
import { countFanOut } from './executions';
import { guessRecords, readInputFiles } from './input-file';
import type { InputFile } from './input-file';
import { printCommands, untilInterrupted } from './keep';
import { printHistory } from './print-history';
import { printResult } from './print-result';
import { report } from './report/report';
import { closeRound, openDesk, sendsSample } from './round';
import { sendFiles } from './send-files';
import { printItem } from './stored-item';
import { printable, printableLines } from '../../cli/terminal/printable';
import { Steps } from '../../cli/terminal/steps';
import { Terminal } from '../../cli/terminal/terminal';
import type { HistoryRow } from '../../src/private/contract/messages';
import { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';

/** npm changes to the project's folder, and keeps the one where it was called in INIT_CWD. */
const CALLED_FROM = process.env.INIT_CWD ?? process.cwd();

const terminal = new Terminal(process.stdout);

async function main(): Promise<number> {
  const start = Date.now();
  const args = parseArguments(process.argv.slice(2), CALLED_FROM);
  if (args.help) {
    terminal.line(HELP);
    return 0;
  }
  const files = readInputFiles(args.files);
  const deployment = new Deployment(args, new Steps(terminal), terminal);
  try {
    const { emulator, outputs } = await deployment.up();
    const clients = new Clients(emulator);
    const pipeline = new DeployedPipeline(clients, outputs);
    const result = await send(pipeline, files, args);
    printResult(result, terminal);
    writeFileSync(args.report, report(result));
    terminal.line(`Report: ${printable(args.report)}`);
    if (result.files.some(({ execution }) => !execution)) {
      (await pipeline.failures()).forEach((line) => terminal.line(`  ${printable(line)}`));
      terminal.line(`The end of the emulator's log:\n${printableLines(emulator.logTail(15))}`);
    }
    printHistory(result.history, terminal);
    printVerdict(result, Date.now() - start);
    if (sendsSample(args) && !args.desk) await closeRound(emulator, terminal);
    if (args.keep) printCommands(emulator, outputs, terminal);
    if (args.json) terminal.line(summary(result));
    if (args.desk) await openDesk(emulator);
    else if (args.keep) await untilInterrupted();
    clients.destroy();
    return result.discrepancies.length > 0 ? 1 : 0;
  } finally {
    await deployment.down();
  }
}

async function send(pipeline: DeployedPipeline, files: InputFile[], args: DemoArguments): Promise<DemoResult> {
  const guesses = files.map(({ body }) => guessRecords(body, args.records ?? '/orders'));
  const expected = guesses.includes(undefined) ? undefined : guesses.reduce<number>((sum, guess) => sum + guess!, 0);
  const results = await sendFiles(pipeline, files, expected, terminal);
  const [deadLetters, table, item, fanOut, history] = await Promise.all([
    DeadLetters.read(pipeline.deadLetterQueue, { putBack: args.keep || args.desk || sendsSample(args) }),
    pipeline.table.count(),
    pipeline.table.shortItem(),
    countFanOut(pipeline.fanOutWorkflow),
    historyOf(pipeline, files),
  ]);
  return {
    files: results,
    table,
    deadLetters,
    fanOut,
    history,
    item: item && printItem(item),
    discrepancies: findDiscrepancies({ files: results, table, queue: deadLetters.records, queueByKey: deadLetters.recordsByKey }),
    at: new Date(),
  };
}

async function historyOf({ history, outputs }: DeployedPipeline, files: InputFile[]): Promise<HistoryRow[]> {
  const rows: HistoryRow[] = [];
  for (const { key } of files) rows.push(...await history.findFile(outputs.BucketName, key));
  return rows;
}

function printVerdict({ discrepancies }: DemoResult, ms: number): void {
  if (discrepancies.length === 0) {
    terminal.outcome('good', 'The counts add up: every record is in the table or in the queue.', ms);
  } else {
    terminal.outcome('bad', 'The counts do not add up:');
    discrepancies.forEach((text) => terminal.line(`  ${printable(text)}`));
  }
  terminal.line();
}

main().then((code) => {
  process.exitCode = code;
}, (error: Error) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  process.stderr.write(`${printableLines(error.message)}\n${error instanceof UsageError ? '\nnpm run demo -- --help explains the arguments.\n' : ''}`);
});
