import type { DemoResult } from '../demo-result';
import { sum } from '../file-result';
import { deadLetterList } from './dead-letter-list';
import { flow } from './flow';
import { html } from './html';
import { filesTable, reasons, storedItem, verdict } from './sections';
import { STYLE } from './style';
import { plural } from '../../../cli/terminal/format';

/** A page that loads nothing. */
export function report(result: DemoResult): string {
  const { files, table, deadLetters, at } = result;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Sales data pipeline: ${plural(sum(files, 'records'), 'record')}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<p class="kicker">Sales data pipeline on the emulator, ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
<h1><span>${plural(sum(files, 'records'), 'record')} from ${plural(files.length, 'file')}:</span>
<span class="table">${plural(table, 'item')} in the table,</span> <span class="queue">${plural(deadLetters.count, 'dead letter')} in the queue</span></h1>
${verdict(result)}
</header>
${flow(result)}
${filesTable(result)}
${reasons(result)}
${storedItem(result)}
${deadLetterList(result)}
<footer>A dead letter is a message in the dead-letter queue. It has the errors of a record, its place in the file, and the record itself.</footer>
</main>
</body>
</html>
`.text;
}
