import type { JSX } from 'preact';
import type { Preview, PreviewSample } from '../../server/api';
import { count } from '../format';
import { Diff } from '../letter/diff';
import { VisibleText } from '../visible-text';

/** Of a record that stays as it is, in characters. */
const SHOWN = 240;

const OUTCOMES: { readonly [outcome in PreviewSample['outcome']]: string } = {
  ready: 'accepted', rejected: 'still rejected', unchanged: 'not changed', failed: 'cannot be applied',
};

/** What a recipe makes of a group: how many of each outcome. */
export function Numbers({ preview: { ready, stillRejected, unchanged, failed, leftOut } }: { readonly preview: Preview }): JSX.Element {
  const numbers: readonly (readonly [number, string, string])[] = [
    [ready, 'pass now', 'good'], [stillRejected, 'still rejected', 'bad-text'], [unchanged, 'not changed', ''], [failed, 'cannot be applied', ''], [leftOut, 'left out', ''],
  ];
  return (
    <div role="status">
      <dl class="numbers">{numbers.filter(([n, , kind]) => n > 0 || kind === 'good').map(([n, what, kind]) => <div key={what}><dt>{what}</dt><dd class={kind}>{count(n)}</dd></div>)}</dl>
    </div>
  );
}

/** Some records of each outcome, those that need a look first. */
export function Samples({ preview: { samples } }: { readonly preview: Preview }): JSX.Element | null {
  if (samples.length === 0) return null;
  return (
    <section class="preview" aria-labelledby="samples">
      <p class="label" id="samples">Some of them</p>
      <ul class="samples">
        {samples.map((sample) => (
          <li key={sample.letter}>
            <p class="sample-head"><span><bdi>{sample.file}</bdi>{sample.record !== null && <span class="muted"> · {count(sample.record + 1)}</span>}</span><span class={`outcome ${sample.outcome}`}>{OUTCOMES[sample.outcome]}</span></p>
            {sample.before === sample.after
              ? <pre class="diff" tabIndex={0} aria-label={`Record ${(sample.record ?? 0) + 1}`}><VisibleText text={sample.before.slice(0, SHOWN)} /></pre>
              : <Diff before={sample.before} after={sample.after} />}
            {sample.why !== '' && <p class="muted">{sample.why}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
