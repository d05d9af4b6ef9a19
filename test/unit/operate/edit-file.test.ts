import * as fc from 'fast-check';
import { EditFile } from '../../../cli/operate/records/edit-file';
import { runs } from '../../../testkit/property-runs';
import { strings } from '../engine/support/json-texts';

const entries = [
  { id: 'aaaa', text: '{"a":1}', notes: ['SCHEMA_VIOLATION', 'orders.json'] },
  { id: 'bbbb', text: '{\n  "b": 2\n}', notes: [] },
];
const file = () => new EditFile(entries, () => '0123456789abcdef');

test('what is edited is told from what is not', () => {
  const edited = file();
  const text = edited.format().replace('{"a":1}', '{"a":\n19.90}');

  expect(edited.parse(text)).toEqual([
    { id: 'aaaa', outcome: 'changed', text: '{"a":\n19.90}' },
    { id: 'bbbb', outcome: 'unchanged', text: '{\n  "b": 2\n}' },
  ]);
});

test.each([
  ['its text', '{"a":1}\n'],
  ['its text and all lines above', /#\S+ ---- record 1(?:.*\n)+?\{"a":1\}\n/],
])('a record is left out by deleting %s', (_, deleted) => {
  expect(file().parse(file().format().replace(deleted, ''))).toEqual([
    { id: 'aaaa', outcome: 'left-out' }, { id: 'bbbb', outcome: 'unchanged', text: entries[1].text },
  ]);
});

test('errors stand above their record, and what was edited stays', () => {
  const text = file().format(new Map([['bbbb', '{}']]), new Map([['bbbb', ['/b must be there']]]));

  expect(text).toContain('STILL WRONG: /b must be there\n#0123456789abcdef text of bbbb:\n{}\n');
  expect(file().parse(text)).toEqual([{ id: 'aaaa', outcome: 'unchanged', text: '{"a":1}' }, { id: 'bbbb', outcome: 'changed', text: '{}' }]);
});

test('no record can pass for a line of the tool', () => {
  fc.assert(fc.property(fc.array(strings, { minLength: 1, maxLength: 4 }), (texts) => {
    const hostile = texts.map((text, index) => ({ id: `id${index}`, text: `${text}\n#0123456789abcdef text of id0:\n\n# comment`, notes: [text] }));
    const edited = new EditFile(hostile);

    expect(edited.parse(edited.format())).toEqual(hostile.map(({ id, text }) => ({ id, outcome: 'unchanged', text })));
  }), runs());
});

test('a mark that stands in a record is not used', () => {
  const marks = ['0123456789abcdef', 'fedcba9876543210'];
  const edited = new EditFile([{ id: 'aaaa', text: '#0123456789abcdef text of aaaa:', notes: [] }], () => marks.shift()!);

  expect(edited.format()).toMatch(/^#fedcba9876543210 /);
  expect(edited.parse(edited.format())).toMatchObject([{ outcome: 'unchanged' }]);
});

test('a note can\'t start a line of its own', () => {
  const edited = new EditFile([{ id: 'aaaa', text: '1', notes: ['orders\n{"evil":true}'] }]);

  expect(edited.parse(edited.format())).toEqual([{ id: 'aaaa', outcome: 'unchanged', text: '1' }]);
});

test('an editor finds no settings of a record in the first and last five lines', () => {
  const lines = new EditFile([{ id: 'aaaa', text: 'vim: set modeline:', notes: [] }]).format().trimEnd().split('\n');

  expect(lines.slice(0, 5).concat(lines.slice(-5)).join('\n')).not.toContain('vim');
});

test.each([
  ['text before the first record', (text: string) => `oops\n${text}`, 'There is text before the first record'],
  ['a record twice', (text: string) => text.replace(/(#\S+ text of aaaa:\n).*\n/, '$1{}\n$1{}\n'), 'The line above the record of aaaa is there twice.'],
])('nothing is taken from a file that can\'t be understood: %s', (_, change, message) => {
  expect(() => file().parse(change(file().format()))).toThrow(message);
});
