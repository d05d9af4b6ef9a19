import type { JSX } from 'preact';
import type { LetterStatus } from '../../server/api';

export const STATUS_NAMES: { readonly [status in LetterStatus]: string } = {
  sending: 'being sent', sent: 'sent', stored: 'stored', repeated: 'repeated', superseded: 'superseded', rejected: 'rejected again', discarded: 'discarded',
};

export function Status({ status }: { readonly status: LetterStatus }): JSX.Element {
  return <span class={`status ${status}`}>{STATUS_NAMES[status]}</span>;
}
