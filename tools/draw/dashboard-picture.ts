import type { Box, Point } from './graph';
import { textWidth } from './measure';
import { escaped } from './svg';
import type { Resource, SynthesisedPipeline } from '../template/synthesised-pipeline';

/** A cell of the grid of a dashboard, in pixels, and the space between widgets. */
const CELL = { width: 44, height: 30 };
const GAP = 8;
const MARGIN = 20;
const COLUMNS = 24;
const FONT = 11;
const LINE = 15;

const COLOURS = ['#1f77b4', '#e1812c', '#3a923a', '#c03d3e', '#9372b2', '#845b53', '#d684bd', '#7f7f7f', '#a9aa35', '#2eabb8', '#5254a3', '#8c6d31'];

const STYLE = `
    .paper { fill: #f6f8fa } .widget { fill: #ffffff; stroke: #d0d7de } text { fill: #59636e; font-size: ${FONT}px }
    .title { fill: #1f2328; font-size: 13px; font-weight: 600 } .link { fill: #0969da } .value { fill: #1f2328; font-size: 20px }
    .axis { stroke: #d0d7de; fill: none } .curve { fill: none; stroke-width: 1.6 } .chip { fill: #e6f4ea; stroke: #2da44e }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #010409 } .widget { fill: #0d1117; stroke: #3d444d } text { fill: #9198a1 } .title, .value { fill: #f0f6fc }
      .link { fill: #4493f8 } .axis { stroke: #3d444d } .chip { fill: #12261e; stroke: #2ea043 }
    }`;

interface Widget extends Box {
  readonly type: 'text' | 'alarm' | 'metric' | 'log';
  readonly properties: any;
}

