import { textWidth } from './measure';
import { escaped } from './svg';
import type { RivalResults } from '../../bench/rivals/measure';
import type { Fate } from '../../bench/rivals/trust/judge';
import { FATES, FATE_NAMES } from '../../bench/rivals/trust/judge';

const MARGIN = 24;
const NAME_SIZE = 13;
const TEXT_SIZE = 12;
const ROW = 26;
const BAR = { width: 136, height: 14 };
const GAP = 14;
const HEAD = 62;
const LEGEND_GAP = 22;

const STYLE = `
    .paper { fill: #ffffff } text { fill: #1f2328; font-size: ${TEXT_SIZE}px } .name { font-size: ${NAME_SIZE}px; font-weight: 600 } .note { fill: #59636e }
    .title { font-size: 15px; font-weight: 600 }
    .right { fill: #2da44e } .kept { fill: #54aeff } .traced { fill: #d4a72c } .changed { fill: #bc4c00 } .lost { fill: #82071e }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #0d1117 } text { fill: #f0f6fc } .note { fill: #9198a1 }
      .right { fill: #2ea043 } .kept { fill: #388bfd } .traced { fill: #bb8009 } .changed { fill: #f0883e } .lost { fill: #ff7b72 }
    }`;

const TITLE = 'What becomes of the records';

/** For each case of the corpus and each alternative, a bar with the shares of what became of the records. */
export function rivalsPicture({ rivals, trust }: RivalResults): string {
  const cases = trust.filter(({ rival }) => rival === rivals[0].id);
  const left = MARGIN + Math.max(...cases.map(({ name }) => textWidth(name, TEXT_SIZE))) + GAP;
  const width = left + rivals.length * (BAR.width + GAP) - GAP + MARGIN;
  const bottom = HEAD + cases.length * ROW;
  const legend = legendRows(width - 2 * MARGIN);
  const height = bottom + 14 + legend.length * LEGEND_GAP + MARGIN - 8;
  const column = (i: number) => left + i * (BAR.width + GAP);
  const lines = [
    text('title', MARGIN, 30, TITLE),
    ...rivals.map(({ name }, i) => text('name', column(i), HEAD - 8, name)),
    ...cases.flatMap(({ case: id, name }, row) => {
      const y = HEAD + row * ROW + 6;
      return [
        text('', MARGIN, y + 11, name),
        ...rivals.flatMap(({ id: rival }, i) => {
          const one = trust.find((result) => result.rival === rival && result.case === id);
          return one ? bar(one.fates, column(i), y) : [text('note', column(i), y + 11, 'not run')];
        }),
      ];
    }),
    ...legend.flatMap((row, i) => row.flatMap(({ fate, x }) => {
      const y = bottom + 20 + i * LEGEND_GAP;
      return [`<rect class="${fate}" x="${MARGIN + x}" y="${y}" width="14" height="12" rx="2"/>`, text('note', MARGIN + x + 20, y + 10, FATE_NAMES[fate])];
    })),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" role="img" aria-labelledby="title">
  <title id="title">${TITLE}, here and in what people use instead</title>
  <style>${STYLE}
  </style>
  <rect class="paper" width="${width}" height="${height}" rx="12"/>
${lines.map((line) => `  ${line}`).join('\n')}
</svg>
`;
}

function bar(fates: { readonly [fate in Fate]: number }, x: number, y: number): string[] {
  const all = FATES.reduce((sum, fate) => sum + fates[fate], 0);
  let before = 0;
  return FATES.filter((fate) => fates[fate] > 0).map((fate) => {
    const from = x + Math.round(BAR.width * before / all);
    before += fates[fate];
    // One record among thousands is seen as well.
    const width = Math.max(2, x + Math.round(BAR.width * before / all) - from);
    return `<rect class="${fate}" x="${from}" y="${y}" width="${width}" height="${BAR.height}"/>`;
  });
}

/** As many entries on each row as fit. */
function legendRows(width: number): Array<Array<{ readonly fate: Fate; readonly x: number }>> {
  const rows: Array<Array<{ fate: Fate; x: number }>> = [[]];
  let x = 0;
  for (const fate of FATES) {
    const needed = 20 + textWidth(FATE_NAMES[fate], TEXT_SIZE) + GAP;
    if (x > 0 && x + needed > width) {
      rows.push([]);
      x = 0;
    }
    rows[rows.length - 1].push({ fate, x });
    x += needed;
  }
  return rows;
}

const text = (style: string, x: number, y: number, shown: string): string => `<text${style ? ` class="${style}"` : ''} x="${x}" y="${y}">${escaped(shown)}</text>`;
