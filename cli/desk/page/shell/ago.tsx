import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ago, moment } from '../format';

const TICK_MS = 10_000;

/** How long ago, kept up to date. */
export function Ago({ time }: { readonly time: string }): JSX.Element {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return <time dateTime={time} title={moment(time)}>{ago(time)}</time>;
}
