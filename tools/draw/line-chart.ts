import { textWidth } from './measure';
import { escaped } from './svg';

export interface LineChart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
}

/** A logarithmic axis. */
export interface Axis {
  readonly label: string;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

export interface Line {
  readonly name: string;
  /** The name of a style below. */
  readonly tone: 'one' | 'two';
  readonly points: readonly (readonly [x: number, y: number])[];
}

const [WIDTH, HEIGHT] = [720, 380];
const PLOT = { left: 76, top: 60, right: 690, bottom: 316 };

const STYLE = `
    .paper { fill: #ffffff } text { fill: #1f2328; font-size: 12px } .title { font-size: 15px; font-weight: 600 } .axis { fill: #59636e }
    .grid { stroke: #d0d7de; stroke-width: 1 } .line { fill: none; stroke-width: 2.4; stroke-linejoin: round }
    .one { stroke: #218bff } .dot-one { fill: #218bff } .two { stroke: #d4712b } .dot-two { fill: #d4712b }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #0d1117 } text { fill: #f0f6fc } .axis { fill: #9198a1 } .grid { stroke: #30363d }
      .one { stroke: #388bfd } .dot-one { fill: #388bfd } .two { stroke: #db7b3a } .dot-two { fill: #db7b3a }
    }`;

/** A chart for light and for dark pages. */
export function lineChart({ title, x, y, lines }: LineChart): string {
  const across = scale(x, PLOT.left, PLOT.right);
  const up = scale(y, PLOT.bottom, PLOT.top);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" role="img" aria-labelledby="title">
  <title id="title">${escaped(title)}</title>
  <style>${STYLE}
  </style>
  <rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="12"/>
  <text class="title" x="24" y="32">${escaped(title)}</text>
${[
  ...legend(lines),
  ...y.ticks.flatMap(({ at, text }) => [
    `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${up(at)}" y2="${up(at)}"/>`,
    `<text class="axis" x="${PLOT.left - 10}" y="${up(at) + 4}" text-anchor="end">${escaped(text)}</text>`,
  ]),
  ...x.ticks.map(({ at, text }) => `<text class="axis" x="${across(at)}" y="${PLOT.bottom + 22}" text-anchor="middle">${escaped(text)}</text>`),
  `<text class="axis" x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 16}" text-anchor="middle">${escaped(x.label)}</text>`,
  ...lines.flatMap(({ tone, points }) => [
    `<path class="line ${tone}" d="M${points.map(([a, b]) => `${across(a)} ${up(b)}`).join('L')}"/>`,
    ...points.map(([a, b]) => `<circle class="dot-${tone}" cx="${across(a)}" cy="${up(b)}" r="3.6"/>`),
  ]),
].map((element) => `  ${element}`).join('\n')}
</svg>
`;
}

/** Beside each other at the right, above the plot. */
function legend(lines: readonly Line[]): string[] {
  let right = PLOT.right;
  return [...lines].reverse().flatMap(({ name, tone }) => {
    const width = textWidth(name, 12);
    const left = right - width - 26;
    right = left - 18;
    return [`<path class="line ${tone}" d="M${left} 46H${left + 18}"/>`, `<text x="${left + 26}" y="50">${escaped(name)}</text>`];
  });
}

function scale({ ticks }: Axis, from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log(ticks[0].at), Math.log(ticks[ticks.length - 1].at)];
  return (value) => Math.round(10 * (from + (Math.log(value) - low) / (high - low) * (to - from))) / 10;
}
