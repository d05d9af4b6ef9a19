import type { DemoResult } from '../demo-result';
import type { ShownDeadLetter } from '../shown-dead-letter';
import { html, NOTHING } from './html';
import type { Html } from './html';
import { number, plural } from '../../../cli/terminal/format';

const SHOWN_AT_ONCE = 6;
const MAX_RECORD_LENGTH = 2_000;

/** The dead letters, in groups with the same reason and errors. */
export function deadLetterList({ deadLetters }: DemoResult): Html {
  if (deadLetters.count === 0) return NOTHING;
  // In the order of the files, which the queue does not keep.
  const kept = [...deadLetters.kept].sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : (a.recordIndex ?? 0) - (b.recordIndex ?? 0));
  const shown = kept.length < deadLetters.count ? `the first ${number(kept.length)} of ${number(deadLetters.count)}` : number(deadLetters.count);
  const groups = new Map<string, ShownDeadLetter[]>();
  for (const deadLetter of kept) {
    const same = JSON.stringify([deadLetter.reason, deadLetter.errors]);
    groups.set(same, [...groups.get(same) ?? [], deadLetter]);
  }
  return html`<section><h2>Dead letters <span class="muted">${shown}</span></h2>${[...groups.values()].map(groupOf)}</section>`;
}

function groupOf(deadLetters: ShownDeadLetter[]): Html {
  const [{ reason, errors }] = deadLetters;
  const rest = deadLetters.slice(SHOWN_AT_ONCE);
  return html`<div class="group"><h3><span class="chip">${reason}</span> <span class="muted">${plural(deadLetters.length, 'dead letter')}</span></h3>
${errors.map(({ pointer, message }) => html`<p>${pointer ? html`<code>${pointer}</code> ` : NOTHING}${message}</p>`)}
${deadLetters.slice(0, SHOWN_AT_ONCE).map(foldable)}
${rest.length > 0 ? html`<details class="more"><summary>${number(rest.length)} more</summary>${rest.map(foldable)}</details>` : NOTHING}</div>`;
}

function foldable(deadLetter: ShownDeadLetter): Html {
  return html`<details class="dead-letter"><summary>${where(deadLetter)}</summary><pre>${recordText(deadLetter)}</pre></details>`;
}

function where({ key, recordIndex, byteOffset, byteLength }: ShownDeadLetter): Html {
  const bytes = byteOffset === null || byteLength === null ? '' : `bytes ${number(byteOffset)} to ${number(byteOffset + Math.max(0, byteLength - 1))}`;
  return html`<span>${key || 'unknown file'}</span><span>${recordIndex === null ? 'the whole file' : `record ${number(recordIndex + 1)}`}</span><span>${bytes}</span>`;
}

/** The whole message where it has no record. */
function recordText({ record, body }: ShownDeadLetter): string {
  const text = record ?? body;
  if (text.length <= MAX_RECORD_LENGTH) return text;
  return `${text.slice(0, MAX_RECORD_LENGTH)}… (${number(text.length)} characters in all)`;
}
