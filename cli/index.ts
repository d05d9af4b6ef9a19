import { BROKEN_PIPE, INTERNAL, USAGE } from './exit-codes';
import { HELP } from './help';
import { packageVersion } from './package-version';
import { UsageError } from './usage-error';

async function main([verb, ...args]: string[]): Promise<number> {
  switch (verb) {
    case 'check': {
      // Loaded only now: whoever asks for help does not wait for a schema compiler.
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
      throw new UsageError(`What is to be done?\n\n${HELP}`);
    default:
      throw new UsageError(`There is no ${verb.startsWith('-') ? 'option' : 'command'} ${verb}. Did you mean: sales-data-pipeline check ${args[0] ?? 'FILE'}?`
        + '\nsales-data-pipeline --help says what there is.');
  }
}

function fail(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return USAGE;
  }
  // What the system or the file has refused explains itself; anything else is a fault of this program, and where it happened helps to find it.
  const { code, message, stack } = error as NodeJS.ErrnoException;
  process.stderr.write(`sales-data-pipeline: ${code === undefined ? stack ?? message : message}\n`);
  return INTERNAL;
}

// `| head` has seen enough: nothing is wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? BROKEN_PIPE : fail(error)));
process.stderr.on('error', () => process.exit(BROKEN_PIPE));

main(process.argv.slice(2)).catch(fail).then((code) => {
  process.exitCode = code;
}, () => undefined);
