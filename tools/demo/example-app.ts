import type { ExampleLanguage } from './arguments';
import type { Steps } from '../../cli/terminal/steps';
import { bundle } from '../bundle';
import { pythonApp } from '../packages/apps';
import { buildPackage } from '../packages/build-package';
import { developedWith } from '../packages/versions';

/** The command line of an example, after building what it needs. */
export async function exampleApp(language: ExampleLanguage, steps: Steps): Promise<string> {
  if (language === 'typescript') {
    await steps.step('Bundling the Lambda code', 'Bundled the Lambda code', async () => bundle());
    return 'tsx examples/typescript/app.ts';
  }
  await steps.step('Compiling the package', 'Compiled the package', buildPackage);
  const { command } = await steps.step('Installing the wheel', 'Installed the wheel', async () => pythonApp(developedWith()));
  return pythonExample(command);
}

/** Isolated from PYTHONPATH, and without writing bytecode into the folder. */
export const pythonExample = (python: string): string => `"${python}" -E -B examples/python/app.py`;
