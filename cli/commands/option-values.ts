import { InvalidArgumentError } from 'commander';
import { parseSpan } from '../terminal/time';

/** A time span in milliseconds. */
export function spanOption(text: string): number {
  const ms = parseSpan(text);
  if (ms === undefined) throw new InvalidArgumentError('It is a number with a unit: 90s, 15m, 12h or 2d.');
  return ms;
}

/** A point in time: that of a date, or so long ago. */
export function sinceOption(text: string): Date {
  const ms = parseSpan(text);
  const date = ms === undefined ? new Date(/^\d{4}-\d\d-\d\d/.test(text) ? text : NaN) : new Date(Date.now() - ms);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It is a time span or a date: 2d, 12h, 2026-11-26 or 2026-11-26T22:00:00Z.');
  return date;
}

export function countOption(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It is a whole number from 1.');
  return count;
}
