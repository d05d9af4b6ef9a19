import { plural, seconds } from './format';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS: { readonly [unit: string]: number } = { s: 1_000, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** `2026-11-26 22:01:15`, in the time zone of this machine. */
export function localTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

/** A time span in the largest unit that fits: `3 days`, `5 minutes`. */
export function span(ms: number): string {
  if (ms < MINUTE_MS) return seconds(Math.max(0, ms));
  if (ms < HOUR_MS) return plural(Math.floor(ms / MINUTE_MS), 'minute');
  if (ms < 2 * DAY_MS) return plural(Math.floor(ms / HOUR_MS), 'hour');
  return plural(Math.floor(ms / DAY_MS), 'day');
}

/** Milliseconds of a time span such as `90s`, `15m`, `12h` or `2d`; undefined for any other text. */
export function parseSpan(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)\s*([smhd])$/.exec(text.trim()) ?? [];
  return unit === undefined ? undefined : Number(count) * UNITS[unit];
}
