import { useEffect, useState } from 'preact/hooks';

/** Whether list and dead letter are side by side; the style sheet says the same. */
const WIDE = matchMedia('(min-width: 60rem)');

export function isWide(): boolean {
  return WIDE.matches;
}

export function useWide(): boolean {
  const [wide, setWide] = useState(WIDE.matches);
  useEffect(() => {
    const changed = (): void => setWide(WIDE.matches);
    WIDE.addEventListener('change', changed);
    return () => WIDE.removeEventListener('change', changed);
  }, []);
  return wide;
}
