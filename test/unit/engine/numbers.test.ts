import * as fc from 'fast-check';
import { assess } from './support/assess';
import { runs } from './support/runs';
import { dynamoNumber, sameNumber } from '../../../lambda-src/engine/json/number';

/** The attribute for a number in a record, or the reason for its rejection. */
function stored(literal: string): string {
  const { accepted, rejected } = assess(`{"id":"1","n":[${literal}]}`);
  return accepted ? (accepted.item.n as { L: Array<{ N: string }> }).L[0].N : rejected!.reason;
}

describe('numbers are stored as they are written', () => {
  test.each([
    '0', '-0', '0.0', '7', '-7', '1.5000', '1E3', '1e-7', '1E+125', '9.99e125', '1e-130', '2.1504', '-12.50',
    '9007199254740993', '10000000000000000999', '0.1000000000000000055511151231257827', '12345678901234567890123456789012345678',
    '-1.2345678901234567890123456789012345678', `1${'0'.repeat(125)}`, `0.${'0'.repeat(129)}1`, `1.${'0'.repeat(100)}`, `${'9'.repeat(38)}00000`,
  ])('%s', (literal) => {
    expect(stored(literal)).toBe(literal);
  });

  test.each([
    ['1E-999'], ['1e126'], ['-1e126'], ['1e400'], ['9.99e-131'], ['1e-131'], ['123456789012345678901234567890123456789'],
    [`1${'0'.repeat(126)}`], [`0.${'0'.repeat(130)}1`], ['1e99999999999999999999'], ['1e-99999999999999999999'],
    ['1.00000000000000000000000000000000000001'],
  ])('%s is UNREPRESENTABLE_NUMBER', (literal) => {
    expect(stored(literal)).toBe('UNREPRESENTABLE_NUMBER');
  });

  test.each([
    ['0e999', '0'], ['-0.000E-5000', '0'], [`0.${'0'.repeat(1000)}`, '0'], [`1.${'0'.repeat(1000)}`, '1E0'], [`12${'0'.repeat(300)}e-300`, '12E0'],
  ])('%s is long only because of zeros and is written shorter', (literal, expected) => {
    expect(stored(literal)).toBe(expected);
  });

  test('whatever they are', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 45 });
    const literals = fc.tuple(fc.constantFrom('', '-'), digits, fc.option(digits), fc.option(fc.integer({ min: -200, max: 200 })), fc.constantFrom('e', 'E', 'e+'))
      .map(([sign, whole, fraction, exponent, e]) => `${sign}${whole.replace(/^0+(?=\d)/, '')}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `${exponent < 0 ? 'e' : e}${exponent}`}`);
    fc.assert(fc.property(literals, (literal) => {
      const [digitsOf, magnitude] = reference(literal);
      const fits = digitsOf === '' || (digitsOf.length <= 38 && magnitude >= -130 && magnitude <= 125);

      const number = dynamoNumber(literal);

      expect(number !== null).toBe(fits);
      if (number !== null) expect(reference(number)).toEqual([digitsOf, magnitude]);
    }), runs(3000));
  });
});

test('numbers are the same whatever zeros and exponents they have', () => {
  expect(sameNumber('1', '1.0')).toBe(true);
  expect(sameNumber('100', '1E2')).toBe(true);
  expect(sameNumber('-0', '0.0e7')).toBe(true);
  expect(sameNumber('9007199254740993', '9007199254740992')).toBe(false);
  expect(sameNumber('1', '-1')).toBe(false);
});

/** Significant digits with sign, and the power of ten of the first, by whole numbers of any size. */
function reference(literal: string): [digits: string, magnitude: number] {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal)!;
  const significant = BigInt(whole + fraction).toString();
  if (significant === '0') return ['', 0];
  const digits = significant.replace(/0+$/, '');
  return [sign + digits, significant.length - 1 - fraction.length + Number(exponent)].map((part, k) => (k === 0 ? String(part).replace('-', '') : part)) as [string, number];
}
