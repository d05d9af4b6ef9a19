import type { JSX } from 'preact';
import type { LetterRow } from '../../server/api';
import { clock, count } from '../format';
import { Status } from '../shell/status';

export function LetterRowView({ row }: { readonly row: LetterRow | undefined }): JSX.Element {
  if (row === undefined) return <div class="letter-row waiting" aria-busy="true" />;
  return (
    <div class="letter-row">
      <div class="letter-row-head">
        <span class="letter-name"><bdi>{row.file}</bdi>{row.record !== null && <span class="muted"> · record {count(row.record + 1)}</span>}</span>
        {row.status ? <Status status={row.status} /> : <span class="muted">{clock(row.time)}</span>}
      </div>
      <code class="snippet">{row.snippet || ' '}</code>
    </div>
  );
}
