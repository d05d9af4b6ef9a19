import { outline, timeScan } from './support/files';

// Times are compared on machines that do other things, too: what is not linear fails four times over.
jest.retryTimes(3);

describe('JSON Lines and concatenated texts', () => {
  test.each<[string, string, string[]]>([
    ['a missing bracket', '{"a":1}\n{"a":{"b":2}\n{"a":3}\n', ['{"a":1}', '<{"a":{"b":2}>', '{"a":3}']],
    ['a missing quote', '{"a":"1"}\n{"a":"2}\n{"a":"3"}\n', ['{"a":"1"}', '<{"a":"2}>', '{"a":"3"}']],
    ['a missing quote before a backslash', '{"a":"2\\\n{"a":"3"}\n', ['<{"a":"2\\>', '{"a":"3"}']],
    ['a string that is cut off behind a backslash', '"a\\\n"b"\n', ['<"a\\>', '"b"']],
    ['a surplus bracket', '{"a":1}\n{"a":2}}\n{"a":3}\n', ['{"a":1}', '<{"a":2}}>', '{"a":3}']],
    ['a bracket too early: no part of the record is taken for it', '{"a":{"b":1}},"c":2}\n{"a":3}', ['<{"a":{"b":1}},"c":2}>', '{"a":3}']],
    ['brackets that do not match', '{"a":[1,2}\n{"a":3}', ['<{"a":[1,2}>', '{"a":3}']],
    ['a line that is cut off after a comma', '{"a":1,\n{"a":2}\n{"a":3}', ['<{"a":1,>', '{"a":2}', '{"a":3}']],
    ['a line that is cut off after a colon', '{"a":\n{"a":2}\n{"a":3}', ['<{"a":>', '{"a":2}', '{"a":3}']],
    ['a line that is cut off behind a bracket', '{"a":[\n{"a":2}\n{"a":3}', ['<{"a":[>', '{"a":2}', '{"a":3}']],
    ['a line that is cut off before the last', '{"a":\n{"a":2}', ['<{"a":>', '{"a":2}']],
    ['two lines that are cut off', '{"a":\n{"b":[\n{"c":3}\n{"d":4}', ['<{"a":>', '<{"b":[>', '{"c":3}', '{"d":4}']],
    ['lines of words, each by itself', '{"a":1}\noops, no JSON\nagain\n{"a":2}', ['{"a":1}', '<oops, no JSON>', '<again>', '{"a":2}']],
    ['a text of several lines, as one', '{\n  "a": {\n    "b": 1\n}\n{"a":2}', ['<{\n  "a": {\n    "b": 1\n}>', '{"a":2}']],
    ['a text of several lines with an open string', '{\n  "a": "b,\n  "c": [1]\n}\n{"a":2}', ['<{\n  "a": "b,\n  "c": [1]\n}>', '{"a":2}']],
    ['before a text of several lines', '{"a":\n{\n  "b": 1\n}\n{"c":2}', ['<{"a":\n{\n  "b": 1\n}>', '{"c":2}'].slice(-1)],
    ['an object around records, in one of several lines', '{"orders":[{"a":1},{"a":2}\n{"orders":[{"a":3}]}', ['{"a":1}', '{"a":2}', '<>', '{"a":3}']],
    ['an object around records, cut off behind a comma', '{"orders":[{"a":1},\n{"orders":[{"a":2}]}\n{"orders":[]}', ['{"a":1}', '<,>', '{"a":2}']],
    ['objects around records that begin with something else, cut off behind a comma', '{"x":1,"orders":[{"a":1},\n{"x":2,"orders":[{"a":2}]}\n{"x":3,"orders":[{"a":3}]}',
      ['{"a":1}', '<,>', '{"a":2}', '{"a":3}']],
    ['the same inside a record', '{"x":1,"orders":[{"a":1,\n{"x":2,"orders":[{"a":2}]}\n{"x":3,"orders":[{"a":3}]}', ['<{"a":1,>', '{"a":2}', '{"a":3}']],
    ['an object around records, cut off, before texts without any', '{"orders":[{"a":"x\n{"b":1}\n{"c":2}', ['<{"a":"x>', '{"b":1}', '{"c":2}']],
    ['the same before texts that begin like its records', '{"orders":[{"a":"x\n{"a":1}\n{"a":2}', ['<{"a":"x>', '{"a":1}', '{"a":2}']],
    ['the last line is cut off', '{"a":1}\n{"a":2', ['{"a":1}', '<{"a":2>']],
    ['a line end of another system', '{"a":1}\r\n{"a":"2\r\n{"a":3}\r\n', ['{"a":1}', '<{"a":"2>', '{"a":3}']],
  ])('%s', (_, file, expected) => {
    expect(outline(file)).toEqual(expect.arrayContaining(expected));
    if (expected.length > 1) expect(outline(file)).toEqual(expected);
  });
});

