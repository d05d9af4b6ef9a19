import { edgesOf } from '../../../testkit/jsonata/edges';
import { differences } from '../../../testkit/jsonata/recording';
import { evaluate } from '../../../testkit/jsonata/reference';

const states = { input: { list: [1, 2] } };

test('the edges of a value have each part absent, null, empty or alone', () => {
  expect(edgesOf({ a: [{ b: 1 }, 2] })).toEqual([
    {}, { a: null }, { a: [] }, { a: [{ b: 1 }] }, { a: [{}, 2] }, { a: [{ b: null }, 2] },
  ]);
});

test('an evaluation with another outcome is described', async () => {
  const expression = '$count($states.input.list)';
  const right = { expression, states, outcome: { value: 2 } };
  const wrong = { expression, states, outcome: { value: 3 } };
  const failed = { expression, states, outcome: { error: 'no' } };
  const refused = { expression, states, outcome: { error: 'unsafe: no' } };
  expect(await differences([right, refused])).toEqual([]);
  expect(await differences([right, wrong, failed])).toEqual([expect.stringMatching(/emulator: .*3/), expect.stringMatching(/emulator: .*no/)]);
});

test.each<[string, unknown]>([
  ['$partition([1,2,3], 2)', [[1, 2], [3]]],
  ['$partition([1], 2)', [[1]]],
  ['$range(1, 9, 4)', [1, 5, 9]],
  ['$range(1, 9, 9)', 1],
  ['$parse("{\\"a\\":null}")', { a: null }],
  ['$hash("a", "MD5")', '0cc175b9c0f1b6a831c399e269772661'],
  ['$millis()', 5],
])('Step Functions adds functions to JSONata: %s', async (expression, value) => {
  expect(await evaluate({ expression, states, millis: 5 })).toEqual({ value });
});

test.each(['$partition([], 2)', '$partition(1, 2)', '$range(2, 1, 1)', '$parse("{")', '$hash("a", "md5")', '$eval("1")', '$states.input.absent', '$map'])('%s fails', async (expression) => {
  expect(await evaluate({ expression, states })).toEqual({ error: expect.any(String) });
});
