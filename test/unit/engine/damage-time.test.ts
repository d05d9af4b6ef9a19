import { timeScan } from './support/files';

// Other work on the machine disturbs the measurement: only time that is not linear fails all four attempts.
jest.retryTimes(3);

test.each<[string, string]>([
  ['brackets that never close', '{"a":['],
  ['lines that never close', '{"a":\n'],
  ['elements that never close, one per line', '[\n{"a":[\n{"a":1},\n'],
  ['quotes that never close', '{"a":"x\n'],
  ['broken elements', '[{"a":"x},{"a":'],
  ['closing brackets', '}\n'],
  ['commas', ','],
  ['objects around records that never close', '{"orders":[{"a":1},\n'],
  ['objects around empty arrays that never close', '{"orders":[\n'],
  ['arrays that never close', '[{"a":1},\n'],
  ['words', 'oops '],
  ['line ends and blanks', '{"a" :   \n\n'],
])('%s take time in proportion to their number', (_, part) => {
  const small = Buffer.from(part.repeat(Math.ceil(200_000 / part.length)));
  const big = Buffer.from(part.repeat(Math.ceil(3_200_000 / part.length)));

  const least = Math.min(timeScan(small), timeScan(small), timeScan(small));

  // Sixteen times the bytes: in quadratic time they would take two hundred and fifty-six times as long.
  expect(timeScan(big)).toBeLessThan(0.2 + 64 * least);
});
