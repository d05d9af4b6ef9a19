import { diffLines } from '../../../cli/operate/records/diff';

const shown = (before: string, after: string) => diffLines(before, after).map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+', gap: '…' }[kind]}${text}`);

test('lines that differ, with two around them', () => {
  const lines = Array.from({ length: 12 }, (_, n) => `"line ${n}"`);

  expect(shown(lines.join('\n'), lines.join('\n').replace('line 6', 'changed'))).toEqual([
    '…', ' "line 4"', ' "line 5"', '-"line 6"', '+"changed"', ' "line 7"', ' "line 8"',
  ]);
});

test('a record on one line is cut to what differs', () => {
  const record = `{"a":"${'x'.repeat(500)}","price":1,"b":"${'y'.repeat(500)}"}`;

  const [removed, added] = shown(record, record.replace('"price":1', '"price":19.90'));

  expect(removed).toMatch(/^-…x{40,}","price":1,"b":"y{40,}…$/);
  expect(added).toMatch(/^\+…x{40,}","price":19.90,"b":"y{40,}…$/);
});

test('nothing for equal texts', () => {
  expect(diffLines('a\nb', 'a\nb')).toEqual([]);
});

test('the end of the last line is no line', () => {
  expect(shown('a\nb', 'a\nc')).toEqual([' a', '-b', '+c']);
});

test('texts that have nothing in common are shown one after the other, in time', () => {
  const text = (letter: string) => Array.from({ length: 20_000 }, (_, n) => `${letter}${n}`).join('\n');
  const start = Date.now();

  expect(diffLines(text('a'), text('b'))).toHaveLength(40_000);
  expect(Date.now() - start).toBeLessThan(5_000);
});
