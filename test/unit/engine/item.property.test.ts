import * as fc from 'fast-check';
import { anything, assess, carried, plainMembers } from './support/assess';
import { objects, styles, texts, values } from './support/json-texts';
import { runs } from './support/runs';
import { itemFromText } from '../../../lambda-src/engine/assess/item-from-text';

const OWN = ['id', 'pk', '_contentHash', '_source'];

/** Objects that DynamoDB can hold: names that are not empty, numbers within its range. */
const storable = objects.map((object) => JSON.parse(JSON.stringify({ ...object, id: 'x' }), function (this: unknown, name, value: unknown) {
  if (typeof value === 'number' && value !== 0 && (Math.abs(value) >= 1e126 || Math.abs(value) < 1e-130)) return 1.5;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key === '' || (name === '' && OWN.slice(1).includes(key)) ? 'x' : key, member as unknown]));
}) as Record<string, unknown>);

describe('an item', () => {
  test('converts back to the result of JSON.parse', () => {
    fc.assert(fc.property(storable, styles, (object, style) => {
      const text = style(object);
      const assessment = assess(text);
      const { accepted, rejected } = assessment;

      expect(rejected).toBeNull();
      const { pk, _contentHash, _source, ...members } = plainMembers(accepted!.item) as Record<string, unknown>;
      expect(members).toEqual(JSON.parse(text));
      expect({ pk, _contentHash, _source }).toEqual({ pk: 'x', _contentHash: accepted!.contentHash, _source: 'sales.json#0' });
      expect(carried(assessment)).toEqual(Buffer.from(text));
    }), runs(1500));
  });

  test('is the same on the fast path and on the slow path', () => {
    fc.assert(fc.property(storable, styles, (object, style) => {
      const text = style(object);
      const { pk, _contentHash, _source, ...members } = assess(text).accepted!.item;

      expect(JSON.parse(JSON.stringify(members))).toEqual(JSON.parse(JSON.stringify(itemFromText(text))));
    }), runs(500));
  });
});

describe('a verdict', () => {
  const check = (bytes: Uint8Array): void => {
    const assessment = assess(bytes);
    const { accepted, rejected, size } = assessment;
    expect((accepted === null) !== (rejected === null)).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(accepted ?? rejected))).toBeLessThanOrEqual(size);
    expect(carried(assessment)).toEqual(Buffer.from(bytes));
  };

  test('is given on any bytes, and contains them', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), check), runs(1000));
  });

  test('is given on any text that looks like JSON', () => {
    const units = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '\n', ' ', '-', '1', '.', 'e', '"id"', '"1":', '"\\ud83d"', 'true', 'é', '\u0000');
    fc.assert(fc.property(fc.string({ unit: units, maxLength: 40 }), (text) => check(Buffer.from(text))), runs(3000));
  });

  test('is given on any JSON, and is MALFORMED_JSON exactly if JSON.parse throws', () => {
    fc.assert(fc.property(texts, fc.nat(), fc.constantFrom('', ...'{}[]",:\\0e.'), (text, where, insert) => {
      const changed = text.slice(0, where % (text.length + 1)) + insert + text.slice(where % (text.length + 1));
      check(Buffer.from(changed));
      let refused = false;
      try {
        JSON.parse(changed);
      } catch {
        refused = true;
      }
      expect(assess(changed).rejected?.reason === 'MALFORMED_JSON').toBe(refused);
    }), runs(1500));
  });

  test('is DUPLICATE_NAME exactly if an object has a name twice', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', '1', '2', '__proto__', '\u00e9', '\\u0061'), values), { maxLength: 4 }), (members) => {
      const text = `{"id":"x",${members.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(',')}}`.replace(',}', '}');
      const names = members.map(([name]) => name.replace('\\u0061', 'a'));

      expect(assess(text, { validate: anything }).rejected?.reason === 'DUPLICATE_NAME').toBe(new Set(names).size < names.length);
    }), runs(1000));
  });
});
