import { damageCases } from './support/damage-cases';
import { scan } from './support/files';
import { Scanner } from '../../../lambda-src/engine/scan/scanner';

const order = '{"contact-info":{},"order-info":{}}';

test.each([
  ['JSON Lines', `${order}\n`.repeat(20)],
  ['an array on one line', `[${Array(20).fill(order).join(',')}]`],
  ['an indented array in an object', `{\n  "orders": [\n    ${Array(20).fill(order).join(',\n    ')}\n  ]\n}`],
])('%s: the state of the scan takes less than 60 characters', (_, file) => {
  const states = scan(file).map(({ next }) => next.scan!);

  expect(Math.max(...states.map(({ length }) => length))).toBeLessThan(60);
});

test('the state grows by two characters with each array around the records, and has a limit', () => {
  const nested = (arrays: number): string => `${'['.repeat(arrays)}${order}${']'.repeat(arrays)}`;
  const [one, two, eight, hundred] = [1, 2, 8, 100].map((arrays) => scan(nested(arrays))[0].next.scan!.length);

  expect(two - one).toBeLessThanOrEqual(2);
  expect(hundred).toBeLessThanOrEqual(eight);
  expect(eight).toBeLessThan(60);
});

test.each(damageCases())('a scan that continues at a boundary has the state that was written: $group, $name', ({ file }) => {
  for (const { next } of scan(file)) expect(new Scanner('/orders', next).boundary()).toEqual(next);
});

describe('a state that the scanner did not write is refused', () => {
  const [{ next }] = scan(`[${order},${order}]`);
  const written = next.scan!;

  test.each([
    ['nothing', ''], ['words', 'some words'], ['JSON', '{"mode":1}'], ['what an earlier version wrote', '117.0.1.0.0.1.0.g.0'],
    ['a state that is cut off', written.slice(0, -1)], ['a state with a surplus character', `${written}0`],
    ['an unknown mode', `z${written.slice(1)}`], ['a number beyond the exact ones', written.replace(/\w*\.(?=[^.]*$)/, `${'z'.repeat(20)}.`)],
  ])('%s', (__, state) => {
    expect(() => new Scanner('/orders', { ...next, scan: state })).toThrow(`the "scan" of the batch, ${JSON.stringify(state)}, was not written by the scanner`);
  });
});
