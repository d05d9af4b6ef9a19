import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { moment, plural } from '../format';
import { ask } from '../server';
import { Diff } from './diff';
import type { Step } from '../../server/api';
import { hrefOf } from '../shell/route';

const WHAT: { readonly [what in Step['what']]: string } = {
  corrected: 'Corrected and sent',
  discarded: 'Discarded',
  restored: 'Put back',
  revealed: 'Sensitive members revealed',
  stored: 'Stored',
  repeated: 'Was stored already',
  superseded: 'A newer one is stored',
  rejected: 'Rejected again',
};

/** Who has done what with a dead letter. */
export function Trail({ letter, version }: { readonly letter: string; readonly version: unknown }): JSX.Element | null {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    ask('trail', { letter }, abort.signal).then((answer) => setSteps(answer.steps), () => undefined);
    return () => abort.abort();
  }, [letter, version]);
  if (steps.length === 0) return null;
  return (
    <details class="more trail" open>
      <summary>Trail, {plural(steps.length, 'step')}</summary>
      <ol>
        {steps.map((step, i) => (
          <li key={i}>
            <p><b>{WHAT[step.what]}</b> <span class="muted">{moment(step.when)} · {step.who.split('/').pop()}</span></p>
            {step.why !== '' && <p>{step.why}</p>}
            {step.file !== null && <p class="muted">in <bdi>{step.file}</bdi></p>}
            {step.answer !== null && <p><a href={hrefOf({ view: 'letter', letter: step.answer })}>The dead letter that answers it</a></p>}
            {step.before !== null && step.after !== null && <Diff before={step.before} after={step.after} />}
          </li>
        ))}
      </ol>
    </details>
  );
}
