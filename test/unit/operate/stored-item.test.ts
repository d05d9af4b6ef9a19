import * as fc from 'fast-check';
import { isGreater } from '../../../cli/operate/corrections/stored-item';
import { ULID, ulid } from '../../../cli/operate/corrections/ulid';
import { runs } from '../../../testkit/property-runs';

test.each([
  ['2', '1'], ['1', '0'], ['0', '-1'], ['-1', '-2'], ['10', '9'], ['1.5', '1.49'], ['12', '11.9'], ['1E+2', '99'], ['-99', '-1E2'],
  ['17326176010000000000000000000000000001', '17326176010000000000000000000000000000'],
])('%s is greater than %s', (larger, smaller) => {
  expect([isGreater(larger, smaller), isGreater(smaller, larger), isGreater(larger, larger)]).toEqual([true, false, false]);
});

test('integers compare as they do', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }), fc.bigInt({ min: -1000n, max: 1000n }), (a, difference) => {
    expect(isGreater(`${a + difference}`, `${a}`)).toBe(difference > 0n);
  }), runs());
});

test('ids of corrections are in order of time, and no two are the same', () => {
  const ids = [0, 1, 1_000, Date.parse('2026-11-26'), Date.parse('2100-01-01')].map((time) => ulid(new Date(time)));
  expect([...ids].sort()).toEqual(ids);
  ids.forEach((id) => expect(id).toMatch(ULID));
  const same = Array.from({ length: 1_000 }, () => ulid(new Date(5)));
  expect(new Set(same).size).toBe(1_000);
  expect(new Set(same.map((id) => id.slice(0, 10)))).toEqual(new Set(['0000000005']));
});
