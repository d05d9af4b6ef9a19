import { INTEG_TESTS, integRunner, withoutSnapshots } from './support/integ-runner';
import { Emulator, REGION, bootstrap } from '../../tools/emulator';

/** They mostly wait for answers, so more of them than there are processors can run at a time. */
const AT_ONCE = 3;

let emulator: Emulator;
let removeCopy: () => void;
const runs = new Map<string, Promise<string>>();

beforeAll(async () => {
  emulator = await Emulator.start({ settings: { SFN_WAIT_SCALE: '0.1' } });
  await bootstrap(emulator);
  const { directory, remove } = withoutSnapshots();
  removeCopy = remove;

  let free: Promise<unknown>[] = Array.from({ length: AT_ONCE }, async () => undefined);
  for (const [i, file] of INTEG_TESTS.entries()) {
    const run = free[i % AT_ONCE].then(async () => integRunner([file], ['--update-on-failed', '--parallel-regions', REGION], { cwd: directory, env: emulator.env }));
    free[i % AT_ONCE] = run.catch(() => undefined);
    runs.set(file, run);
  }
}, 120_000);

afterAll(async () => {
  await Promise.allSettled(runs.values());
  await emulator?.stop();
  removeCopy?.();
});

test.each(INTEG_TESTS)('%s deploys, passes its assertions, and leaves nothing behind', async (file) => {
  const said = await runs.get(file)!.catch((error: Error) => `${error.message}\n\nThe emulator said:\n${problems()}`);
  expect(said).toMatch(/SUCCESS/);
}, 600_000);

/** A stack that could not be deployed is deleted, and its events with it. */
function problems(): string {
  return emulator.logTail(Infinity).split('\n').filter((line) => /WARN|ERROR|Error/.test(line)).slice(-20).map((line) => line.slice(0, 1_000)).join('\n');
}