describe('arrays', () => {
  test.each<[string, string, string[]]>([
    ['a missing bracket, on one line', '[{"a":1},{"a":{"b":2},{"a":3},{"a":4}]', ['{"a":1}', '<{"a":{"b":2},>', '{"a":3}', '{"a":4}']],
    ['a missing bracket in the first record', '{"orders":[{"a":{"b":2},{"a":3},{"a":4}]}', ['<{"a":{"b":2},>', '{"a":3}', '{"a":4}']],
    ['a missing quote, on one line', '[{"a":"1"},{"a":"2},{"a":"3"},{"a":"4"}]', ['{"a":"1"}', '<{"a":"2},{"a":"3"},>', '{"a":"4"}']],
    ['a surplus bracket', '[{"a":1}},{"a":2}]', ['<{"a":1}},>', '{"a":2}']],
    ['words', '[{"a":1},oops a word,{"a":2}]', ['{"a":1}', '<oops a word>', '{"a":2}']],
    ['words behind a number', '[1,2 oops,3]', ['1', '<2 oops>', '3']],
    ['values without a comma between them', '[{"a":1} {"a":2}{"a":3}]', ['{"a":1}', '{"a":2}', '{"a":3}']],
    ['surplus commas', '[,1,,,2,]', ['<,>', '1', '<,,>', '2', '<,>']],
    ['a broken record on a line of its own', '[\n  {"a":1},\n  {"a":2,\n  {"a":"3},\n  {"a":4}\n]', ['{"a":1}', '<{"a":2,>', '<{"a":"3},>', '{"a":4}']],
    ['a broken record of several lines', '[\n  {\n    "a": {\n      "b": 1\n  },\n  {\n    "a": 2\n  }\n]', ['<{\n    "a": {\n      "b": 1\n  },>', '{\n    "a": 2\n  }']],
    ['the first record of one a line', '{"orders":[{"a":"x},\n{"b":1},\n{"c":2}]}', ['<{"a":"x},>', '{"b":1}', '{"c":2}']],
    ['a missing bracket in the first record of one a line', '[{"a":{"b":1},\n{"b":1},\n{"c":2}]', ['<{"a":{"b":1},>', '{"b":1}', '{"c":2}']],
    ['the first records of one a line, behind a bracket of its own', '[\n{"a":"x},\n{"b":"x},\n{"c":2}\n]', ['<{"a":"x},>', '<{"b":"x},>', '{"c":2}']],
    ['the first record of a column', '{"orders":[{"a":"x},\n           {"b":1},\n           {"c":2}]}', ['<{"a":"x},>', '{"b":1}', '{"c":2}']],
    ['the first record of a line that is cut off', '[{"a":"x\n{"a":1},\n{"a":2}]', ['<{"a":"x>', '{"a":1}', '{"a":2}']],
    ['a line with several records', '[{"a":1},{"a":"2},\n{"a":3},{"a":4}]', ['{"a":1}', '<{"a":"2},>', '{"a":3}', '{"a":4}']],
    ['an array in the first record is open at the end of the line', '[{"a":"x,"b":[{"c":1},\n{"c":2}],"d":3},\n{"a":4}]',
      ['<{"a":"x,"b":[{"c":1},>', '<{"c":2}],"d":3},>', '<{"a":4}]>']],
    ['an object below in the first record', '{"orders":[\n{"a":"x,\n"b":[\n{"c":1},\n{"c":2}]},\n{"a":4}]}',
      ['<{"a":"x,>', '<"b":[>', '<{"c":1},>', '<{"c":2}]},>', '{"a":4}']],
    ['an array in the first record that is not opened', '[\n{"a":1,\n"b":\n{"c":1},\n{"c":2}],"d":3},\n{"a":4}]',
      ['<{"a":1,>', '<"b":>', '<{"c":1},>', '<{"c":2}],"d":3},>', '{"a":4}']],
    ['a record of several lines without indentation, with an array inside', '{\n"orders":[\n{\n"a":"x,\n"b":[\n1\n],\n"c":2\n},\n{\n"a":3\n}\n]\n}\n{"d":4}',
      ['<{>', '<"a":"x,>', '<"b":[>', '<1\n],>', '<"c":2\n},>', '{\n"a":3\n}', '{"d":4}']],
    ['the last record of one a line, and the file goes on', '[{"a":1},\n{"a":"2}\n]\n{"a":3}', ['{"a":1}', '<{"a":"2}>', '{"a":3}']],
    ['the only record of one a line, and the file goes on', '[{"a":"2}\n]\n{"a":3}', ['<{"a":"2}>', '{"a":3}']],
    ['a record of a line that a comma leads', '[\n{"a":1}\n,{"a":"2}\n, {"a":3}\n]', ['{"a":1}', '<{"a":"2}\n,>', '{"a":3}']],
    ['the same where the comma stands below the records', '[\n  {"a":1}\n  ,{"a":"2}\n  ,{"a":3}\n]', ['{"a":1}', '<{"a":"2}\n  ,>', '{"a":3}']],
    ['a missing bracket, and another that stands further left than the records', '[\n  {"a":[1\n],\n  {"a":2}\n]', ['<{"a":[1\n],>', '{"a":2}']],
    ['the same where records and commas are indented', '[\n  {"a":1\n  ,"b":{}\n, {"a":2\n  ,"b":[{"a":3}\n       ,{"a":4}]}\n, {"a":5}\n]',
      ['<{"a":1\n  ,"b":{}\n,>', '{"a":2\n  ,"b":[{"a":3}\n       ,{"a":4}]}', '{"a":5}']],
    ['the same with an array inside', '[\n  {"a":1}\n, {"a":"2\n  ,"b":[{"a":3}\n       ,{"a":4}]}\n, {"a":5}\n]',
      ['{"a":1}', '<{"a":"2\n  ,"b":[{"a":3}\n       ,{"a":4}]}\n,>', '{"a":5}']],
    ['the first record where the object around begins alike', '{"a":0,"orders":[{"a":"x},\n{"a":1}]}\n{"a":2}', ['<{"a":"x},>', '<{"a":1}]}>', '{"a":2}']],
    ['the file goes on behind the array', '[\n  {"a":1},\n  {"a":"2}\n]\n{"a":3}', ['{"a":1}', '<{"a":"2}>', '{"a":3}']],
    ['cut off inside a record', '{"orders":[{"a":1},{"a":2},{"a"', ['{"a":1}', '{"a":2}', '<{"a">']],
    ['cut off behind a comma', '{"orders":[{"a":1},{"a":2},', ['{"a":1}', '{"a":2}', '<,>']],
    ['cut off behind a record: nothing can be shown, but it is reported', '{"orders":[{"a":1},{"a":2}', ['{"a":1}', '{"a":2}', '<>']],
    ['cut off behind the array', '{"orders":[{"a":1}]', ['{"a":1}', '<>']],
    ['cut off in a member behind the array', '{"orders":[{"a":1}],"sum":{"b"', ['{"a":1}', '<,"sum":{"b">']],
  ])('%s', (_, file, expected) => {
    expect(outline(file)).toEqual(expected);
  });
});

describe('time and memory', () => {
  test.each<[string, string]>([
    ['brackets that never close', '{"a":['],
    ['lines that never close', '{"a":\n'],
    ['elements that never close, one a line', '[\n{"a":[\n{"a":1},\n'],
    ['quotes that never close', '{"a":"x\n'],
    ['broken elements', '[{"a":"x},{"a":'],
    ['closing brackets', '}\n'],
    ['commas', ','],
    ['objects around records that never close', '{"orders":[{"a":1},\n'],
    ['objects around no records that never close', '{"orders":[\n'],
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

  test('a hundred thousand brackets inside each other are one record', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);

    expect(outline(`{"orders":[${deep},{"a":1}]}`)).toEqual([deep, '{"a":1}']);
  });
});
