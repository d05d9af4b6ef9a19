import { run } from './support/command';
import { Files } from './support/files';
import { order } from '../../../testkit/orders';

const files = new Files();
afterAll(() => files.remove());

function check(content: string | Buffer | object, ...options: string[]): string {
  return run(['check', files.write('input.json', content), ...options]).stdout;
}

test('the reasons with their counts, the most common first', () => {
  const records = [order({}, '1'), order({}, 2), { ...order({}, 'x'), _source: 1 }, ...Array.from({ length: 10 }, () => ({}))];

  const text = check(records.map((record) => JSON.stringify(record)).join('\n'));

  expect(text).toContain('13 records, 1 accepted, 12 rejected');
  expect(text).toMatch(/SCHEMA_VIOLATION +10 +does not match the schema\n +INVALID_KEY +1 +\S.*\n +RESERVED_NAME +1 /);
});

test('the first five rejected records, with the place, the errors and the text', () => {
  const text = check(`${JSON.stringify(order({}, '1'))}\n\n${'{"qty":1}\n'.repeat(7)}`);

  expect(text).toContain('The first 5 of 7 rejected records:');
  expect(text.match(/SCHEMA_VIOLATION · index/g)).toHaveLength(5);
  expect(text).toContain('SCHEMA_VIOLATION · index 1 · line 3 · 9 bytes from byte 62\n    /contact-info must have required property \'contact-info\' (required)\n'
    + '    /order-info must have required property \'order-info\' (required)\n    {"qty":1}\n');
  expect(text).toContain('index 5 · line 7');
});

test('all that is wrong with a record, up to ten errors', () => {
  const schema = files.write('lines.json', JSON.stringify({ properties: { lines: { items: { type: 'number' } } } }));
  const text = check(JSON.stringify({ lines: Array(20).fill('x') }), '--schema', schema, '--key', '/id');

  expect(text).toContain('    /lines/0 must be number (type)\n    /lines/1 must be number (type)\n');
  expect(text.match(/must be number/g)).toHaveLength(10);
});

test('a long record is cut', () => {
  const text = check({ text: 'x'.repeat(100_000) });

  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(text).toContain('xxx…\n');
});

test('a record that is too large for a dead letter has the range of its bytes', () => {
  const text = check(`{"text":"${'x'.repeat(5_000_000)}"}\n{}`);

  expect(text).toContain('too big to show: bytes 0 to 5,000,010 of the file');
});

test('a missing part of the file has a position, but no text', () => {
  const text = check('[{"a":1}');

  expect(text).toMatch(/MALFORMED_JSON · index 1 · line 1 · 0 bytes from byte 8\n {4}\S.*\n$/);
});

test('control characters of a file are escaped for the terminal', () => {
  const text = check(Buffer.from('{"a":"\u001b[2J\u0007\u009b31m\u202e\u2028"}\r\n{"\u001b]0;b\u0007":1,\n "c":"\ud83d\ude00é日本"}\n"\xff\x1b"\n', 'utf8'));

  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/);
  expect(text).toContain('\\u{1b}[2J\\u{7}\\u{9b}31m\\u{202e}\\u{2028}');
  expect(text).toContain('"c":"😀é日本"');
});

describe('nothing that others have written reaches the terminal as a command', () => {
  const command = '\u001b[2J\u009b31m\u202e\u2028';
  // eslint-disable-next-line no-control-regex
  const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/;

  test.each([
    ['a schema that is not valid', { type: command }, []],
    ['a keyword that is not known', { [command]: 1 }, []],
    ['a pattern that does not match', { properties: { a: { pattern: command } } }, []],
    ['a member that is missing', { required: [command] }, []],
    ['a reference that is missing', { $ref: `https://example.com/${encodeURI('x')}${command}` }, []],
    ['a pointer', {}, ['--key', command]],
    ['an option', {}, [`--${command}`]],
    ['a record, as JSON', { required: [command] }, ['--json']],
  ])('%s', (_, schema, options) => {
    const { stdout, stderr } = run(['check', files.write(`in${command}put.json`, { a: command }), '--schema', files.write(`sch${command}ema.json`, schema), ...options]);

    expect(stdout + stderr).not.toMatch(obeyed);
    expect(stdout + stderr).toMatch(/\\u(\{9b\}|009b)/);
  });

  test.each([
    ['a command that does not exist', [`che${command}ck`]],
    ['a file that does not exist', ['check', `no${command}where`]],
  ])('%s', (_, args) => {
    const { stderr } = run(args);

    expect(stderr).not.toMatch(obeyed);
    expect(stderr).toContain('\\u{9b}');
  });
});

test.each([
  ['of blanks', { [' '.repeat(1_000_000)]: [{}] }],
  ['of commands', { ['\u001b[2J'.repeat(250_000)]: [{}] }],
  ['of slashes', { ['/'.repeat(500_000)]: [{}] }],
])('a hint with a name %s takes no longer than other text', (_, content) => {
  const start = performance.now();

  expect(check(content)).toContain('The file was read as one record.');
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('a hint where the records may be, if the whole file was read as one record', () => {
  expect(check({ meta: {}, data: { 'to/day': [order({}, '1'), order({}, '2')] } })).toContain('--records \'/data/to~1day\'');
  expect(check({ meta: { tags: ['a'] } })).not.toContain('--records');
});

test('colours are printed only if they are wanted', () => {
  const path = files.write('colours.json', '{}');

  // eslint-disable-next-line no-control-regex
  const coloured = (env: Record<string, string>) => /\u001b\[/.test(run(['check', path], { env }).stdout);

  expect(coloured({})).toBe(false);
  expect(coloured({ FORCE_COLOR: '1' })).toBe(true);
  expect(coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
});

test.each([
  [Buffer.from('1f8b08000000000000', 'hex'), /compressed with gzip.*\n.*gunzip -c \S*input\.json \| sales-data-pipeline check -\n$/],
  ['a,b\n1,2\n', /looks like CSV/],
])('why a file can\'t be read', (content, message) => {
  const { code, stdout, stderr } = run(['check', files.write('input.json', content)]);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
