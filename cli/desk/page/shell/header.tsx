import type { JSX } from 'preact';
import { count } from '../format';
import { ask } from '../server';
import { Ago } from './ago';
import { useKeys } from './keys';
import { useLive } from './live';
import { hrefOf } from './route';
import type { Route } from './route';

export function Header({ route, onHelp }: { readonly route: Route; readonly onHelp: () => void }): JSX.Element {
  const { overview, sweep, connected, problem } = useLive();
  const refresh = (): void => void ask('refresh', {});
  useKeys({ r: refresh });
  const letters = overview?.queue?.letters;
  const inFiles = route.view === 'files';
  return (
    <header class="bar">
      <div class="bar-inner">
        <div class="pipeline">
          <strong>{overview?.pipeline.name ?? '…'}</strong>
          <span class="muted">{overview?.pipeline.region}</span>
        </div>
        <nav aria-label="Views">
          <a href={hrefOf({ view: 'groups' })} aria-current={inFiles ? undefined : 'page'}>Dead letters{letters ? <span class="badge">{count(letters)}</span> : null}</a>
          <a href={hrefOf({ view: 'files' })} aria-current={inFiles ? 'page' : undefined}>Files</a>
        </nav>
        <div class="live" role="status">
          <span class={connected && problem === null ? 'dot' : 'dot off'} aria-hidden="true" />
          {!connected ? 'Not connected'
            : sweep !== null ? `Reading the queue: ${count(sweep.received)} of ${count(Math.max(sweep.about, sweep.received))}`
              : overview?.queue ? <>Read <Ago time={overview.queue.at} /></> : 'Reading the queue'}
        </div>
        <button type="button" class="quiet" onClick={refresh}>Refresh</button>
        <button type="button" class="quiet round" aria-label="Keys" title="Keys (?)" onClick={onHelp}>?</button>
      </div>
      {problem !== null && <p class="problem" role="alert">{problem}</p>}
    </header>
  );
}
