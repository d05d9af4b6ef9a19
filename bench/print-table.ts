import { isMet, margin, Result } from './result';
import { table } from '../cli/terminal/table';

/** The results as text: first those on files, with a column for each file, then the others. */
export function resultTable(results: Result[]): string {
  const dataSets = [...new Set(results.flatMap(({ dataSet }) => dataSet ?? []))];
  const ids = [...new Set(results.filter(({ dataSet }) => dataSet !== undefined).map(({ id }) => id))];
  const speed = ids.map((id) => {
    const row = results.filter((result) => result.id === id);
    return [row[0].name, ...dataSets.map((name) => cell(row.find(({ dataSet }) => dataSet === name))), target(row[0]), verdict(row)];
  });
  const others = results
    .filter(({ dataSet }) => dataSet === undefined)
    .map((result) => [result.name, cell(result), target(result), verdict([result])]);
  const notes = results.flatMap(({ name, note }) => note === undefined ? [] : [`  ${name}: ${note}`]);
  return [
    'Times as fast as JSON.parse of each record on the same bytes:',
    '',
    ...aligned([['', ...dataSets, 'target', ''], ...speed]),
    '',
    ...aligned([['', '', 'target', ''], ...others]),
    '',
    ...notes,
  ].join('\n');
}

function cell(result: Result | undefined): string {
  if (!result) return '–';
  const { value, unit } = result;
  return `${value.toFixed(unit === '×' ? value < 0.1 ? 4 : 2 : unit === 'MB/s' ? 0 : 1)} ${unit}`;
}

function target({ target: wanted, unit }: Result): string {
  if (!wanted) return '';
  return wanted.atLeast !== undefined ? `≥ ${wanted.atLeast} ${unit}` : `≤ ${wanted.atMost} ${unit}`;
}

/** Whether the worst result of a row meets its target. */
function verdict(row: Result[]): string {
  const worst = row.filter((result) => result.target).sort((left, right) => margin(left)! - margin(right)!)[0];
  if (!worst) return '';
  const percent = `${Math.abs(Math.round(margin(worst)! * 1000) / 10)} %`;
  return isMet(worst) ? `met, with ${percent} to spare` : `MISSED by ${percent}${worst.dataSet === undefined ? '' : ` on ${worst.dataSet}`}`;
}

function aligned(rows: string[][]): string[] {
  const last = rows[0].length - 1;
  return table(rows, rows[0].map((_, column) => ({ align: column === 0 || column === last ? 'left' : 'right' })));
}
