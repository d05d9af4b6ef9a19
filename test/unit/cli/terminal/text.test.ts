import { cut } from '../../../../cli/terminal/cut';
import { printable, printableJson, printableLines } from '../../../../cli/terminal/printable';

test.each([
  ['a command of the terminal', '\u001b[2J\u0007', '\\u{1b}[2J\\u{7}'],
  ['the same as one C1 character', '\u009b31m', '\\u{9b}31m'],
  ['a backspace and a tab', 'a\b\tb', 'a\\u{8}\\u{9}b'],
  ['a change of direction', 'a\u202eb\u2066c\u200fd', 'a\\u{202e}b\\u{2066}c\\u{200f}d'],
  ['characters without width', 'a\u200b\u200d\ufeff\u00adb', 'a\\u{200b}\\u{200d}\\u{feff}\\u{ad}b'],
  ['line and paragraph separators', 'a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
  ['halves of a surrogate pair', 'a\ud83d b\ude00', 'a\\u{d83d} b\\u{de00}'],
  ['tag characters', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ['line breaks with their indentation', '{\r\n\t"a": 1,\n\n  "b":  2\n}', '{ "a": 1, "b":  2 }'],
  ['letters, accents and emoji, which stay', 'é e\u0301 日本 😀', 'é e\u0301 日本 😀'],
])('%s', (_, text, shown) => expect(printable(text)).toBe(shown));

test('JSON that a terminal does not obey means the same', () => {
  const value = { 'a\u009b': '\u001b[2J\u007f\u202e\u2028\u{e0041}', 'é': ['日本 😀', '\ud83d'] };

  const json = printableJson(value);

  expect(json).toBe('{"a\\u009b":"\\u001b[2J\\u007f\\u202e\\u2028\\udb40\\udc41","é":["日本 😀","\\ud83d"]}');
  expect(JSON.parse(json)).toEqual(value);
});

test('lines stay lines', () => {
  expect(printableLines('a\u001b\n  b\u009b\r\n')).toBe('a\\u{1b}\n  b\\u{9b} \n');
});

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdef', 5, 'abcd…'],
  ['日本語', 6, '日本語'],
  ['日本語', 5, '日本…'],
  ['日本語', 4, '日…'],
  ['😀😀', 3, '😀…'],
  ['e\u0301e\u0301e\u0301', 3, 'e\u0301e\u0301e\u0301'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ['abc', 1, '…'],
])('%j in %d columns', (text, columns, shown) => expect(cut(text, columns)).toBe(shown));

test.each([
  ['blanks', ' '],
  ['line breaks', '\n'],
  ['blanks between line breaks', ` ${' '.repeat(999)}\n`],
  ['escapes', '\u001b[31;'],
  ['combining marks', '\u0301'],
  ['flags', '🇩'],
  ['lone surrogates', '\ud83d'],
  ['separators of escape sequences', ';'],
])('takes time in proportion to the length: %s', (_, part) => {
  const ofLength = (length: number): number => {
    const text = part.repeat(length / part.length);
    const start = performance.now();
    cut(printable(text), 120);
    printableJson(text);
    printableLines(text);
    cut(text, 1e9);
    return performance.now() - start;
  };
  ofLength(10_000);

  const [short, long] = [ofLength(100_000), ofLength(1_000_000)];

  // Ten times as long; a hundred times the time would be quadratic.
  expect(long).toBeLessThan(Math.max(50, short * 40));
});
