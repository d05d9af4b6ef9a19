import type { JSX } from 'preact';
import { VisibleText } from '../visible-text';
import { changeOf } from './change';

/** What differs between two texts, with a little of what stands around it. */
export function Diff({ before, after }: { readonly before: string; readonly after: string }): JSX.Element {
  const { lead, removed, added, trail } = changeOf(before, after);
  return (
    <pre class="diff" tabIndex={0} aria-label="Change">
      <VisibleText text={lead} />
      {removed !== '' && <del><VisibleText text={removed} /></del>}
      {added !== '' && <ins><VisibleText text={added} /></ins>}
      <VisibleText text={trail} />
    </pre>
  );
}
