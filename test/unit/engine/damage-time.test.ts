import { timeScan } from './support/files';

/** In bytes. What follows damage is looked at up to 256 KiB ahead. */
const WITHIN_A_LOOK = 16_000;
const MANY_LOOKS = 200_000;

// Other work on the machine disturbs the measurement: only time that is not linear fails all four attempts.
jest.retryTimes(3);

test.each<[string, string]>([
  ['brackets that never close', '{"a":['],
  ['lines that never close', '{"a":\n'],
  ['elements that never close, one per line', '[\n{"a":[\n{"a":1},\n'],
  ['quotes that never close', '{"a":"x\n'],
  ['broken elements', '[{"a":"x},{"a":'],
  ['objects in brackets that never close', '{{"a":1,"b":2},'],
  ['values that end too early', '{"a":1},"b":2}'],
  ['closing brackets', '}\n'],
  ['commas', ','],
  ['objects around records that never close', '{"orders":[{"a":1},\n'],
  ['objects around empty arrays that never close', '{"orders":[\n'],
  ['arrays that never close', '[{"a":1},\n'],
  ['words', 'oops '],
  ['line ends and blanks', '{"a" :   \n\n'],
])('%s take time in proportion to their number', (_, part) => {
  for (const size of [WITHIN_A_LOOK, MANY_LOOKS]) {
    const small = Buffer.from(part.repeat(Math.ceil(size / part.length)));
    const big = Buffer.from(part.repeat(Math.ceil(16 * size / part.length)));

    const least = Math.min(timeScan(small), timeScan(small), timeScan(small));

    // Sixteen times the bytes: in quadratic time they would take two hundred and fifty-six times as long.
    expect(timeScan(big)).toBeLessThan(0.2 + 64 * least);
  }
});

test.each<[string, string, (name: number) => string]>([
  ['texts with parts of others behind them', '{"a":1,"b":2}{"a":1,"b":2}', (name) => `\n\n{"${name}":{"a":1,"b":2}{"a":1,"b":2}{"${name}":1}"b":2}`],
  ['quotes without counterpart', '', (name) => `"{"n${name}":1}`],
])('%s, each with another name, take time in proportion to their number', (_, head, part) => {
  const file = (size: number): Buffer => {
    const parts = [head];
    for (let name = 0, length = 0; length < size; name++) length += parts[parts.push(part(name)) - 1].length;
    return Buffer.from(parts.join(''));
  };

  const least = timeScan(file(300_000));

  // Four times the bytes: in quadratic time they would take sixteen times as long.
  expect(timeScan(file(1_200_000))).toBeLessThan(8 * least);
});
