import type { JSX } from 'preact';
import { DRAFTS } from './draft-names';
import type { DraftState } from './use-draft';
import type { VerdictState } from './use-verdict';

interface VerdictLineProps {
  readonly verdict: VerdictState;
  readonly edited: boolean;
  readonly saved: DraftState;
  readonly canSend: boolean;
}

/** What the validator says of the text as it stands, and whether it is kept. */
export function VerdictLine({ verdict, edited, saved, canSend }: VerdictLineProps): JSX.Element {
  return (
    <div class="verdict-line">
      <div role="status" class={`verdict ${verdict.state === 'known' ? verdict.verdict.verdict : verdict.state}`}><Words verdict={verdict} edited={edited} canSend={canSend} /></div>
      {canSend && edited && <span class={saved === 'failed' ? 'bad-text' : 'muted'}>{DRAFTS[saved]}</span>}
    </div>
  );
}

function Words({ verdict, edited, canSend }: Pick<VerdictLineProps, 'verdict' | 'edited' | 'canSend'>): JSX.Element | null {
  if (!canSend) return null;
  if (!edited) return <>Edit the record: the deployed validator says what it makes of it.</>;
  switch (verdict.state) {
    case 'asking': case 'none': return <>Asking the deployed validator…</>;
    case 'failed': return <>{verdict.message}</>;
    case 'known': return <Known verdict={verdict.verdict} />;
  }
}

function Known({ verdict: { verdict, records, key, meaning, errors } }: { readonly verdict: Extract<VerdictState, { state: 'known' }>['verdict'] }): JSX.Element {
  if (verdict === 'accepted') {
    const names = Object.entries(key ?? {}).map(([name, value]) => <code key={name}>{name} = {value} </code>);
    return <><b>Accepted.</b>{names.length > 0 && <> Stored under {names}</>}</>;
  }
  if (verdict === 'not-one-record') return <><b>Not one record.</b> {meaning === null ? `There are ${records} in this text.` : `It ${meaning}.`}</>;
  return <><b>Rejected.</b> {errors.length === 0 ? `It ${meaning ?? 'is rejected'}.` : errors.slice(0, 3).map(({ pointer, message }, i) => <span key={i}>{i > 0 && '; '}{pointer !== '' && <code>{pointer}</code>} {message}</span>)}{errors.length > 3 && ` and ${errors.length - 3} more`}</>;
}
