import stringWidth from 'string-width';
import type { TextRange } from '../../operate/records/error-place';
import { printable } from '../../terminal/printable';
import type { Terminal } from '../../terminal/terminal';

export interface Mark extends TextRange {
  readonly message: string;
}

/** Lines that are shown around a marked one, if not all are. */
const AROUND = 3;
const ALL_UP_TO = 40;
/** Characters of a long line that are shown before a mark. */
const BEFORE = 40;

interface Line {
  readonly number: number;
  readonly start: number;
  readonly text: string;
}

/** Prints a text with line numbers, and under each marked place what is wrong there. Of long texts and lines, what is around the marks. */
export function printRecord(terminal: Terminal, text: string, marks: readonly Mark[]): void {
  const { dim, red } = terminal.colours;
  const lines = linesOf(text);
  const marked = new Map<Line, Mark[]>();
  for (const mark of marks) {
    const line = lines.find(({ start, text: content }) => mark.start <= start + content.length) ?? lines[lines.length - 1];
    marked.set(line, [...marked.get(line) ?? [], mark]);
  }
  const digits = String(lines.length).length;
  let before = 0;
  for (const line of shownLines(lines, [...marked.keys()])) {
    if (line.number > before + 1) terminal.line(`  ${' '.repeat(digits)} ${dim('⋮')}`);
    before = line.number;
    const own = marked.get(line) ?? [];
    const window = windowOf(line.text, own[0] === undefined ? 0 : own[0].start - line.start, terminal.columns - digits - 8);
    terminal.line(`${own.length > 0 ? red('✘') : ' '} ${dim(`${String(line.number).padStart(digits)} │`)} ${window.text}`);
    for (const { start, end, message } of own) {
      const from = window.column(start - line.start);
      const to = window.column(Math.min(end - line.start, line.text.length));
      terminal.line(`  ${' '.repeat(digits)} ${dim('│')} ${' '.repeat(from)}${red(`${'^'.repeat(Math.max(1, to - from))} ${printable(message)}`)}`);
    }
  }
  if (before < lines.length) terminal.line(`  ${' '.repeat(digits)} ${dim('⋮')}`);
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((content, index) => {
    const line = { number: index + 1, start, text: content.replace(/\r$/, '') };
    start += content.length + 1;
    return line;
  });
}

function shownLines(lines: readonly Line[], marked: readonly Line[]): readonly Line[] {
  if (lines.length <= ALL_UP_TO) return lines;
  const centres = marked.length > 0 ? marked.map(({ number }) => number) : [1];
  const shown = new Set(centres.flatMap((centre) => Array.from({ length: 2 * AROUND + 1 }, (_, n) => centre - AROUND + n)));
  return lines.filter(({ number }) => shown.has(number));
}

/** The part of a line around a place that fits into so many columns, and in which column a place is then. */
function windowOf(line: string, place: number, columns: number): { readonly text: string; readonly column: (place: number) => number } {
  const whole = printable(line.slice(0, 4 * columns));
  const from = line.length <= columns && stringWidth(whole) <= columns ? 0 : Math.max(0, place - BEFORE);
  let to = Math.min(line.length, from + columns);
  // Characters that take more than one column, or are shown by their code.
  while (to > from + 1 && stringWidth(printable(line.slice(from, to))) > columns) to -= Math.max(1, Math.floor((to - from) / 8));
  const start = from > 0 ? '…' : '';
  const text = `${start}${printable(line.slice(from, to))}${to < line.length ? '…' : ''}`;
  return { text, column: (at) => start.length + stringWidth(printable(line.slice(from, Math.min(Math.max(at, from), to)))) };
}
