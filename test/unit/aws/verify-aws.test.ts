import { parseArguments } from '../../../tools/aws/arguments';
import { costAtMost } from '../../../tools/aws/cost';
import { INTEG_TESTS } from '../../../tools/aws/integ-runner';
import { plan } from '../../../tools/aws/plan';

const place = { account: '111122223333', region: 'eu-west-1' };

test('by default it verifies everything, and asks first', () => {
  expect(parseArguments([])).toEqual({
    parts: new Set(['definitions', 'states', 'stack', 'integ']), integTests: INTEG_TESTS, yes: false, clean: false, help: false,
  });
});

test('named integration tests are all that is verified', () => {
  expect(parseArguments(['integ.minimal.ts', '--yes'])).toMatchObject({ parts: new Set(['integ']), integTests: ['integ.minimal.ts'], yes: true });
});

test.each([
  [['integ.maximal.ts'], /no integration test "integ.maximal.ts": use .*integ.minimal.ts/],
  [['--parts', 'states,stacks'], /--parts has "stacks": use definitions, states, stack, integ/],
  [['--role', 'x'], /Unknown option '--role'/],
])('%j is refused', (args, message) => {
  expect(() => parseArguments(args)).toThrow(message);
});

test('the plan names the account, what is created, what is removed, and the cost', () => {
  const lines = plan(parseArguments([]), place, ['IntegMinimal']);

  expect(lines[0]).toBe('In account 111122223333, region eu-west-1, this will');
  expect(lines[1]).toBe('  1. remove what an earlier run has left: IntegMinimal');
  expect(lines.join('\n')).toMatch(/SalesDataPipelineVerification[^]*redriven[^]*integ.minimal.ts[^]*and nothing else/);
  expect(lines.at(-1)).toBe(`It costs at most $${costAtMost({ stack: true, integTests: INTEG_TESTS.length }).toFixed(2)}.`);
});

test('a run costs a few cents', () => {
  expect(costAtMost({ stack: true, integTests: INTEG_TESTS.length })).toBeLessThan(0.2);
  expect(costAtMost({ stack: false, integTests: 0 })).toBe(0);
});
