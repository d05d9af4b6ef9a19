import { npmApp, pythonApp } from '../../tools/packages/apps';
import { artifact } from '../../tools/packages/artifacts';
import { buildPackage } from '../../tools/packages/build-package';
import { developedWith } from '../../tools/packages/versions';
import type { Installed } from '../packages/support/installed';

/** Builds the packages of TypeScript and Python, and installs each into an app, once for all tests. */
export default async function setUp(): Promise<void> {
  await buildPackage();
  const versions = developedWith();
  const npm = await npmApp(versions);
  const python = await pythonApp(versions);
  const installed: Installed = { npm, python, tarball: await artifact('js'), wheel: await artifact('python') };
  process.env.INSTALLED_PACKAGES = JSON.stringify(installed);
}
