import * as fc from 'fast-check';
import { runs } from '../../../testkit/property-runs';

const cases = (env: NodeJS.ProcessEnv): number[] => fc.sample(fc.nat(), runs(20, env));

test('the cases of a property are the same in every run, and others only if asked for', () => {
  expect(cases({})).toEqual(cases({}));
  expect(cases({ PROPERTY_SEED: '-7' })).toEqual(cases({ PROPERTY_SEED: '-7' }));
  expect(cases({ PROPERTY_SEED: '-7' })).not.toEqual(cases({}));
  expect(cases({ PROPERTY_SEED: 'random' })).not.toEqual(cases({ PROPERTY_SEED: 'random' }));
});

test('PROPERTY_RUNS multiplies the runs', () => {
  expect(cases({ PROPERTY_RUNS: '3' })).toHaveLength(60);
});

test.each([
  [{ PROPERTY_RUNS: '0' }, 'PROPERTY_RUNS is "0"'],
  [{ PROPERTY_RUNS: 'many' }, 'PROPERTY_RUNS is "many"'],
  [{ PROPERTY_SEED: '1.5' }, 'PROPERTY_SEED is "1.5"'],
  [{ PROPERTY_SEED: '12345678901' }, 'PROPERTY_SEED is "12345678901"'],
])('%j is refused', (env, message) => {
  expect(() => runs(1, env)).toThrow(message);
});
