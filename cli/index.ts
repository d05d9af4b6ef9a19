import { BROKEN_PIPE, INTERNAL, USAGE } from './exit-codes';
import { HELP } from './help';
import { packageVersion } from './package-version';
import { printableLines } from './terminal/printable';
import { UsageError } from './usage-error';

async function main([verb, ...args]: string[]): Promise<number> {
  switch (verb) {
    case 'check': {
      // Loaded here, so that help does not wait for the schema compiler.
      const { check } = await import('./check/check.js');
      return check(args);
    }
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(`${HELP}\n`);
      return 0;
    case '--version':
    case '-v':
      process.stdout.write(`${packageVersion()}\n`);
      return 0;
    case undefined:
      throw new UsageError(`A command is missing.\n\n${HELP}`);
    default:
      throw new UsageError(`There is no ${verb.startsWith('-') ? 'option' : 'command'} ${verb}. Did you mean: sales-data-pipeline check ${args[0] ?? 'FILE'}?`
        + '\nsales-data-pipeline --help lists the commands.');
  }
}

function fail(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${printableLines(error.message)}\n`);
    return USAGE;
  }
  // Errors of the system have a code, and their message is enough. Any other error is a fault of this program; its stack helps to find it.
  const { code, message, stack } = error as NodeJS.ErrnoException;
  process.stderr.write(`sales-data-pipeline: ${printableLines(code === undefined ? stack ?? message : message)}\n`);
  return INTERNAL;
}

// `| head` closes the pipe when it has enough: that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? BROKEN_PIPE : fail(error)));
process.stderr.on('error', () => process.exit(BROKEN_PIPE));

main(process.argv.slice(2)).catch(fail).then((code) => {
  process.exitCode = code;
}, () => undefined);
