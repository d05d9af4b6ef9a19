import Table from 'cli-table3';
import stringWidth from 'string-width';

const GAP = '  ';
const MIN_WIDTH = 12;
const BORDERS = [
  'top', 'top-mid', 'top-left', 'top-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right',
];
const NO_BORDERS = { ...Object.fromEntries(BORDERS.map((name) => [name, ''])), middle: GAP };

export interface Column {
  /** @default 'left' */
  readonly align?: 'left' | 'right';
  /** Where a cell may continue on the next line if the table is too wide. At most one column of a table has it. @default nowhere */
  readonly wrap?: 'between words' | 'anywhere';
}

/** The lines of a table without borders. Cells are printable and may be coloured. */
export function table(rows: readonly (readonly string[])[], columns: readonly Column[], maxWidth = Infinity): string[] {
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column]))));
  const excess = widths.reduce((sum, width) => sum + width, GAP.length * (columns.length - 1)) - maxWidth;
  const laidOut = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 0, 'head': [], 'border': [], 'compact': true },
    colWidths: columns.map(({ wrap }, column) => wrap && excess > 0 ? Math.max(MIN_WIDTH, widths[column] - excess) : widths[column]),
    colAligns: columns.map(({ align }) => align ?? 'left'),
  });
  laidOut.push(...rows.map((row) => row.map((content, column) => {
    const { wrap } = columns[column];
    return { content, wordWrap: wrap !== undefined, wrapOnWordBoundary: wrap === 'between words' };
  })));
  return laidOut.toString().split('\n').map((line) => line.trimEnd());
}
