import { createContext } from 'preact';
import type { ComponentChildren, JSX } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Arrival, FileRow, LiveEvents, Overview } from '../../server/api';
import { ask, listen } from '../server';

export interface Live {
  /** Null until the server has answered first. */
  readonly overview: Overview | null;
  readonly arrivals: readonly Arrival[];
  /** Null until something is told of files. */
  readonly files: readonly FileRow[] | null;
  readonly sweep: LiveEvents['sweep'] | null;
  readonly problem: string | null;
  readonly connected: boolean;
}

const NOTHING: Live = { overview: null, arrivals: [], files: null, sweep: null, problem: null, connected: true };

const Context = createContext<Live>(NOTHING);

export function useLive(): Live {
  return useContext(Context);
}

/** Keeps what the server tells. */
export function LiveProvider({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const [live, setLive] = useState(NOTHING);
  useEffect(() => {
    const set = (change: Partial<Live>): void => setLive((before) => ({ ...before, ...change }));
    const take = (overview: Overview): void => set({ overview, arrivals: overview.arrivals, ...(overview.sweeping ? {} : { sweep: null }) });
    return listen({
      overview: (overview) => { take(overview); set({ problem: null }); },
      arrivals: (arrivals) => set({ arrivals }),
      files: ({ files }) => set({ files }),
      sweep: (sweep) => set({ sweep }),
      problem: ({ message }) => set({ problem: message }),
    }, (connected) => {
      set({ connected });
      // Something may have been told while nobody listened.
      if (connected) void ask('overview', {}).then(take, () => undefined);
    });
  }, []);
  return <Context.Provider value={live}>{children}</Context.Provider>;
}
