import type { DemoResult } from '../demo-result';
import { sum } from '../file-result';
import { html, NOTHING } from './html';
import type { Html } from './html';
import { ICONS } from './icons';
import { plural, size } from '../../../cli/terminal/format';

/** Characters that a box takes in large type. */
const LONG_COUNT = 12;

/** The path of the records with the counts of this run: one picture for wide screens, one for narrow ones. */
export function flow(result: DemoResult): Html {
  const steps = describe(result);
  return html`<figure class="flow">${wide(steps)}${narrow(steps)}</figure>`;
}

interface Step {
  readonly icon: keyof typeof ICONS;
  readonly title: string;
  readonly note: string;
  readonly count: string;
  readonly tone?: 'table' | 'queue' | 'unused';
}

interface Steps {
  readonly bucket: Step;
  readonly rule: Step;
  readonly fileWorkflow: Step;
  readonly fanOut: Step;
  readonly processBatch: Step;
  readonly table: Step;
  readonly queue: Step;
  /** Files on the fast path, and files that FileWorkflow handed off to FanOutWorkflow. */
  readonly direct: number;
  readonly handedOff: number;
  /** The more records, the broader the line. */
  readonly tableWidth: string;
  readonly queueWidth: string;
}

function describe({ files, table, deadLetters, fanOut }: DemoResult): Steps {
  const handedOff = Math.min(fanOut.executions, files.length);
  const queueShare = deadLetters.count / Math.max(1, deadLetters.count + table);
  const width = (share: number) => share === 0 ? '2' : (3 + 15 * share).toFixed(1);
  return {
    bucket: { icon: 'bucket', title: 'S3 bucket', note: size(sum(files, 'bytes')), count: plural(files.length, 'file') },
    rule: { icon: 'rule', title: 'EventBridge', note: 'Object Created', count: plural(files.length, 'event') },
    fileWorkflow: { icon: 'workflow', title: 'FileWorkflow', note: 'Express workflow', count: plural(files.length, 'run') },
    fanOut: handedOff > 0
      ? { icon: 'fanOut', title: 'FanOutWorkflow', note: 'Distributed Map', count: plural(fanOut.children, 'child', 'children') }
      : { icon: 'fanOut', title: 'FanOutWorkflow', note: 'for big files', count: 'not needed', tone: 'unused' },
    processBatch: { icon: 'lambda', title: 'ProcessBatch', note: 'Lambda validates', count: plural(sum(files, 'records'), 'record') },
    table: { icon: 'table', title: 'DynamoDB table', note: 'valid records', count: plural(table, 'item'), tone: 'table' },
    queue: { icon: 'queue', title: 'Dead-letter queue', note: 'invalid, with reasons', count: plural(deadLetters.count, 'dead letter'), tone: 'queue' },
    direct: files.length - handedOff,
    handedOff,
    tableWidth: width(1 - queueShare),
    queueWidth: width(queueShare),
  };
}

function wide(steps: Steps): Html {
  return html`<svg class="wide" viewBox="0 0 1140 318" role="img" aria-label="${label(steps)}">${arrowHead('w')}
<path class="link" d="M152 61H184" marker-end="url(#w)"/>
<path class="link" d="M354 61H386" marker-end="url(#w)"/>
${link('M582 61H650', steps.direct, 'w')}${linkLabel(616, 50, steps.direct)}
${link('M485 112V196', steps.handedOff, 'w')}${linkLabel(522, 160, steps.handedOff)}
${link('M582 257H715Q745 257 745 227V124', steps.handedOff, 'w')}
<path class="band table" stroke-width="${steps.tableWidth}" d="M842 61H924"/>
<path class="band queue" stroke-width="${steps.queueWidth}" d="M842 88C905 88 860 257 924 257"/>
${box(0, 10, 150, steps.bucket)}${box(192, 10, 160, steps.rule)}${box(394, 10, 186, steps.fileWorkflow)}${box(394, 206, 186, steps.fanOut)}
${box(658, 10, 184, steps.processBatch)}${box(924, 10, 216, steps.table)}${box(924, 206, 216, steps.queue)}
</svg>`;
}

function narrow(steps: Steps): Html {
  return html`<svg class="narrow" viewBox="0 0 400 686" role="img" aria-label="${label(steps)}">${arrowHead('n')}
<path class="link" d="M93 104V134" marker-end="url(#n)"/>
<path class="link" d="M93 246V276" marker-end="url(#n)"/>
${link('M93 388V426', steps.direct, 'n')}${linkLabel(128, 414, steps.direct)}
${link('M186 337H204', steps.handedOff, 'n')}
${link('M307 388V450Q307 480 277 480H196', steps.handedOff, 'n')}${linkLabel(344, 436, steps.handedOff)}
<path class="band table" stroke-width="${steps.tableWidth}" d="M70 536C70 565 95 550 95 584"/>
<path class="band queue" stroke-width="${steps.queueWidth}" d="M130 536C130 572 300 546 300 584"/>
${box(0, 2, 186, steps.bucket)}${box(0, 144, 186, steps.rule)}${box(0, 286, 186, steps.fileWorkflow)}${box(214, 286, 186, steps.fanOut)}
${box(0, 434, 186, steps.processBatch)}${box(0, 584, 190, steps.table)}${box(200, 584, 200, steps.queue)}
</svg>`;
}

function link(path: string, files: number, marker: string): Html {
  return html`<path class="link${files > 0 ? '' : ' unused'}" d="${path}" marker-end="url(#${marker})"/>`;
}

function linkLabel(x: number, y: number, files: number): Html {
  return files > 0 ? html`<text class="label" x="${x}" y="${y}">${plural(files, 'file')}</text>` : NOTHING;
}

function box(x: number, y: number, width: number, { icon, title, note, count, tone }: Step): Html {
  return html`<g class="box ${tone ?? ''}" transform="translate(${x} ${y})"><rect width="${width}" height="102" rx="10"/>
<path class="icon" transform="translate(12 13)" d="${ICONS[icon]}"/><text class="title" x="40" y="29">${title}</text>
<text class="note" x="13" y="53">${note}</text><text class="count${count.length > LONG_COUNT ? ' long' : ''}" x="12" y="86">${count}</text></g>`;
}

function arrowHead(id: string): Html {
  return html`<defs><marker id="${id}" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
<path class="head" d="M0 0L10 5L0 10z"/></marker></defs>`;
}

function label({ bucket, fanOut, processBatch, table, queue, handedOff }: Steps): string {
  const path = handedOff > 0 ? `, ${plural(handedOff, 'file')} of them through ${fanOut.title} with ${fanOut.count}` : '';
  return `${bucket.count} in the bucket${path}: ${processBatch.count}, of which ${table.count} in the table and ${queue.count} in the queue`;
}
