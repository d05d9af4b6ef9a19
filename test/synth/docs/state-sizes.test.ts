import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_STATE_SIZE } from '../../../src/private/contract/limits';
import { withSection } from '../../../tools/documents/section';
import { ROOT } from '../../../tools/root';
import { stateSizesSection } from '../../../tools/state-sizes/section';
import type { WorstState } from '../../../tools/state-sizes/worst-states';
import { worstStates } from '../../../tools/state-sizes/worst-states';
import { synth } from '../support/synth';
import { workflows } from '../support/workflow';

let worst: WorstState[];

beforeAll(async () => {
  worst = await worstStates();
}, 120_000);

test('every state that carries records or lists fits, at its largest, with room to spare', () => {
  expect(Object.fromEntries(worst.filter(({ bytes }) => bytes > MAX_STATE_SIZE - 5_000).map(({ state, bytes }) => [state, bytes]))).toEqual({});
});

test('no hostile file makes a state larger than computed, and the worst come close', () => {
  const tried = worst.flatMap(({ state, bytes, tried: largest }) => (largest ? [{ state, share: largest.bytes / bytes }] : []));
  expect(tried.map(({ state }) => state)).toEqual(['ValidateBatch', 'IsolateRecords']);
  for (const { share } of tried) {
    expect(share).toBeLessThanOrEqual(1);
    expect(share).toBeGreaterThan(0.9);
  }
});

test('the states exist, and none that calls a function or maps a list is missing', () => {
  const states = workflows(synth().template).flatMap((workflow) => workflow.states);
  const computed = worst.map(({ state }) => state);
  expect(states.map(({ name }) => name)).toEqual(expect.arrayContaining(computed));
  const carriers = states.filter(({ state }) => state.Type === 'Map' || (state.Type === 'Task' && !state.Resource.includes(':states:::')));
  expect(computed).toEqual(expect.arrayContaining(carriers.map(({ name }) => name)));
});

test('the raw result of each Map is computed, and nothing of a dead letter is in it', () => {
  const maps = workflows(synth().template).flatMap((workflow) => workflow.states).filter(({ state }) => state.Type === 'Map');
  const computed = worst.filter(({ isRawResult }) => isRawResult).map(({ state }) => state);
  expect(computed.sort()).toEqual([...new Set(maps.map(({ name }) => name))].sort());
  for (const { state } of maps.filter(({ name }) => name === 'DeadLetterRejected')) {
    expect(state.ItemProcessor.States).toEqual({ DeadLetter: expect.objectContaining({ End: true, OutputPath: null }) as unknown });
  }
});

test('the document has these sizes; if not: npx projen docs', () => {
  const section = stateSizesSection(worst);
  const document = readFileSync(join(ROOT, section.file), 'utf8');
  expect(withSection(document, section)).toBe(document);
});
