import type { ExampleLanguage } from './arguments';
import { assetsAreStale, bundleAssets } from './lambda-assets';
import type { Steps } from './steps';
import { pythonApp } from '../packages/apps';
import { developedWith } from '../packages/root';

/** The command line of an example, with what it needs made. */
export async function exampleApp(language: ExampleLanguage, steps: Steps): Promise<string> {
  if (language === 'python') {
    const install = async () => pythonApp(developedWith());
    const { command } = await steps.step('Building and installing the wheel', 'Built and installed the wheel', install);
    // Whatever PYTHONPATH says; and nothing is left in the folder.
    return `"${command}" -E -B examples/python/app.py`;
  }
  if (assetsAreStale()) await steps.step('Bundling the Lambda code', 'Bundled the Lambda code', bundleAssets);
  return 'tsx examples/typescript/app.ts';
}
