import { pythonEnvironment } from './emulator/python-environment';
import { CFN_LINT } from './validators/template';

/** Installs the Python packages that tests use, unless they are installed already. */
async function main(): Promise<void> {
  await pythonEnvironment(console.log);
  await pythonEnvironment(console.log, CFN_LINT);
}

void main();
