import * as fc from 'fast-check';
import { scan } from './support/files';
import { blanks, objects, texts, styles } from './support/json-texts';
import { runs } from './support/runs';
import { MAX_DAMAGED_LENGTH } from '../../../lambda-src/engine/scan/scanner';

const SEPARATORS = new Set(Buffer.from(' \t\n\r,[]'));
/** U+001E, escaped line ends, byte-order marks and other characters that look like a space or like nothing. */
const BETWEEN_TEXTS = /\x1e|\\[nrt]|\xef\xbb\xbf|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8d\xa8\xa9\xaf]|\xe2\x81[\x9f\xa0]|\xe3\x80\x80/g;
const WHITESPACE = new Set(Buffer.from(' \t\n\r'));

/** Checks that every byte is in exactly one extent or is a separator. */
function expectByteRule(bytes: Buffer, pointer = ''): void {
  const wrong: string[] = [];
  const check = (right: boolean, what: string): unknown => right || wrong.push(what);
  const separators = (from: number, to: number): unknown =>
    check(pointer !== '' || [...Buffer.from(bytes.toString('latin1', from, to).replace(BETWEEN_TEXTS, ''), 'latin1')].every((byte) => SEPARATORS.has(byte)), `bytes ${from} to ${to} are neither in an extent nor separators`);
  let at = bytes.subarray(0, 3).equals(Buffer.from('efbbbf', 'hex')) ? 3 : 0;
  scan(bytes, { pointer }).forEach(({ kind, offset, length, index }, k) => {
    check(index === k, `extent ${k} has index ${index}`);
    check(offset >= at, `extent ${k} overlaps the one before`);
    separators(at, offset);
    check(kind === 'record' ? length > 0 : length <= MAX_DAMAGED_LENGTH, `extent ${k} has ${length} bytes`);
    check(length === 0 || !WHITESPACE.has(bytes[offset]) && !WHITESPACE.has(bytes[offset + length - 1]), `extent ${k} has white space around it`);
    at = offset + length;
  });
  check(at <= bytes.length, 'the last extent ends after the end of the file');
  separators(at, bytes.length);
  expect(wrong).toEqual([]);
}

const jsonish = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '\n', ' ', '1', 'a', '"a"', '{"a":1}', '"a":', 'true', 'é', '\u0000'), maxLength: 60 });

/** A valid file in which some bytes are replaced, left out or put in. */
const damagedFiles = fc.tuple(
  fc.array(fc.tuple(objects, styles).map(([object, style]) => style(object)), { minLength: 1, maxLength: 6 }),
  fc.constantFrom<(records: string[]) => string>(
    (records) => records.join('\n'), (records) => `[${records.join(',')}]`, (records) => `[\n  ${records.join(',\n  ')}\n]`,
  (records) => `{"orders":[${records.join(',')}]}`, (records) => `{"x":1,\n"orders":[\n${records.join(',\n')}\n]\n,"y":{}}`,
  ),
  fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.oneof(fc.constantFrom(...Buffer.from('{}[]",:\n\\ 1')), fc.nat(255))), { minLength: 1, maxLength: 4 }),
).map(([records, wrap, changes]) => {
  let bytes = Buffer.from(wrap(records));
  for (const [where, cut, byte] of changes) {
    const at = where % (bytes.length + 1);
    bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at + cut)]);
  }
  return bytes;
});

describe('every byte is in exactly one record or damaged stretch, or is a separator', () => {
  test('in any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectByteRule(Buffer.from(bytes))), runs(1000));
  });

  test('in text that looks like JSON', () => {
    fc.assert(fc.property(jsonish, (text) => expectByteRule(Buffer.from(text))), runs(3000));
  });

  test('in damaged files', () => {
    fc.assert(fc.property(damagedFiles, (bytes) => {
      expectByteRule(bytes);
      expectByteRule(bytes, '/orders');
    }), runs(1500));
  });

  test('in damage that is longer than a dead letter', () => {
    const bytes = Buffer.from(`[{"a":1},\n${'é{"b":"'.repeat(60_000)}\n{"a":2}]`);

    expectByteRule(bytes);

    const stretches = scan(bytes, { pointer: '' }).filter(({ kind }) => kind === 'damaged');
    expect(stretches.length).toBeGreaterThan(5);
    for (const { offset, length } of stretches) expect(bytes.toString('utf8', offset, offset + length)).not.toContain('\ufffd');
  });
});

describe('valid files', () => {
  const expectRecords = (file: string, records: string[], pointer = '/orders'): void => {
    const bytes = Buffer.from(file);
    const found = scan(bytes, { pointer });
    expect(found.map(({ offset, length }) => bytes.toString('utf8', offset, offset + length))).toEqual(records);
    expect(found.every(({ kind }) => kind === 'record')).toBe(true);
  };

  test('texts one after the other, with any white space between them', () => {
    const text = fc.tuple(objects, styles).map(([object, style]) => style({ ...object, orders: 1 }));
    const separated = fc.array(fc.tuple(text, blanks), { maxLength: 5 });
    fc.assert(fc.property(fc.boolean(), separated, (mark, parts) => {
      expectRecords((mark ? '\ufeff' : '') + parts.map((part) => part.join('')).join(''), parts.map(([record]) => record));
    }), runs(1000));
  });

  test('the elements of an array at the pointer, whatever else the object holds', () => {
    const member = fc.tuple(fc.string({ maxLength: 5 }).filter((name) => name !== 'b' && name !== 'c'), texts).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
    const members = fc.array(member, { maxLength: 3 });
    const spaced = fc.array(fc.tuple(texts, blanks, blanks), { maxLength: 5 });
    fc.assert(fc.property(members, members, members, members, spaced, blanks, (before, inside, behind, after, elements, blank) => {
      const array = `[${blank}${elements.map(([text, left, right]) => left + text + right).join(',')}]`;
      const inner = `{${[...inside, `"c"${blank}:${array}`, ...behind].join(`,${blank}`)}}`;
      expectRecords(`${blank}{${[...before, `"b":${blank}${inner}`, ...after].join(',')}}`, elements.map(([text]) => text), '/b/c');
    }), runs(1000));
  });

  test('the elements of a bare array', () => {
    fc.assert(fc.property(fc.array(fc.tuple(texts, blanks, blanks), { maxLength: 6 }), (elements) => {
      expectRecords(`[${elements.map(([text, left, right]) => left + text + right).join(',')}]\n`, elements.map(([text]) => text), '');
    }), runs(1000));
  });

  test('an object into which the pointer does not lead is one record', () => {
    fc.assert(fc.property(fc.constantFrom(0, -1.5, true, false, 'null', '{}'), styles, (value, style) => {
      const text = style({ orders: value, x: [1] });
      expectRecords(text, [text]);
    }), runs(500));
  });
});
