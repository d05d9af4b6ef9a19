/** RFC 3339: a date, a time and an offset. As its section 5.6 allows, a space may stand for the T. */
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;
const WITHOUT_OFFSET = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;

const SECONDS_PER_DAY = 86_400;
const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01 to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_468;
/** Digits of a fraction of a second that make nanoseconds. */
const NANOSECONDS = 9;
/** A number with more digits has no place in DynamoDB. */
const MAX_FRACTION = 38;

/** Whether a text is a date or a time that does not say in which offset. */
export const lacksOffset = (text: string): boolean => WITHOUT_OFFSET.test(text);

/** Nanoseconds since 1970 of an RFC 3339 date-time, as a decimal number of any precision; null for any other text. */
export function nanoseconds(text: string): string | null {
  const found = DATE_TIME.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const fraction = (found[7] ?? '').replace(/0+$/, '');
  const offset = offsetMinutes(found[8]);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (hour > 23 || minute > 59 || offset === null || fraction.length > MAX_FRACTION) return null;
  const minutes = 60 * hour + minute - offset;
  // A leap second is the last one of a day.
  if (second > 60 || (second === 60 && (minutes + 1_440) % 1_440 !== 1_439)) return null;
  const seconds = SECONDS_PER_DAY * daysSince1970(year, month, day) + 60 * minutes + second;
  const digits = Math.max(fraction.length, NANOSECONDS);
  const scaled = BigInt(seconds) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0'));
  return `${scaled}e${NANOSECONDS - digits}`;
}

/** Minutes east of UTC; null if there is no such offset. */
function offsetMinutes(offset: string): number | null {
  if (offset.length === 1) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4));
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (60 * hours + minutes);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Counts from March, so that a leap day is the last one of a year. Unlike Date, it takes the years before 100 as they are. */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const era = Math.floor(years / 400);
  const yearOfEra = years - 400 * era;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return DAYS_PER_ERA * era + dayOfEra - DAYS_BEFORE_1970;
}
