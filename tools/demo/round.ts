import { spawn } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import type { DemoArguments } from './arguments';
import { shellWord } from '../../cli/terminal/shell-word';
import type { Terminal } from '../../cli/terminal/terminal';
import { TOOL } from '../bundle-options';
import type { Emulator } from '../emulator';
import { ROOT } from '../root';

/** The sample with a rejected record, whose correction is known. */
const SAMPLE = join(ROOT, 'examples', 'data', 'orders.json');
const RECIPE = join('examples', 'recipes', 'add-contact-info.json');

/** Whether the demo sends the sample, by the rules by which its record is rejected. */
export function sendsSample({ files, schema, key, records }: DemoArguments): boolean {
  return files.some(({ path }) => path === SAMPLE) && schema === undefined && key === undefined && records === undefined;
}

/** The last part of the way: the rejected record of the sample is corrected, sent again, and stored, by the commands that an operator types. */
export async function closeRound({ env }: Emulator, terminal: Terminal): Promise<void> {
  terminal.line(terminal.colours.bold('What an operator does about the record that the sample was rejected with'));
  const file = basename(SAMPLE);
  for (const args of [
    ['dlq', 'list', '--file', file],
    ['dlq', 'fix', '--file', file, '--recipe', RECIPE, '--why', 'the shop left it out', '--yes'],
    ['dlq', 'list', '--file', file],
  ]) {
    terminal.line();
    terminal.line(terminal.colours.dim(`$ npx sales-data-pipeline ${args.map((word) => shellWord(word)).join(' ')}`));
    await show(args, env);
  }
  terminal.line();
}

/** The desk on the deployed pipeline, with what the files were rejected with. Ends on Ctrl-C, which the desk gets as well. */
export async function openDesk({ env }: Emulator): Promise<void> {
  const stay = () => undefined;
  process.on('SIGINT', stay);
  await show(['desk', '--recipes', dirname(RECIPE)], env);
  process.off('SIGINT', stay);
}

/** Its exit code says what became of records, which the output says as well. */
async function show(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const tool = spawn(process.execPath, [TOOL, ...args], { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    tool.on('error', reject);
    tool.on('close', () => resolve());
  });
}
