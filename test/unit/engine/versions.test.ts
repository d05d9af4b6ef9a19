import * as fc from 'fast-check';
import { assess } from './support/assess';
import { runs } from './support/runs';
import { UploadVersion } from '../../../lambda-src/engine/assess/upload-version';

const options = { version: { attribute: '_version', pointers: ['/v', '/w/0'] } };

/** The version of a record with this JSON value, or the message of its rejection. */
function version(value: string): string {
  const { accepted, rejected } = assess(`{"id":"1","v":${value}}`, { options });
  if (accepted) {
    expect(accepted.item._version).toEqual({ N: accepted.version });
    return accepted.version!;
  }
  expect(rejected).toMatchObject({ reason: 'INVALID_VERSION', errors: [{ pointer: '/v', keyword: 'record-version' }] });
  return rejected!.errors[0].message;
}

test.each([
  ['2026-11-26T10:15:00Z', '1795688100000000000'],
  ['2026-11-26t10:15:00z', '1795688100000000000'],
  ['2026-11-26 10:15:00Z', '1795688100000000000'],
  ['2026-11-26T12:15:00.000+02:00', '1795688100000000000'],
  ['2026-11-26T04:45:00.5-05:30', '1795688100500000000'],
  ['2026-11-26T10:15:00.123456789Z', '1795688100123456789'],
  ['2026-11-26T10:15:00.12345678901Z', '1795688100123456789.01'],
  ['2026-11-26T10:15:00-00:00', '1795688100000000000'],
  ['1970-01-01T00:00:00Z', '0'],
  ['1969-12-31T23:59:59.75Z', '-250000000'],
  ['0000-01-01T00:00:00Z', '-62167219200000000000'],
  ['9999-12-31T23:59:59.999999999Z', '253402300799999999999'],
  ['2000-02-29T00:00:00Z', '951782400000000000'],
  ['2016-12-31T23:59:60Z', '1483228800000000000'],
  ['2017-01-01T01:59:60+02:00', '1483228800000000000'],
])('%s is the moment %s', (text, expected) => {
  expect(version(JSON.stringify(text))).toBe(expected);
});

test('any date-time is the moment that Date says', () => {
  fc.assert(fc.property(fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
    expect(version(JSON.stringify(date.toISOString()))).toBe(String(BigInt(date.getTime()) * 1_000_000n));
  }), runs(1000));
});

test.each([
  '2026-11-26T10:15:00', '2026-11-26 10:15', '2026-11-26',
])('%s has no offset, and the message says what to do', (text) => {
  expect(version(JSON.stringify(text))).toMatch(/add Z or an offset such as \+02:00/);
});

test.each([
  'yesterday', '', '26.11.2026 10:15', '2026-11-26T10:15Z', '2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z',
  '2026-11-00T00:00:00Z', '2026-11-26T24:00:00Z', '2026-11-26T10:60:00Z', '2026-11-26T10:15:60Z', '2026-11-26T23:59:61Z', '2026-11-26T10:15:00+24:00',
  '2026-11-26T10:15:00+02:60', '2026-11-26T10:15:00.Z', '10000-01-01T00:00:00Z', '-001-01-01T00:00:00Z', '1795688100',
])('%j is no date-time', (text) => {
  expect(version(JSON.stringify(text))).toMatch(/RFC 3339/);
});

test.each([
  ['7', '7'], ['-7', '-7'], ['7.0', '7'], ['1.5e3', '1500'], ['-0', '0'], ['0.000001', '0.000001'], ['-1.50E-6', '-0.0000015'],
  ['99999999999999999999999999999999999999', '99999999999999999999999999999999999999'],
])('the number %s is %s', (literal, expected) => {
  expect(version(literal)).toBe(expected);
});

test.each(['1e38', '-1e38', '9.9e-7', '1e125', 'true', 'null', '[]', '{}'])('%s is out of range or no number', (value) => {
  expect(version(value)).toMatch(/^must be/);
});

