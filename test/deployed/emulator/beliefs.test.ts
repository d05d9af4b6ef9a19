import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BELIEFS } from '../../../tools/aws/beliefs';
import { diagnose, see } from '../../../tools/aws/see';
import { ACCOUNT, Clients, Emulator } from '../../../tools/emulator';
import { run } from '../../../tools/process/run';
import { ROOT } from '../../../tools/root';
import { synthesisePipeline } from '../../../tools/template/synthesised-pipeline';
import { asDeployed } from '../../../tools/validators/definition';

let emulator: Emulator;
let clients: Clients;

beforeAll(async () => {
  emulator = await Emulator.start();
  clients = new Clients(emulator);
});

afterAll(async () => {
  clients.destroy();
  await emulator.stop();
});

test.each(BELIEFS.map((belief) => [belief.id, belief] as const))('the emulator shares the belief %s', async (_, belief) => {
  expect(await see(clients.sfn, belief, `arn:aws:iam::${ACCOUNT}:role/any`)).toEqual(belief.expected);
});

test('the definitions can be validated', async () => {
  const { fileWorkflow, fanOutWorkflow } = synthesisePipeline();
  expect(await diagnose(clients.sfn, asDeployed(fileWorkflow), 'EXPRESS')).toEqual([]);
  expect(await diagnose(clients.sfn, asDeployed(fanOutWorkflow), 'STANDARD')).toEqual([]);
});

test('npm run verify:aws asks all of it, and leaves the documentation as it is, which says what AWS has answered', async () => {
  const page = () => readFileSync(join(ROOT, 'docs', 'beliefs.md'), 'utf8');
  const before = page();
  const said: string[] = [];
  const args = ['--import', 'tsx', join(ROOT, 'tools', 'aws', 'verify.ts'), '--role', `arn:aws:iam::${ACCOUNT}:role/any`];
  await run(process.execPath, args, { cwd: ROOT, env: emulator.env, log: (line) => said.push(line) });
  expect(said).toEqual([...BELIEFS.map(({ id }) => `${id}: true`), 'All is as believed.']);
  expect(page()).toBe(before);
});

test('the documentation lists each belief, with what was seen', () => {
  const page = readFileSync(join(ROOT, 'docs', 'beliefs.md'), 'utf8');
  for (const { id, belief, usedBy } of BELIEFS) expect(page).toContain(`| ${id} | ${belief} | ${usedBy} | `);
});
