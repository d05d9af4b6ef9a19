import { INTEG_TESTS, deployIntegTests } from '../../tools/aws/integ-runner';
import { Emulator, REGION, bootstrap } from '../../tools/emulator';

let emulator: Emulator;
let runs: Map<string, Promise<string>>;

beforeAll(async () => {
  emulator = await Emulator.start({ settings: { SFN_WAIT_SCALE: '0.1' } });
  await bootstrap(emulator);
  runs = deployIntegTests(INTEG_TESTS, { region: REGION, env: emulator.env });
}, 120_000);

afterAll(async () => {
  await Promise.allSettled(runs?.values() ?? []);
  await emulator?.stop();
});

test.each(INTEG_TESTS)('%s deploys, passes its assertions, and leaves nothing behind', async (file) => {
  const said = await runs.get(file)!.catch((error: Error) => `${error.message}\n\nThe emulator said:\n${problems()}`);
  expect(said).toMatch(/SUCCESS/);
}, 600_000);

/** A stack that could not be deployed is deleted, and its events with it. */
function problems(): string {
  return emulator.logTail(Infinity).split('\n').filter((line) => /WARN|ERROR|Error/.test(line)).slice(-20).map((line) => line.slice(0, 1_000)).join('\n');
}
