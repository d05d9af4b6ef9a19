import * as fc from 'fast-check';
import { letter } from './support/letter';
import { csvHeader, csvLines, exportLine } from '../../../cli/operate/records/export';
import { runs } from '../../../testkit/property-runs';

const NOT_UTF8 = Buffer.from('{"a":"\xe9"}', 'latin1');

/** The fields of one line, by RFC 4180. */
function fields(line: string): string[] {
  expect(line).toMatch(/^(?:"(?:[^"]|"")*",)*"(?:[^"]|"")*"\r\n$/);
  return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n$)/g)].map(([, field]) => field.replace(/""/g, '"'));
}

test('JSON Lines have the record exactly, as base64 if it is not UTF-8', () => {
  expect(exportLine({ letter: letter(), bytes: Buffer.from('{ "price": 19.90 }') })).toMatchObject({ record: '{ "price": 19.90 }', recordBase64: null, reason: 'SCHEMA_VIOLATION' });
  expect(exportLine({ letter: letter(), bytes: NOT_UTF8 })).toMatchObject({ record: null, recordBase64: NOT_UTF8.toString('base64') });
  expect(exportLine({ letter: letter(), bytes: undefined })).toMatchObject({ record: null, recordBase64: null });
});

test('CSV has a line for each error', () => {
  const errors = [{ pointer: '/a', keyword: 'type', message: 'must be string' }, { pointer: '/b', keyword: 'type', message: 'must be number' }];
  const lines = csvLines({ letter: letter({ errors }), bytes: Buffer.from('{}') }, true);

  expect(fields(csvHeader(true))).toEqual(['file', 'record', 'byte', 'bytes', 'reason', 'pointer', 'message', 'content']);
  expect(lines.split(/(?<=\r\n)/).map(fields)).toEqual([
    ['orders.json', '2', '346', '187', 'SCHEMA_VIOLATION', '/a', 'must be string', '{}'],
    ['orders.json', '2', '346', '187', 'SCHEMA_VIOLATION', '/b', 'must be number', '{}'],
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('a spreadsheet takes %j for text', (key) => {
  expect(fields(csvLines({ letter: letter({ source: { key } }), bytes: undefined }, false))[0]).toBe(`'${key}`);
});

test('any text comes back from CSV', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', 'é', '\'') }), (key) => {
    const [file] = fields(csvLines({ letter: letter({ source: { key } }), bytes: undefined }, false));
    expect([key, `'${key}`]).toContain(file);
  }), runs());
});
