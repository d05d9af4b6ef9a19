import type { JSX } from 'preact';
import type { Arrival, LetterStatus } from '../../server/api';
import { count, plural } from '../format';
import { Ago } from '../shell/ago';
import { useLive } from '../shell/live';
import { hrefOf } from '../shell/route';
import { STATUS_NAMES } from '../shell/status';

/** The order in which parts of the bar stand. */
const ORDER: readonly LetterStatus[] = ['stored', 'repeated', 'superseded', 'rejected', 'sent', 'sending'];

/** The last corrections, and what becomes of them. */
export function Arrivals({ only }: { readonly only?: readonly string[] }): JSX.Element | null {
  const { arrivals } = useLive();
  const shown = only === undefined ? arrivals : arrivals.filter(({ correction }) => only.includes(correction));
  if (shown.length === 0) return null;
  return (
    <section class="arrivals" aria-labelledby="arrivals">
      <h2 id="arrivals">Corrections</h2>
      <ul>{shown.map((arrival) => <li key={arrival.correction}><ArrivalView arrival={arrival} /></li>)}</ul>
    </section>
  );
}

function ArrivalView({ arrival }: { readonly arrival: Arrival }): JSX.Element {
  const { counts, total, done, rejected } = arrival;
  const parts = ORDER.filter((status) => counts[status]);
  return (
    <div class="arrival">
      <div class="arrival-head">
        <bdi class="file-name">{arrival.file}</bdi>
        <span class="muted"><Ago time={arrival.when} />{arrival.recipe !== null && ` · ${arrival.recipe}`}</span>
      </div>
      {arrival.why !== '' && <p class="arrival-why">{arrival.why}</p>}
      <div class="meter" aria-hidden="true">{parts.map((status) => <span key={status} class={status} style={{ flexGrow: counts[status]! }} />)}</div>
      <p class="arrival-counts" role="status">
        {plural(total, 'record')}{parts.map((status) => <span key={status}> · <span class={`count-of ${status}`}>{count(counts[status]!)} {STATUS_NAMES[status]}</span></span>)}
        {!done && <span class="muted"> · on the way</span>}
      </p>
      {rejected.length > 0 && (
        <p class="answers">Rejected again: {rejected.slice(0, 5).map(({ letter, answer }, i) => <a key={letter} href={hrefOf({ view: 'letter', letter: answer ?? letter })}>{answer === null ? 'see why' : `answer ${i + 1}`}</a>)}{rejected.length > 5 && ` and ${count(rejected.length - 5)} more`}</p>
      )}
    </div>
  );
}
