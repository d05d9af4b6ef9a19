import type { DemoResult } from '../demo-result';
import { shownCounts, sum } from '../file-result';
import type { FileResult, ShownCount } from '../file-result';
import { html, NOTHING } from './html';
import type { Html } from './html';
import { number, plural, seconds } from '../../../cli/terminal/format';

export function verdict({ discrepancies }: DemoResult): Html {
  if (discrepancies.length === 0) return html`<p class="verdict good">The counts add up: every record is in exactly one place.</p>`;
  return html`<div class="verdict bad"><p>The counts do not add up.</p><ul>${discrepancies.map((text) => html`<li>${text}</li>`)}</ul></div>`;
}

export function filesTable({ files }: DemoResult): Html {
  const counts = shownCounts(files);
  const total = files.length > 1
    ? html`<tfoot><tr><th scope="row">Total</th>${counts.map((count) => html`<td data-label="${capitalised(count)}">${number(sum(files, count))}</td>`)}<td></td></tr></tfoot>`
    : NOTHING;
  return html`<section><h2>Files</h2><table class="files">
<thead><tr><th scope="col">File</th>${counts.map((count) => html`<th scope="col">${capitalised(count)}</th>`)}<th scope="col">Time</th></tr></thead>
<tbody>${files.map((file) => fileRow(file, counts))}</tbody>${total}</table></section>`;
}

const capitalised = (word: string): string => `${word[0].toUpperCase()}${word.slice(1)}`;

function fileRow(file: FileResult, counts: readonly ShownCount[]): Html {
  const { records, accepted, replaced, repeated, superseded, rejected, conflicts } = file;
  const share = (count: number, tone: string) => count === 0 ? NOTHING : html`<i class="${tone}" style="width:${(100 * count / records).toFixed(1)}%"></i>`;
  const remarks = [
    ...(repeated > 0 ? [`${plural(repeated, 'record')} stored before`] : []),
    ...(replaced > 0 ? [`${plural(replaced, 'record')} in place of an older one`] : []),
    ...(superseded > 0 ? [`${plural(superseded, 'record')} older than what is stored`] : []),
    ...(file.failure ? [`${file.failure.reason}: ${file.failure.message}`] : []),
    ...(file.execution ? [] : ['No announcement came.']),
  ];
  return html`<tr><th scope="row">${file.file}
<span class="share" aria-hidden="true">${share(accepted, 'table')}${share(rejected + conflicts, 'queue')}</span>
${remarks.map((remark) => html`<small>${remark}</small>`)}</th>
${counts.map((count) => html`<td data-label="${capitalised(count)}">${number(file[count])}</td>`)}<td data-label="Time">${seconds(file.ms)}</td></tr>`;
}

export function reasons({ deadLetters, files }: DemoResult): Html {
  if (deadLetters.count === 0) return NOTHING;
  const records = Math.max(1, sum(files, 'records'));
  const ofAll = (count: number) => `${count / records < 0.001 ? 'under 0.1' : (100 * count / records).toFixed(1)} % of all records`;
  const most = Math.max(...deadLetters.byReason.values());
  return html`<section><h2>Why records were rejected</h2><ul class="bars">${deadLetters.reasons().map(([reason, count]) => html`
<li><span>${reason}</span><span><b>${number(count)}</b> <small>${ofAll(count)}</small></span><i style="width:${(100 * count / most).toFixed(1)}%"></i></li>`)}</ul></section>`;
}

export function storedItem({ item }: DemoResult): Html {
  return item === undefined ? NOTHING : html`<section><h2>One stored item</h2><pre>${item}</pre></section>`;
}
