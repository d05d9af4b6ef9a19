#!/usr/bin/env node
import { CommanderError } from 'commander';
import { BROKEN_PIPE, CONFIGURATION, EXISTS, INTERNAL, INTERRUPTED, NO_PERMISSION, OK, UNAVAILABLE, USAGE } from './exit-codes';
import type { OperateErrorKind } from './operate/operate-error';
import { createProgram } from './program';
import { printableLines } from './terminal/printable';
import { UsageError } from './usage-error';

const EXIT_CODES: { readonly [kind in OperateErrorKind]: number } = {
  credentials: NO_PERMISSION,
  denied: NO_PERMISSION,
  unreachable: UNAVAILABLE,
  missing: CONFIGURATION,
  exists: EXISTS,
  unsupported: CONFIGURATION,
};

/** Prints what is wrong, and answers with the exit code. */
async function fail(thrown: unknown): Promise<number> {
  // Printed already: help, the version, or what is wrong with the arguments.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? OK : USAGE;
  const { OperateError } = await import('./operate/operate-error.js');
  const { explain } = await import('./operate/explain.js');
  const error = explain(thrown);
  if (error instanceof UsageError || error instanceof OperateError) {
    process.stderr.write(`${printableLines(error.message)}\n`);
    return error instanceof UsageError ? USAGE : EXIT_CODES[error.kind];
  }
  if ((error as Error).name === 'AbortError') return INTERRUPTED;
  // Errors of the system have a code, and their message is enough. Any other error is a fault of this program; its stack helps to find it.
  const { code, message, stack } = error as NodeJS.ErrnoException;
  process.stderr.write(`sales-data-pipeline: ${printableLines(code === undefined ? stack ?? message : message)}\n`);
  return INTERNAL;
}

// `| head` closes the pipe when it has enough: that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(BROKEN_PIPE);
  void fail(error).then((code) => process.exit(code));
});
process.stderr.on('error', () => process.exit(BROKEN_PIPE));

createProgram().parseAsync().catch(async (error: unknown) => {
  process.exitCode = await fail(error);
});
