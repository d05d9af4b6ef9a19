import { parseArgs } from 'node:util';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { batchSizeOf } from '../../../lambda-src/engine/read/split-batches';
import { BATCHES_PER_ROUND } from '../../../src/private/contract/limits';
import { Deployment } from '../../../testkit/deployment';
import { shortOrderText } from '../../../testkit/orders';
import { processed } from '../../../testkit/pipeline/announcements';
import type { Workflow } from '../../../testkit/pipeline/workflow';

/** Limits that AWS documents for Step Functions: bytes of the data of a state, events in the history of a Standard execution. */
const MAX_PAYLOAD = 262_144;
const MAX_EVENTS = 25_000;
const HOURS = 3_600;

const { values } = parseArgs({ options: { records: { type: 'string', default: '1000000' } } });
const total = Number(values.records);

/** A file with that many records, every hundredth of them invalid. */
function file(): Buffer {
  return Buffer.from(Array.from({ length: total }, (_, i) => shortOrderText(i, { contact: i % 100 !== 99 })).join('\n'));
}

interface Load {
  readonly rounds: number;
  readonly children: number;
  readonly events: number;
  /** The largest data of any state, in bytes. */
  readonly payload: number;
}

async function loadOf(workflow: Workflow, executionArn: string): Promise<Load> {
  const own = await workflow.history(executionArn);
  const mapRuns = await workflow.mapRuns(executionArn);
  const children = (await Promise.all(mapRuns.map(async (mapRun) => workflow.children(mapRun)))).flat();
  let payload = largestPayload(own);
  for (const child of children) {
    const { input = '', output = '', error, cause } = await workflow.describe(child.executionArn!);
    if (error) console.error(`${child.executionArn} failed: ${error}: ${cause}`);
    payload = Math.max(payload, Buffer.byteLength(input), Buffer.byteLength(output), largestPayload(await workflow.history(child.executionArn!)));
  }
  return { rounds: mapRuns.length, children: children.length, events: own.length, payload };
}

function largestPayload(events: HistoryEvent[]): number {
  const sizes = events.flatMap((event) => Object.values(event))
    .flatMap((details) => (typeof details === 'object' && details !== null ? [details.input, details.output] : []))
    .map((data) => (typeof data === 'string' ? Buffer.byteLength(data) : 0));
  return sizes.reduce((largest, size) => Math.max(largest, size), 0);
}

async function main(): Promise<void> {
  const deployment = await Deployment.of({ Scale: () => ({}) });
  try {
    const pipeline = deployment.pipeline('Scale');
    const body = file();

    console.log(`${total} records, ${(body.length / 1e6).toFixed(1)} MB`);
    const start = Date.now();
    await pipeline.put('scale.jsonl', body);
    const { records, inserted, repeated, rejected, conflicts } = processed(await pipeline.announcementOf('scale.jsonl', 4 * HOURS));
    const seconds = (Date.now() - start) / 1_000;
    const [fanOut] = await pipeline.fanOutWorkflow.executions();
    const { rounds, children, events, payload } = await loadOf(pipeline.fanOutWorkflow, fanOut.executionArn!);

    console.log(`counts             ${JSON.stringify({ records, inserted, repeated, rejected, conflicts })}`);
    console.log(`largest payload    ${payload} bytes of ${MAX_PAYLOAD} (${percent(payload / MAX_PAYLOAD)})`);
    console.log(`rounds             ${rounds}`);
    console.log(`children           ${children}, up to ${BATCHES_PER_ROUND} a round`);
    console.log(`history            ${events} events of ${MAX_EVENTS} (${percent(events / MAX_EVENTS)})`);
    console.log(`time               ${seconds.toFixed(0)} s on the emulator, ${(total / seconds).toFixed(0)} records a second`);
    for (const planned of [10_000_000, 100_000_000]) plan(planned, body.length / total);
    if (records !== total || inserted + repeated + rejected + conflicts !== total || payload > MAX_PAYLOAD || events > MAX_EVENTS) {
      console.error('A count or a limit is off.');
      process.exitCode = 1;
    }
  } finally {
    await deployment.stop();
  }
}

/** By the rules of the splitter, and some 15 events a round. */
function plan(records: number, bytesPerRecord: number): void {
  const bytes = records * bytesPerRecord;
  const batch = batchSizeOf(bytes);
  const batches = Math.ceil(bytes / batch);
  const rounds = Math.ceil(batches / BATCHES_PER_ROUND);
  console.log(`${`plan for ${(records / 1e6).toFixed(0)} M`.padEnd(19)}${(bytes / 1e9).toFixed(1)} GB, ${batches} batches of ${(batch / 1e6).toFixed(1)} MB, `
    + `${rounds} rounds, about ${15 + 15 * rounds} events`);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

void main();
