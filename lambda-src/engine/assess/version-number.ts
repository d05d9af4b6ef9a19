import { parseDecimal, plainNumber } from '../json/number';

/** DynamoDB's limit. */
const MAX_DIGITS = 38;
/** Powers of ten of the first digit. Within them, DynamoDB writes a number without an exponent. */
const MIN_MAGNITUDE = -6;
const MAX_MAGNITUDE = 37;

/** Length of a version at most: with a sign and a decimal point, or with the zeros of the smallest fraction. */
export const MAX_VERSION_LENGTH = MAX_DIGITS - MIN_MAGNITUDE + '-0.'.length;

/**
 * The number as DynamoDB writes it, so that equal versions are equal texts: the workflows compare texts, because they would
 * compare numbers with 15 digits. Null where that is not certain.
 */
export function versionNumber(literal: string): string | null {
  const { digits, magnitude } = parseDecimal(literal);
  const certain = digits === '' || (digits.length <= MAX_DIGITS && magnitude >= MIN_MAGNITUDE && magnitude <= MAX_MAGNITUDE);
  return certain ? plainNumber(literal) : null;
}
