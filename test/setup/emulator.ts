import { bundle } from '../../tools/bundle';
import { pythonEnvironment } from '../../tools/emulator/python-environment';

/** For tests that deploy to the emulator: bundles the functions, and installs the emulator if it is missing. */
export default async function setUp(): Promise<void> {
  bundle();
  await pythonEnvironment(console.log);
}
