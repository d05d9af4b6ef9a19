import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { HELP, UsageError, parseArguments } from './arguments';
import type { VerifyArguments } from './arguments';
import { AwsClients, ON_EMULATOR } from './clients';
import { Interrupted, Interruption } from './interruption';
import { removeStacks, testStacks } from './leftovers';
import { BELIEFS_PAGE, beliefsSection } from './page';
import { findPlace } from './place';
import { needsStack, plan } from './plan';
import { Results } from './results';
import { VerifiedStack } from './verified-stack';
import { deployVerificationStack, verifyDefinitions, verifyInteg, verifyStack, verifyStates } from './verify-parts';
import { withSection } from '../documents/section';
import { ROOT } from '../root';

const EXIT_USAGE = 64;

const print = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2));
  if (args.help) {
    print(HELP);
    return 0;
  }
  const clients = new AwsClients();
  const { account, region } = await findPlace(clients);
  const left = await testStacks(clients);
  if (args.clean) {
    await removeStacks(clients, left, print);
    return 0;
  }
  plan(args, { account, region }, left).forEach(print);
  if (!args.yes && !await isConfirmed()) {
    print('Nothing was done.');
    return 0;
  }
  const results = new Results(region, print);
  const interruption = new Interruption(() => print('Not everything is removed: run npm run verify:aws -- --clean'));
  try {
    await interruption.unlessInterrupted(async () => removeStacks(clients, left, print));
    await verify(args, clients, region, results, interruption);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    print(`${error.message}: removing what was made`);
    return error.exitCode;
  } finally {
    await removeStacks(clients, await testStacks(clients), print);
    writePage(results);
  }
  print(results.wrong === 0 ? 'All is as believed.' : `${results.wrong} not as believed.`);
  return results.wrong === 0 ? 0 : 1;
}

async function verify(args: VerifyArguments, clients: AwsClients, region: string, results: Results, interruption: Interruption): Promise<void> {
  const step = interruption.unlessInterrupted.bind(interruption);
  if (args.parts.has('definitions')) await step(async () => verifyDefinitions(clients, results));
  if (needsStack(args)) {
    const outputs = await step(async () => deployVerificationStack(() => {}));
    print('deployed the verification stack');
    if (args.parts.has('states')) await step(async () => verifyStates(clients, outputs.RoleArn, results));
    if (args.parts.has('stack')) await step(async () => verifyStack(new VerifiedStack(clients, outputs), results));
  }
  if (args.parts.has('integ')) await step(async () => verifyInteg(args.integTests, region, interruption.signal, results));
}

async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('Nobody can be asked whether to begin: add --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question('Begin? (y/N) ')).trim());
  } finally {
    terminal.close();
  }
}

/** The page says what was seen on AWS, not elsewhere. */
function writePage({ seen }: Results): void {
  if (ON_EMULATOR) return;
  const path = join(ROOT, BELIEFS_PAGE);
  const page = readFileSync(path, 'utf8');
  writeFileSync(path, withSection(page, beliefsSection(page, seen)));
}

main().then((code) => process.exit(code), (error: Error) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exit(error instanceof UsageError ? EXIT_USAGE : 1);
});
