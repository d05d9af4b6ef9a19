import type { PipelineOptions } from './pipeline-options';
import { openPipeline } from './pipeline-options';
import { COUNTS } from '../../src/private/contract/messages';
import { OK, SOME_REJECTED } from '../exit-codes';
import type { FilesToday, PipelineStatus, QueueStatus } from '../operate/status';
import { statusOf } from '../operate/status';
import { number, plural } from '../terminal/format';
import { printable } from '../terminal/printable';
import { Printer } from '../terminal/printer';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { localTime, span } from '../terminal/time';

export async function printStatus(options: PipelineOptions): Promise<number> {
  const pipeline = await openPipeline(options);
  const status = await statusOf(pipeline);
  const { pipeline: name, stack } = pipeline.entry;
  const { queue, today, alarms } = status;
  const attention = queue.visible + queue.hidden + alarms.length + (today?.failed ?? 0) > 0;
  const json = {
    pipeline: name,
    stack,
    region: pipeline.aws.region,
    attention,
    ...status,
    alarms: alarms.map((alarm) => ({ ...alarm, since: alarm.since.toISOString() })),
  };
  new Printer(options.json ?? false).result(json, (terminal) => {
    terminal.outcome(attention ? 'odd' : 'good', `${terminal.colours.bold(printable(name))} · stack ${printable(stack)} · ${printable(pipeline.aws.region)}`);
    terminal.line();
    table(lines(status, terminal), [{}, { wrap: 'between words' }], terminal.columns - 2).forEach((line) => terminal.line(`  ${line}`));
  });
  return attention ? SOME_REJECTED : OK;
}

function lines({ queue, today, running, alarms, watched }: PipelineStatus, { colours }: Terminal): string[][] {
  return [
    [colours.dim('dead letters'), queueText(queue)],
    [colours.dim('files today'), today === null ? 'not known: the pipeline has no history' : todayText(today)],
    [colours.dim('large files'), running === 0 ? 'none is being processed' : `${number(running)} being processed`],
    [colours.dim('alarms'), watched === 0 ? 'the pipeline has none: sales.addAlarms()' : alarms.length === 0 ? `none of ${number(watched)} is on` : `${number(alarms.length)} of ${number(watched)} on`],
    ...alarms.map(({ name, since, description }) => ['', `${colours.red(printable(name))} since ${localTime(since)}: ${printable(description)}`]),
  ];
}

function queueText({ visible, hidden, oldestSeconds, retentionSeconds }: QueueStatus): string {
  if (visible + hidden === 0) return 'none';
  const age = oldestSeconds === null ? '' : ` · the oldest is ${span(oldestSeconds * 1_000)} old, and kept for ${span(retentionSeconds * 1_000)}`;
  return `about ${number(visible + hidden)}${hidden > 0 ? `, ${number(hidden)} of them taken by somebody` : ''}${age}`;
}

function todayText(today: FilesToday): string {
  const files = today.processed + today.failed + today.processing;
  const counted = COUNTS.filter((count) => count !== 'records' && today[count] > 0).map((count) => `${number(today[count])} ${count}`);
  return [
    plural(files, 'file'),
    ...today.failed > 0 ? [`${number(today.failed)} failed`] : [],
    ...today.processing > 0 ? [`${number(today.processing)} being processed`] : [],
    ...today.records > 0 ? [`${plural(today.records, 'record')}: ${counted.join(', ')}`] : [],
  ].join(' · ');
}
