import * as fc from 'fast-check';
import { anything, assess } from './support/assess';
import { names, objects, strings, styles } from './support/json-texts';
import { runs } from './support/runs';
import { RecordAssessor } from '../../../lambda-src/engine/assess/assess-record';
import type { Extent } from '../../../lambda-src/engine/scan/scanner';
import type { RecordValidator } from '../../../src/private/contract/messages';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';

/** The characters that an SQS message may contain, and that JSON does not escape. */
const SENDABLE = /^[\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

const REFUSED = ['\ufffe', '\uffff'];
/** Names and strings with characters that SQS refuses, and with their neighbours. */
const odd = fc.string({ unit: fc.constantFrom(...REFUSED, '\ufffd', '\ufeff', '\u{1fffe}', '\u{10ffff}', '\ud7ff', '\ue000', '\u007f', '\u0085', '\u0000', 'a', 'é'), maxLength: 6 });

/** Rejects every member of a record, with its name and value in the error. */
const talkative: RecordValidator = Object.assign((record: unknown) => {
  talkative.errors = Object.entries(record ?? {}).map(([name, value]) => (
    { instancePath: `/${name}`, keyword: 'odd', message: `must not be ${JSON.stringify(value)}`, params: { propertyName: name } }
  ));
  return talkative.errors.length === 0;
}, { errors: null as RecordValidator['errors'] });

/** The parts of an answer that become a part of a dead letter. */
function expectSendable(bytes: Buffer, validate: RecordValidator, damaged = false): void {
  const extent: Extent = { kind: damaged ? 'damaged' : 'record', index: 0, offset: 0, length: bytes.length };
  const assessor = new RecordAssessor({ ...DEFAULT_RECORD_OPTIONS, tableKey: [{ name: 'pk', type: 'S', pointers: ['/id'] }] }, validate, 'sales.json');
  const { accepted, rejected, size } = assessor.assessExtent(extent, bytes);
  const { record, recordBase64 } = accepted ?? rejected!;

  expect(JSON.stringify({ errors: rejected?.errors, record, recordBase64 })).toMatch(SENDABLE);
  // SQS receives lone surrogates without their escapes.
  expect((rejected?.errors ?? []).flatMap(({ pointer, message }) => [pointer, message]).join('')).not.toMatch(/\p{Surrogate}/u);
  expect([record, recordBase64].filter((content) => content === null)).toHaveLength(1);
  expect(record === null ? Buffer.from(recordBase64!, 'base64') : Buffer.from(record)).toEqual(bytes);
  expect(Buffer.byteLength(JSON.stringify(accepted ?? rejected))).toBeLessThanOrEqual(size);
}

describe('a dead letter contains only what SQS accepts, for', () => {
  test.each([['accepted', anything], ['rejected', talkative]])('a record, if it is %s', (_, validate) => {
    const records = fc.tuple(objects, fc.dictionary(fc.oneof(odd, names), fc.oneof(odd, strings), { maxKeys: 3, noNullPrototype: true }));
    fc.assert(fc.property(records, styles, ([object, more], style) => {
      expectSendable(Buffer.from(style({ id: 'x', ...object, ...more })), validate);
    }), runs(1500));
  });

  test('anything else', () => {
    const units = fc.constantFrom('{', '}', '"', ':', ',', '\\ud83d', '"a":', '"a":1,"a":2', '"\\uffff":[', '"id":', ...REFUSED, '\u0000', 'é', '1');
    fc.assert(fc.property(fc.string({ unit: units, maxLength: 30 }), fc.boolean(), (text, damaged) => {
      expectSendable(Buffer.from(text), anything, damaged);
      expectSendable(Buffer.from(`{"id":"x",${text}}`), talkative, damaged);
    }), runs(3000));
  });

  test('any bytes', () => {
    const bytes = fc.array(fc.constantFrom(0xef, 0xbf, 0xbe, 0xbd, 0x22, 0x7b, 0x00, 0xff, 0x41), { maxLength: 12 });
    fc.assert(fc.property(bytes, fc.boolean(), (list, damaged) => expectSendable(Buffer.from(list), anything, damaged)), runs(2000));
  });
});

describe.each([['U+FFFE', '\ufffe'], ['U+FFFF', '\uffff']])('%s', (_, character) => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  test('is stored unchanged; if the record becomes a dead letter, its bytes are in it', () => {
    const text = `{"id":"a${character}","n":1.50}`;
    const { accepted } = assess(text);

    expect(accepted).toMatchObject({ item: { id: { S: `a${character}` }, n: { N: '1.50' } }, record: null, recordBase64: base64(text) });
  });

  test.each([
    ['SCHEMA_VIOLATION', (c: string) => `["${c}"]`],
    ['MISSING_KEY', (c: string) => `{"a":"${c}"}`],
    ['INVALID_KEY', (c: string) => `{"id":1,"a":"${c}"}`],
    ['MALFORMED_JSON', (c: string) => `{"id":"${c}`],
    ['DUPLICATE_NAME', (c: string) => `{"id":"1","${c}":1,"${c}":2}`],
    ['RESERVED_NAME', (c: string) => `{"id":"1","_source":"${c}"}`],
    ['UNREPRESENTABLE_NUMBER', (c: string) => `{"id":"1","${c}":1e999}`],
    ['UNREPRESENTABLE_STRING', (c: string) => `{"id":"1","${c}":"\\ud800"}`],
    ['TOO_DEEP', (c: string) => `{"id":"1","a":${'['.repeat(40)}"${c}"${']'.repeat(40)}}`],
  ])('%s keeps the bytes', (reason, textWith) => {
    const text = textWith(character);
    const { rejected } = assess(text);

    expect(rejected).toMatchObject({ reason, record: null, recordBase64: base64(text) });
    expect(JSON.stringify(rejected!.errors)).toMatch(SENDABLE);
  });

  test('written as an escape, is text', () => {
    const text = `{"id":"\\u${character.charCodeAt(0).toString(16)}"}`;

    expect(assess(text).accepted).toMatchObject({ item: { id: { S: character } }, record: text, recordBase64: null });
  });

  test('a record that does not fit in base64 is stored without a copy of its text', () => {
    const text = `{"id":"x","a":"${character}${'x'.repeat(90_000)}"}`;

    expect(assess(text).accepted).toMatchObject({ record: null, recordBase64: null });
  });
});

test('a lone surrogate in a name is replaced in the pointer', () => {
  expect(assess('{"id":"1","a\\ud800":1}').rejected!.errors[0].pointer).toBe('/a\ufffd');
});
