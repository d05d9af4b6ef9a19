import { cached } from '../../lambda-src/engine/read/byte-source';
import { whyUnreadable } from '../../lambda-src/engine/read/unreadable-file';
import { FILE_FAILED, OK, SOME_REJECTED } from '../exit-codes';
import type { CheckArguments, CheckOptions } from './arguments';
import { parseOptions } from './arguments';
import { assessFile } from './assess-file';
import { InputFile, openInputFile } from './input-file';
import { JsonReport } from './json-report';
import { LoadedValidator, loadValidator } from './load-validator';
import { Tally } from './tally';
import { TextReport } from './text-report';
import { plural } from '../terminal/format';
import { ProgressBar } from '../terminal/progress-bar';
import { Terminal } from '../terminal/terminal';

/** A shorter check shows no progress bar. */
const BAR_DELAY_MS = 500;

/** Runs `sales-data-pipeline check`, and answers with the exit code. */
export async function check(file: string, options: CheckOptions): Promise<number> {
  const args = parseOptions(options);
  const start = Date.now();
  const { validate, warnings } = loadValidator(args.schema, args.references);
  const input = await openInputFile(file);
  try {
    return await checkInput({ file, args, input, validate, warnings, start });
  } finally {
    input.close();
  }
}

interface Check extends LoadedValidator {
  readonly file: string;
  readonly args: CheckArguments;
  readonly input: InputFile;
  readonly start: number;
}

async function checkInput({ file, args: { again, options, json }, input, validate, warnings, start }: Check): Promise<number> {
  const source = cached(input);
  const report = json ? new JsonReport() : new TextReport(input, validate, again);
  const tally = new Tally();
  const end = (message: string | null): Promise<void> => report.end({
    file,
    tally,
    bytes: input.size,
    ms: Date.now() - start,
    warnings,
    fileError: message === null ? null : { reason: 'FILE_UNREADABLE', message },
  });

  const why = await whyUnreadable(source, options.recordsPointer);
  if (why !== null) {
    await end(why);
    return FILE_FAILED;
  }
  // Lines of JSON on the same terminal would run into the bar.
  const bar = json && process.stdout.isTTY === true ? undefined
    : new ProgressBar(new Terminal(process.stderr), { total: input.size, delayMs: BAR_DELAY_MS });
  try {
    await assessFile({
      source,
      options,
      validate,
      objectKey: input.objectKey,
      take: (assessment) => {
        tally.count(assessment);
        return report.take(assessment);
      },
      progress: (position) => bar?.show(position, plural(tally.records, 'record')),
    });
  } finally {
    bar?.end();
  }
  await end(null);
  return tally.rejected === 0 ? OK : SOME_REJECTED;
}
