import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorOfTests } from './support/emulator-of-tests';
import { INTEG_BELIEFS } from '../../../tools/aws/integ-beliefs';
import { INTEG_TESTS } from '../../../tools/aws/integ-runner';
import { BELIEFS_PAGE, beliefsSection } from '../../../tools/aws/page';
import { diagnose, see } from '../../../tools/aws/see';
import { STATE_BELIEFS } from '../../../tools/aws/state-beliefs';
import { withSection } from '../../../tools/documents/section';
import { ACCOUNT } from '../../../tools/emulator';
import { ROOT } from '../../../tools/root';
import { synthesisePipeline } from '../../../tools/template/synthesised-pipeline';
import { asDeployed } from '../../../tools/validators/definition';

const running = emulatorOfTests();

test.each(STATE_BELIEFS.map((belief) => [belief.id, belief] as const))('the emulator shares the belief %s', async (_, belief) => {
  expect(await see(running.clients.sfn, belief, `arn:aws:iam::${ACCOUNT}:role/any`)).toEqual(belief.expected);
});

test('the definitions can be validated', async () => {
  const { fileWorkflow, fanOutWorkflow } = synthesisePipeline();
  expect(await diagnose(running.clients.sfn, asDeployed(fileWorkflow), 'EXPRESS')).toEqual([]);
  expect(await diagnose(running.clients.sfn, asDeployed(fanOutWorkflow), 'STANDARD')).toEqual([]);
});

const page = readFileSync(join(ROOT, BELIEFS_PAGE), 'utf8');

test('the documentation lists each belief, with what was seen', () => {
  expect(withSection(page, beliefsSection(page))).toBe(page);
});

test('what was seen of a belief is noted, and the others keep what was seen of them', () => {
  const once = withSection(page, beliefsSection(page, new Map([['redrive', 'true; eu-west-1, 2026-12-01'], ['minimal', 'true; eu-west-1, 2026-12-01']])));
  const twice = withSection(once, beliefsSection(once, new Map([['minimal', 'not true: no announcement; us-east-1, 2026-12-24']])));

  expect(twice).toMatch(/^\| redrive \|.* \| true; eu-west-1, 2026-12-01 \|$/m);
  expect(twice).toMatch(/^\| minimal \|.* \| not true: no announcement; us-east-1, 2026-12-24 \|$/m);
});

test('each integration test shows a belief', () => {
  expect(INTEG_BELIEFS.map((belief) => belief.test).sort()).toEqual([...INTEG_TESTS].sort());
});
