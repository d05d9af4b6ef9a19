import type { Box, Layout, PlacedEdge, PlacedNode, Point } from './graph';
import { GROUP_HEADER, GROUP_PADDING, LABEL_SIZE, NOTE_SIZE, TITLE_SIZE, textWidth } from './measure';

const MARGIN = 24;

const STYLE = `
    .paper { fill: #ffffff } text { fill: #1f2328; font-size: ${TITLE_SIZE}px; font-weight: 600; text-anchor: middle }
    .note { fill: #59636e; font-size: ${NOTE_SIZE}px; font-weight: 400 } .label { fill: #59636e; font-size: ${LABEL_SIZE}px; font-weight: 400 }
    .way { fill: none; stroke: #6e7781; stroke-width: 1.6 } .tip { fill: #6e7781 }
    .failure { stroke: #d4712b; stroke-dasharray: 5 4 } .failuretip { fill: #d4712b }
    .to-function { stroke: #218bff } .function-tip { fill: #218bff } .to-table { stroke: #2da44e } .table-tip { fill: #2da44e }
    .to-queue { stroke: #d4712b } .queue-tip { fill: #d4712b }
    rect, circle { stroke-width: 1.4 } .start { fill: #6e7781 }
    .step { fill: #f6f8fa; stroke: #d0d7de } .choice { fill: #ffffff; stroke: #6e7781 } .group { fill: #f6f8fa; fill-opacity: .6; stroke: #afb8c1 }
    .function { fill: #ddf4ff; stroke: #218bff } .table { fill: #e6f4ea; stroke: #2da44e } .queue { fill: #fff1e5; stroke: #d4712b }
    .event { fill: #fbefff; stroke: #a475f9 } .workflow { fill: #e7f7f7; stroke: #3192aa } .fail { fill: #ffebe9; stroke: #cf222e }
    .bucket { fill: #f6f8fa; stroke: #6e7781 }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #0d1117 } text { fill: #f0f6fc } .note, .label { fill: #9198a1 } .way { stroke: #7d8590 } .tip, .start { fill: #7d8590 }
      .to-function { stroke: #388bfd } .function-tip { fill: #388bfd } .to-table { stroke: #2ea043 } .table-tip { fill: #2ea043 }
      .failure, .to-queue { stroke: #db7b3a } .failuretip, .queue-tip { fill: #db7b3a }
      .step, .bucket { fill: #161b22; stroke: #444c56 } .choice { fill: #0d1117; stroke: #7d8590 } .group { fill: #161b22; stroke: #444c56 }
      .function { fill: #0c2d4d; stroke: #388bfd } .table { fill: #12261e; stroke: #2ea043 } .queue { fill: #2d1c10; stroke: #db7b3a }
      .event { fill: #271f3d; stroke: #8957e5 } .workflow { fill: #0f2b30; stroke: #3192aa } .fail { fill: #301b1e; stroke: #f85149 }
    }`;

/** A picture of a layout, for light and for dark pages. */
export function toSvg(layout: Layout, { title, legend }: { title: string; legend: string }): string {
  const width = Math.max(layout.width, textWidth(legend, NOTE_SIZE)) + 2 * MARGIN;
  const height = layout.height + 2 * MARGIN + 30;
  const body = drawing(layout, { x: Math.round((width - layout.width) / 2), y: MARGIN }, '  ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" role="img" aria-labelledby="title">
  <title id="title">${escaped(title)}</title>
  <style>${STYLE}
  </style>
  <defs>
${TIPS.map(tip).join('\n')}
  </defs>
  <rect class="paper" stroke="none" width="${width}" height="${height}" rx="12"/>
${body.join('\n')}
  <text class="note" x="${Math.round(width / 2)}" y="${height - 18}">${escaped(legend)}</text>
</svg>
`;
}

function drawing(layout: Layout, origin: Point, indent: string): string[] {
  return [
    `<g transform="translate(${origin.x} ${origin.y})">`,
    ...layout.nodes.filter(({ inside }) => inside).flatMap((node) => [...box(node), ...drawing(node.inside!, insideOf(node), '  ')]),
    ...layout.edges.map(line),
    ...layout.nodes.filter(({ inside }) => !inside).flatMap(box),
    ...layout.edges.flatMap(({ label: text, labelBox }) => (text && labelBox ? label(text, labelBox) : [])),
    '</g>',
  ].map((text) => indent + text);
}

const TIPS = ['tip', 'failuretip', 'function-tip', 'table-tip', 'queue-tip'];

const tip = (id: string): string => `    <marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">`
  + `<path class="${id}" d="M0 0L10 5L0 10z"/></marker>`;

/** In the middle of the group, below its title. */
function insideOf({ x, y, width, inside }: PlacedNode): Point {
  return { x: x + Math.max(GROUP_PADDING, Math.round((width - inside!.width) / 2)), y: y + GROUP_HEADER };
}

function box({ kind, title, note, x, y, width, height, inside }: PlacedNode): string[] {
  const middle = x + Math.round(width / 2);
  if (kind === 'start') return [`<circle class="start" cx="${middle}" cy="${y + 8}" r="6"/>`];
  const radius = kind === 'choice' ? height / 2 : inside ? 10 : 6;
  const first = inside ? y + 22 : note === undefined ? y + height / 2 + 5 : y + 23;
  return [
    `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`,
    `<text x="${middle}" y="${first}">${escaped(title)}</text>`,
    ...(note === undefined ? [] : [`<text class="note" x="${middle}" y="${first + 18}">${escaped(note)}</text>`]),
  ];
}

function line({ points, failure, tone }: PlacedEdge): string {
  const [start, ...others] = points;
  let from = start;
  const path = others.map((to, i) => {
    // Straight through a layer, then in a curve to the next.
    const middle = Math.round((from.y + to.y) / 2);
    const piece = from.y === to.y ? '' : i % 2 === 0 || from.x === to.x ? `L${to.x} ${to.y}` : `C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`;
    from = to;
    return piece;
  });
  const style = failure ? ' failure' : tone ? ` to-${tone}` : '';
  const end = failure ? 'failuretip' : tone ? `${tone}-tip` : 'tip';
  return `<path class="way${style}" marker-end="url(#${end})" d="M${start.x} ${start.y}${path.join('')}"/>`;
}

function label(text: string, { x, y, width, height }: Box): string[] {
  return [
    `<rect class="paper" stroke="none" fill-opacity=".8" x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/>`,
    `<text class="label" x="${x + Math.round(width / 2)}" y="${y + 13}">${escaped(text)}</text>`,
  ];
}

export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
