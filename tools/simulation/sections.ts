import type { Row } from './scale-report';
import { TABLES } from './scale-report';
import { lineChart } from '../draw/line-chart';

export const SCALE_PAGE = 'docs/scale.md';
export const SCALE_CHART = 'docs/images/scale.svg';

/** A table in Markdown: time and money by `maxConcurrency`. */
export function scaleTable(rows: readonly Row[]): string {
  const lines = [...new Set(rows.map(({ maxConcurrency }) => maxConcurrency))].map((maxConcurrency) => {
    const [cold, warm] = (['new', 'warm'] as const).map((table) => rows.find((row) => row.table === table && row.maxConcurrency === maxConcurrency)!);
    return [maxConcurrency, ...cells(cold), cold.outcome.failed.toLocaleString('en-US'), ...cells(warm), warm.outcome.failed.toLocaleString('en-US')];
  });
  return [
    ['`maxConcurrency`', 'new table', 'dollars', 'throttled', 'failed', 'warm table', 'dollars', 'throttled', 'failed'],
    ['--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:'],
    ...lines,
  ].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function cells({ outcome, dollars, records }: Row): string[] {
  return [duration(outcome.seconds), dollars.toFixed(2), `${Math.round(100 * outcome.throttled / (records + outcome.throttled))} %`];
}

function duration(seconds: number): string {
  const minutes = seconds / 60;
  return minutes < 100 ? `${minutes.toFixed(minutes < 10 ? 1 : 0)} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** The time for one file by `maxConcurrency`. */
export function scaleChart(rows: readonly Row[]): string {
  const pointsOf = (table: keyof typeof TABLES) => rows.filter((row) => row.table === table)
    .map(({ maxConcurrency, outcome }) => [maxConcurrency, outcome.seconds / 60] as const);
  const tick = (text: string, at: number) => ({ at, text });
  return lineChart({
    title: 'Time for ten million records in one file',
    x: { label: 'maxConcurrency', ticks: [1, 2, 5, 10, 20, 50, 100, 150].map((at) => tick(String(at), at)) },
    y: { label: '', ticks: [tick('5 min', 5), tick('10 min', 10), tick('30 min', 30), tick('1 h', 60), tick('2 h', 120), tick('5 h', 300), tick('10 h', 600)] },
    lines: [
      { name: `new table (${perSecond(TABLES.new)})`, tone: 'one', points: pointsOf('new') },
      { name: `warm table (${perSecond(TABLES.warm)})`, tone: 'two', points: pointsOf('warm') },
    ],
  });
}

const perSecond = (writes: number): string => `${writes.toLocaleString('en-US')} writes/s`;