test('a time with more digits than DynamoDB holds is invalid, not rounded', () => {
  expect(version(`"2026-11-26T10:15:00.${'1'.repeat(28)}Z"`)).toBe(`1795688100${'1'.repeat(9)}.${'1'.repeat(19)}`);
  expect(version(`"2026-11-26T10:15:00.${'1'.repeat(29)}Z"`)).toMatch(/38 digits/);
  expect(version(`"2026-11-26T10:15:00.${'0'.repeat(100)}Z"`)).toBe('1795688100000000000');
});

test('versions are ordered as their values, and equal versions are equal texts', () => {
  const parts = fc.tuple(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), fc.nat(18)).map(([digits, scale]) => ({
    text: `${digits}e-${Math.min(scale, 6)}`, value: digits * 10n ** BigInt(6 - Math.min(scale, 6)),
  }));
  fc.assert(fc.property(parts, parts, (left, right) => {
    const [a, b] = [left, right].map(({ text }) => version(text));
    expect(a === b).toBe(left.value === right.value);
    for (const each of [a, b]) expect(each).toMatch(/^-?\d+(?:\.\d+)?$/);
  }), runs(500));
});

test('the first pointer that leads to a value counts', () => {
  const of = (text: string) => {
    const { accepted, rejected } = assess(text, { options });
    return accepted?.version ?? rejected!.errors[0];
  };
  expect(of('{"id":"1","w":[3],"v":2}')).toBe('2');
  expect(of('{"id":"1","w":[3]}')).toBe('3');
  expect(of('{"id":"1","w":[]}')).toEqual({ pointer: '/v', keyword: 'record-version', message: 'the version is not there: looked at /v, /w/0' });
  expect(of('{"id":"1","w":{"0":4}}')).toBe('4');
});

test('a member with the name of the version attribute is reserved only if items have versions', () => {
  expect(assess('{"id":"1","_version":1,"v":1}', { options }).rejected).toMatchObject({ reason: 'RESERVED_NAME', errors: [{ pointer: '/_version' }] });
  expect(assess('{"id":"1","_version":1}').accepted).toMatchObject({ version: null, item: { _version: { N: '1' } } });
});

describe('the version of an upload', () => {
  const file = { bucket: 'b', key: 'k', sendableKey: 'k', label: 'k', versionId: 'v', etag: 'e', size: 1, uploaded: '2026-11-26T22:00:00Z', begun: '2026-11-26T22:00:01.000Z' };
  const at = (text: string) => new Date(text);
  const later = at('2026-11-26T10:15:01Z');

  test('is a whole number of up to 38 digits that grows with the second and with the index', () => {
    const upload = new UploadVersion(file, at('2026-11-26T10:15:00.999Z'));
    const versions = [...[0, 1, 10, 999_999_999_999].map((index) => upload.ofRecord(index)), new UploadVersion(file, later).ofRecord(0)];

    expect(versions.map(BigInt)).toEqual([...versions.map(BigInt)].sort((a, b) => (a < b ? -1 : 1)));
    for (const each of versions) expect(each).toMatch(/^1795688\d{29}$/);
  });

  test('differs between two objects of one second, and is the same for each event of one', () => {
    const of = (part: object) => new UploadVersion({ ...file, ...part }, later).ofRecord(0);
    const others = [{}, { key: 'l' }, { versionId: 'w' }, { versionId: null }, { etag: 'f' }, { bucket: 'c' }].map(of);

    expect(new Set(others).size).toBe(others.length);
    expect(of({ sendableKey: 'x', label: 'x', size: 2 })).toBe(of({}));
  });

  test('is that of a record if the options name no pointers', () => {
    const upload = new UploadVersion(file, later);
    const record = () => assess('{"id":"1"}', { options: { version: { attribute: 'n', pointers: [] } }, uploadVersion: () => upload }).accepted;
    expect(record()).toMatchObject({ version: upload.ofRecord(0), item: { n: { N: upload.ofRecord(0) } } });
    expect(() => assess('{"id":"1"}', { options: { version: { attribute: 'n', pointers: [] } } })).toThrow('upload');
  });
});
