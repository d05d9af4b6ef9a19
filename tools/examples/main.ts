import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonApp } from '../packages/apps';
import { ROOT, developedWith } from '../packages/root';

const HELP = `
Deploys an example to a local engine and sends sales files through it. Needs no AWS account.

  npm run example -- typescript [what npm run demo takes]
  npm run example -- python [what npm run demo takes]
`.trim();

/** The command line of each example. */
const EXAMPLES: Record<string, () => Promise<string>> = {
  typescript: async () => 'tsx examples/typescript/app.ts',
  python: async () => {
    console.log('Building the wheel and installing it: a minute, unless nothing has changed …');
    const { command } = await pythonApp(developedWith());
    return `"${command}" examples/python/app.py`;
  },
};

async function main([language, ...args]: string[]): Promise<number> {
  const commandLine = EXAMPLES[language ?? ''];
  if (!commandLine) {
    console.error(HELP);
    return 2;
  }
  const demo = ['--import', 'tsx', join(ROOT, 'tools', 'demo', 'main.ts'), '--app', await commandLine(), ...args];
  return spawnSync(process.execPath, demo, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, (error: Error) => {
  process.exitCode = 1;
  console.error(error.message);
});