/** The only dashboard among the resources, with schematic curves in place of data. */
export function dashboardPicture(resources: SynthesisedPipeline['resources']): string {
  const dashboard = Object.values(resources).find(({ Type }) => Type === 'AWS::CloudWatch::Dashboard')!;
  const { widgets } = JSON.parse(dashboard.Properties.DashboardBody as string) as { widgets: Widget[] };
  const width = COLUMNS * CELL.width + 2 * MARGIN;
  const height = Math.max(...widgets.map((widget) => widget.y + widget.height)) * CELL.height + 2 * MARGIN + LINE;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" role="img" aria-labelledby="title">
  <title id="title">The dashboard of a pipeline</title>
  <style>${STYLE}
  </style>
  <rect class="paper" width="${width}" height="${height}" rx="12"/>
${widgets.flatMap((widget) => draw(widget, resources)).map((line) => `  ${line}`).join('\n')}
  <text x="${width / 2}" y="${height - 14}" text-anchor="middle">Drawn from the definition of the dashboard. Values and curves are schematic.</text>
</svg>
`;
}

function draw({ type, properties, ...cells }: Widget, resources: { readonly [id: string]: Resource }): string[] {
  const box = {
    x: MARGIN + cells.x * CELL.width + GAP / 2,
    y: MARGIN + cells.y * CELL.height + GAP / 2,
    width: cells.width * CELL.width - GAP,
    height: cells.height * CELL.height - GAP,
  };
  const frame = `<rect class="widget" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="6"/>`;
  if (type === 'text') return [frame, ...links(properties.markdown as string, box)];
  const inner = { x: box.x + 12, y: box.y + 30, width: box.width - 24, height: box.height - 40 };
  return [frame, text('title', { x: inner.x, y: box.y + 20 }, properties.title as string), ...content(type, properties, inner, resources)];
}

function content(type: Widget['type'], properties: any, box: Box, resources: { readonly [id: string]: Resource }): string[] {
  switch (type) {
    case 'alarm': return chips((properties.alarms as string[]).map((arn) => alarmName(arn, resources)), box);
    case 'log': {
      const columns = columnsOf(properties.query as string);
      return properties.view === 'table' ? table(columns, box) : chart(columns, box);
    }
    default: {
      const labels = (properties.metrics as { label?: string }[][]).flatMap((metric) => metric[metric.length - 1].label ?? []);
      return properties.view === 'singleValue' ? values(labels, box) : chart(labels, box);
    }
  }
}

/** The titles of the links in a Markdown text, as many on each line as fit. */
function links(markdown: string, box: Box): string[] {
  const parts = markdown.replace(/\]\([^)]*\)/g, ']').split(' · ');
  return wrapped(parts, box.width - 24, '  ·  ').flatMap((line, i) => {
    let x = box.x + 12;
    return line.map((part) => {
      const shown = part.replace(/[*[\]]/g, '');
      const drawn = text(part.startsWith('[') ? 'link' : 'title', { x, y: box.y + 20 + i * (LINE + 4) }, shown);
      x += textWidth(`${shown}  ·  `, part.startsWith('[') ? FONT : 14);
      return drawn;
    });
  });
}

function chips(names: string[], box: Box): string[] {
  return wrapped(names, box.width, 'mm').flatMap((line, row) => {
    let x = box.x;
    return line.flatMap((name) => {
      const width = textWidth(name, FONT) + 12;
      const drawn = [`<rect class="chip" x="${x}" y="${box.y + row * 26}" width="${width}" height="20" rx="4"/>`, text('', { x: x + 6, y: box.y + row * 26 + 14 }, name)];
      x += width + 6;
      return drawn;
    });
  });
}

function values(labels: string[], box: Box): string[] {
  const column = box.width / labels.length;
  return labels.flatMap((label, i) => {
    const x = Math.round(box.x + i * column);
    return [text('value', { x, y: box.y + 16 }, '#'), text('', { x, y: box.y + 36 }, label)];
  });
}

/** A time series: axes, a schematic curve for each label, and the legend below. */
function chart(labels: string[], box: Box): string[] {
  const rows = wrapped(labels, box.width, 'mmm');
  const plot = { ...box, height: box.height - rows.length * LINE - 4 };
  const [left, bottom] = [plot.x, plot.y + plot.height];
  let index = 0;
  const legend = rows.flatMap((row, line) => {
    let x = left;
    return row.flatMap((label) => {
      const y = bottom + (line + 1) * LINE;
      const drawn = [`<rect x="${x}" y="${y - 8}" width="8" height="8" rx="2" fill="${colour(index++)}"/>`, text('', { x: x + 12, y }, label)];
      x += textWidth(label, FONT) + 26;
      return drawn;
    });
  });
  return [
    `<path class="axis" d="M${left} ${plot.y}V${bottom}H${left + plot.width}"/>`,
    ...labels.map((_, i) => `<path class="curve" stroke="${colour(i)}" d="${curve(i, labels.length, plot)}"/>`),
    ...legend,
  ];
}

/** The first label has the highest curve. */
function curve(index: number, of: number, { x, y, width, height }: Box): string {
  const level = (of - index - 0.4) / of;
  const points = Array.from({ length: 25 }, (_, i) => {
    const wave = Math.sin(i * 0.7 + index * 1.9) * 0.25 + Math.sin(i * 0.23 + index) * 0.2;
    return `${Math.round(x + (i * width) / 24)} ${Math.round(y + height * (1 - Math.min(0.98, Math.max(0.02, level + wave / of))))}`;
  });
  return `M${points.join('L')}`;
}

function table(columns: string[], { x, y, width, height }: Box): string[] {
  const column = width / columns.length;
  const lines = Array.from({ length: Math.floor(height / 20) }, (_, i) => `<path class="axis" d="M${x} ${y + 18 + i * 20}h${width}"/>`);
  return [...columns.map((name, i) => text('', { x: Math.round(x + i * column), y: y + 12 }, name)), ...lines];
}

/** The columns of the result of a query: what it groups by, and what it sums up. Time is the axis. */
function columnsOf(query: string): string[] {
  const [, sums, groups] = /stats (.*) by (.*)/.exec(query)!;
  const names = [...sums.matchAll(/ as (\w+)/g)].map(([, name]) => name);
  return [...groups.startsWith('bin(') ? [] : groups.split(', '), ...names];
}

function alarmName(arn: string, resources: { readonly [id: string]: Resource }): string {
  const { AlarmName } = resources[/^<(\w+)\.Arn>$/.exec(arn)![1]].Properties;
  return (AlarmName as string).split('-').pop()!;
}

/** As many texts on each line as fit. */
function wrapped(texts: string[], width: number, gap: string): string[][] {
  const lines: string[][] = [[]];
  for (const one of texts) {
    const line = lines[lines.length - 1];
    if (line.length > 0 && textWidth([...line, one].join(gap), FONT) > width) lines.push([one]);
    else line.push(one);
  }
  return lines;
}

const colour = (index: number): string => COLOURS[index % COLOURS.length];

const text = (style: string, { x, y }: Point, shown: string): string => `<text${style ? ` class="${style}"` : ''} x="${x}" y="${y}">${escaped(shown)}</text>`;
