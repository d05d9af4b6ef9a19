import { localTime, parseSpan, span } from '../../../../cli/terminal/time';

test.each([
  ['90s', 90_000], ['15m', 900_000], ['1.5h', 5_400_000], ['2d', 172_800_000], [' 2d ', 172_800_000],
  ['2', undefined], ['d', undefined], ['-2d', undefined], ['2w', undefined], ['', undefined],
])('the time span %j', (text, ms) => {
  expect(parseSpan(text)).toBe(ms);
});

test.each([
  [-1, '0.00 s'], [1_500, '1.50 s'], [59_999, '60.0 s'], [60_000, '1 minute'], [3_599_999, '59 minutes'], [7_200_000, '2 hours'],
  [172_799_999, '47 hours'], [172_800_000, '2 days'],
])('%d ms is %s', (ms, text) => {
  expect(span(ms)).toBe(text);
});

test('a time is that of this machine', () => {
  const date = new Date(2026, 10, 26, 2, 14, 7);

  expect(localTime(date)).toBe('2026-11-26 02:14:07');
});
