/** DynamoDB's numbers: up to 38 significant digits, and magnitudes from 1E-130 to 9.99…E+125. */
const MAX_DIGITS = 38;
const MIN_MAGNITUDE = -130;
const MAX_MAGNITUDE = 125;
/** A longer literal is written shorter: zeros can make any number arbitrarily long. */
const MAX_LITERAL = 256;

const ZERO = 0x30;

/** A number without the zeros at either end. */
export interface Decimal {
  readonly negative: boolean;
  /** Significant digits; empty for zero. */
  readonly digits: string;
  /** Power of ten of the first digit. */
  readonly magnitude: number;
}

export function parseDecimal(literal: string): Decimal {
  const negative = literal.startsWith('-');
  const [mantissa, exponent = '0'] = literal.slice(negative ? 1 : 0).split(/[eE]/);
  const [whole, fraction = ''] = mantissa.split('.');
  const all = whole + fraction;
  let first = 0;
  while (first < all.length && all[first] === '0') first++;
  let last = all.length;
  while (last > first && all[last - 1] === '0') last--;
  if (first === last) return { negative, digits: '', magnitude: 0 };
  return { negative, digits: all.slice(first, last), magnitude: whole.length - 1 - first + Number(exponent) };
}

/**
 * The number as DynamoDB takes it: as it is written, unless its zeros make it long; null where DynamoDB would change or
 * refuse it.
 */
export function dynamoNumber(literal: string): string | null {
  // The common case: no exponent, and no more characters than digits allowed.
  if (literal.length <= MAX_DIGITS && !/[eE]/.test(literal)) return literal;
  const decimal = parseDecimal(literal);
  // Zero is zero, even with an exponent that is out of range.
  if (decimal.digits === '') return '0';
  if (decimal.digits.length > MAX_DIGITS || decimal.magnitude < MIN_MAGNITUDE || decimal.magnitude > MAX_MAGNITUDE) return null;
  return literal.length <= MAX_LITERAL ? literal : formatDecimal(decimal);
}

export function sameNumber(left: string, right: string): boolean {
  return left === right || plainNumber(left) === plainNumber(right);
}

/** A number that DynamoDB takes, without an exponent and without zeros that say nothing: equal numbers are equal texts. */
export function plainNumber(literal: string): string {
  return literal.includes('e') || literal.includes('E') ? withoutExponent(literal) : withoutZeros(literal);
}

/** The common case. Only a fraction can end in zeros that say nothing. */
function withoutZeros(literal: string): string {
  const point = literal.indexOf('.');
  let end = literal.length;
  if (point >= 0) {
    while (literal.charCodeAt(end - 1) === ZERO) end--;
    if (end === point + 1) end = point;
  }
  const plain = end === literal.length ? literal : literal.slice(0, end);
  return plain === '-0' ? '0' : plain;
}

function withoutExponent(literal: string): string {
  const { negative, digits, magnitude } = parseDecimal(literal);
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (magnitude < 0) return `${sign}0.${'0'.repeat(-magnitude - 1)}${digits}`;
  const whole = magnitude + 1;
  if (digits.length <= whole) return `${sign}${digits}${'0'.repeat(whole - digits.length)}`;
  return `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`;
}

function formatDecimal({ negative, digits, magnitude }: Decimal): string {
  if (digits === '') return '0';
  return `${negative ? '-' : ''}${digits}E${magnitude - digits.length + 1}`;
}
