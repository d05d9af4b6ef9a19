import { useEffect, useState } from 'preact/hooks';
import type { Verdict } from '../../server/api';
import { ask } from '../server';

/** A pause in typing, after which the validator is asked. */
const PAUSE_MS = 350;

export type VerdictState =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  | { readonly state: 'known'; readonly verdict: Verdict }
  | { readonly state: 'failed'; readonly message: string };

/** What the deployed validator makes of a text, asked as one types. */
export function useVerdict(letter: string, text: string, wanted: boolean): VerdictState {
  const [state, setState] = useState<VerdictState>({ state: 'none' });
  useEffect(() => {
    if (!wanted) {
      setState({ state: 'none' });
      return undefined;
    }
    const abort = new AbortController();
    setState({ state: 'asking' });
    const timer = setTimeout(() => {
      ask('verdict', { letter, text }, abort.signal).then(
        (verdict) => setState({ state: 'known', verdict }),
        (error: Error) => !abort.signal.aborted && setState({ state: 'failed', message: error.message }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [letter, text, wanted]);
  return state;
}
