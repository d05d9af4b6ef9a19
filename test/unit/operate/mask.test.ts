import * as fc from 'fast-check';
import { MASKED_TEXT, maskRecord } from '../../../cli/operate/records/mask';
import { runs } from '../../../testkit/property-runs';
import { names, styles, values } from '../engine/support/json-texts';

test.each([
  ['a member', ['/email'], '{ "email": "foo@bar.com", "id": 17 }', '{ "email": "••••••••", "id": 17 }'],
  ['a number, with the type hidden', ['/pin'], '{"pin":1234}', '{"pin":"•••"}'],
  ['a whole object', ['/contact'], '{"contact":{"name":"A","email":"B"},"x":1}', '{"contact":"••••••••••••••••","x":1}'],
  ['in each element', ['/items/*/card'], '{"items":[{"card":"4111111111111111"},{"card":"5500"}]}', '{"items":[{"card":"••••••••••••••••"},{"card":"••••••••"}]}'],
  ['in each member', ['/people/*'], '{"people":{"a":1,"b":null}}', '{"people":{"a":"•••","b":"•••"}}'],
  ['a member that is there twice', ['/pin'], '{"pin":1,"pin":2}', '{"pin":"•••","pin":"•••"}'],
  ['one inside of another', ['/a/b', '/a'], '{"a":{"b":1}}', '{"a":"••••••••"}'],
  ['the whole record', [''], '{"a":1}', '"••••••••"'],
  ['nothing there', ['/other'], '{"a":1}', '{"a":1}'],
])('%s is masked', (_, pointers, text, expected) => {
  expect(maskRecord(text, pointers)).toBe(expected);
});

test('a text that is not valid JSON is masked as a whole', () => {
  expect(maskRecord('{"email": foo@bar.com', ['/email'])).toBe(MASKED_TEXT);
});

test('nothing is masked where nothing is sensitive', () => {
  expect(maskRecord('{"email": foo@bar.com', [])).toBe('{"email": foo@bar.com');
});

test('all values of a class look the same, and everything around stays', () => {
  fc.assert(fc.property(values, values, styles, names, (secret, other, style, name) => {
    fc.pre(name !== 'secret' && name !== '__proto__');
    const record = style({ [name]: other, secret });

    const masked = maskRecord(record, ['/secret']);

    expect(JSON.parse(masked)).toEqual({ [name]: JSON.parse(JSON.stringify(other)) as unknown, secret: expect.stringMatching(/^(?:•{3}|•{8}|•{16})$/) as unknown });
    expect(masked.startsWith(record.slice(0, masked.lastIndexOf('"•')))).toBe(true);
  }), runs());
});
