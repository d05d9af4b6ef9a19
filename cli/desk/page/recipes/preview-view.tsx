import type { JSX } from 'preact';
import { count } from '../format';
import { Diff } from '../letter/diff';
import { VisibleText } from '../visible-text';
import type { Preview, PreviewSample } from '../../server/api';

const OUTCOMES: { readonly [outcome in PreviewSample['outcome']]: string } = {
  ready: 'accepted', rejected: 'still rejected', unchanged: 'not changed', failed: 'cannot be applied',
};

/** What a recipe makes of a group: how many, and some of each. */
export function PreviewView({ preview }: { readonly preview: Preview }): JSX.Element {
  const { ready, stillRejected, unchanged, failed, leftOut, samples } = preview;
  const numbers: readonly (readonly [number, string, string])[] = [
    [ready, 'pass now', 'good'], [stillRejected, 'still rejected', 'bad-text'], [unchanged, 'not changed', ''], [failed, 'cannot be applied', ''], [leftOut, 'left out', ''],
  ];
  return (
    <section class="preview" aria-label="Preview">
      <div role="status"><dl class="numbers">{numbers.filter(([n, , kind]) => n > 0 || kind === 'good').map(([n, what, kind]) => <div key={what}><dt>{what}</dt><dd class={kind}>{count(n)}</dd></div>)}</dl></div>
      <ul class="samples">
        {samples.map((sample) => (
          <li key={sample.letter}>
            <p class="sample-head"><span><bdi>{sample.file}</bdi>{sample.record !== null && <span class="muted"> · {count(sample.record + 1)}</span>}</span><span class={`outcome ${sample.outcome}`}>{OUTCOMES[sample.outcome]}</span></p>
            {sample.before === sample.after ? <pre class="diff" tabIndex={0} aria-label="Record"><VisibleText text={sample.before.slice(0, 240)} /></pre> : <Diff before={sample.before} after={sample.after} />}
            {sample.why !== '' && <p class="muted">{sample.why}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
