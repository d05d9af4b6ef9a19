const NUMBERS = new Intl.NumberFormat('en');
const MOMENT = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const CLOCK = new Intl.DateTimeFormat('en', { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const count = (n: number): string => NUMBERS.format(n);

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

export const moment = (time: string): string => MOMENT.format(new Date(time));

export const clock = (time: string): string => CLOCK.format(new Date(time));

const UNITS = [[86_400, 'day'], [3_600, 'h'], [60, 'min']] as const;

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : `${seconds} s`;
  const [size, unit] = UNITS.find(([s]) => seconds >= s)!;
  const n = Math.floor(seconds / size);
  return unit === 'day' ? plural(n, 'day') : `${n} ${unit}`;
}

export function ago(time: string): string {
  const ms = Date.now() - new Date(time).getTime();
  return ms < 10_000 ? 'just now' : `${duration(ms)} ago`;
}

export function bytes(n: number): string {
  if (n < 1_000) return `${n} B`;
  const [size, unit] = ([[1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB']] as const).find(([s]) => n >= s)!;
  return `${(n / size).toFixed(n / size < 10 ? 1 : 0)} ${unit}`;
}
