import { parseArgs } from 'node:util';
import { INTEG_TESTS } from './integ-runner';

/** What can be verified, in this order. `definitions` and `states` need no resource but the role of the stack. */
export const PARTS = ['definitions', 'states', 'stack', 'integ'] as const;
export type Part = typeof PARTS[number];

export interface VerifyArguments {
  readonly parts: ReadonlySet<Part>;
  /** File names of integration tests. */
  readonly integTests: readonly string[];
  /** Whether to begin without asking. */
  readonly yes: boolean;
  /** Whether only what earlier runs have left is removed. */
  readonly clean: boolean;
  readonly help: boolean;
}

/** Wrong arguments. The message says what is wrong and what is allowed. */
export class UsageError extends Error {
  public readonly name = 'UsageError';
}

export const HELP = `
Shows on AWS what the pipeline believes of it: validates the workflow definitions, runs single states, deploys a stack and asks
it, redrives an execution, deploys and feeds the stacks of test/integ, and removes all of it. Uses the credentials and the region
of the environment, where \`cdk bootstrap\` has been run. Prints what it will do and what that costs, and asks before it begins.
docs/beliefs.md then says what was seen.

  npm run verify:aws                    verifies everything: about 40 minutes
  npm run verify:aws -- TEST…           only these integration tests, such as integ.minimal.ts

  --parts LIST   only these parts, with commas: ${PARTS.join(', ')}
  --yes          begins without asking
  --clean        only removes what an earlier run has left, which a run does first anyway
  --help         prints this text

Stop it at any time with Ctrl-C: it removes what it has made, and then ends. If it is killed, the next run removes the rest.
It removes stacks with its own tag, and nothing else.
`.trim();

export function parseArguments(args: string[]): VerifyArguments {
  const { values, positionals } = parse(args);
  const unknownTest = positionals.find((name) => !INTEG_TESTS.includes(name));
  if (unknownTest !== undefined) throw new UsageError(`There is no integration test "${unknownTest}": use ${INTEG_TESTS.join(', ')}`);
  const named = values.parts?.split(',') ?? (positionals.length > 0 ? ['integ'] : [...PARTS]);
  const unknownPart = named.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknownPart !== undefined) throw new UsageError(`--parts has "${unknownPart}": use ${PARTS.join(', ')}, with commas`);
  const parts = new Set(named as Part[]);
  return {
    parts,
    integTests: !parts.has('integ') ? [] : positionals.length > 0 ? positionals : INTEG_TESTS,
    yes: values.yes,
    clean: values.clean,
    help: values.help,
  };
}

function parse(args: string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options: { parts: { type: 'string' }, yes: flag, clean: flag, help: flag } });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
