import type { DemoResult } from '../demo-result';
import type { ShownDeadLetter } from '../shown-dead-letter';
import { number, plural } from '../terminal';
import { html, NOTHING } from './html';
import type { Html } from './html';

const SHOWN_AT_ONCE = 6;
const MOST_RECORD_TEXT = 2_000;

/** The letters, those that say the same together. */
export function letterList({ deadLetters }: DemoResult): Html {
  if (deadLetters.count === 0) return NOTHING;
  // As they stand in the files; the queue has an order of its own.
  const kept = [...deadLetters.kept].sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : (a.recordIndex ?? 0) - (b.recordIndex ?? 0));
  const shown = kept.length < deadLetters.count ? `the first ${number(kept.length)} of ${number(deadLetters.count)}` : number(deadLetters.count);
  const groups = new Map<string, ShownDeadLetter[]>();
  for (const letter of kept) {
    const same = JSON.stringify([letter.reason, letter.errors]);
    groups.set(same, [...groups.get(same) ?? [], letter]);
  }
  return html`<section><h2>Letters <span class="muted">${shown}</span></h2>${[...groups.values()].map(groupOf)}</section>`;
}

function groupOf(letters: ShownDeadLetter[]): Html {
  const [{ reason, errors }] = letters;
  const rest = letters.slice(SHOWN_AT_ONCE);
  return html`<div class="group"><h3><span class="chip">${reason}</span> <span class="muted">${plural(letters.length, 'letter')}</span></h3>
${errors.map(({ pointer, message }) => html`<p>${pointer ? html`<code>${pointer}</code> ` : NOTHING}${message}</p>`)}
${letters.slice(0, SHOWN_AT_ONCE).map(entry)}
${rest.length > 0 ? html`<details class="more"><summary>${number(rest.length)} more</summary>${rest.map(entry)}</details>` : NOTHING}</div>`;
}

function entry(letter: ShownDeadLetter): Html {
  return html`<details class="letter"><summary>${where(letter)}</summary><pre>${recordText(letter)}</pre></details>`;
}

function where({ key, recordIndex, byteOffset, byteLength }: ShownDeadLetter): Html {
  const bytes = byteOffset === null || byteLength === null ? '' : `bytes ${number(byteOffset)} to ${number(byteOffset + Math.max(0, byteLength - 1))}`;
  return html`<span>${key || 'unknown file'}</span><span>${recordIndex === null ? 'the whole file' : `record ${number(recordIndex + 1)}`}</span><span>${bytes}</span>`;
}

/** Where the letter leaves the record out, or is none, all of it. */
function recordText({ record, body }: ShownDeadLetter): string {
  const text = record ?? body;
  if (text.length <= MOST_RECORD_TEXT) return text;
  return `${text.slice(0, MOST_RECORD_TEXT)}… (${number(text.length)} characters in all)`;
}
