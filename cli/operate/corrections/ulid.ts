import { randomBytes } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

export const ULID = /[0-9A-HJKMNP-TV-Z]{26}/;

/** A ULID (github.com/ulid/spec): the milliseconds since 1970 and random digits, so that ids are in order of time. */
export function ulid(time: Date): string {
  let rest = time.getTime();
  let digits = '';
  for (let k = 0; k < TIME_LENGTH; k++) {
    digits = DIGITS[rest % DIGITS.length] + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits + [...randomBytes(RANDOM_LENGTH)].map((byte) => DIGITS[byte % DIGITS.length]).join('');
}
