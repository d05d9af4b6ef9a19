import type { Usage } from './usage';
import { usageOf } from './usage';
import { orderText, shortOrderText } from '../../../testkit/orders';
import type { DeployedRivals } from '../deployed-rivals';
import { inTurns } from '../in-turns';
import type { Metered } from '../meter';
import type { Rival, RivalId } from '../rivals';

/** A number of files of the same size. */
export interface Load {
  readonly files: number;
  readonly recordsPerFile: number;
  /** Of some 140 bytes, or of 895. */
  readonly record: 'short' | 'kilobyte';
}

export interface LoadResult extends Load {
  readonly rival: RivalId;
  /** Records that are in the table at the end. */
  readonly stored: number;
  /** From the first upload to the last thing that happened. */
  readonly ms: number;
  readonly usage: Usage;
  /** For one file of short records that is small: what happened in which order. */
  readonly timeline?: readonly Step[];
}

/** A state, an execution or a function. Times are in ms; it begins after the upload has begun. */
export interface Step {
  readonly name: string;
  readonly times: number;
  readonly begins: number;
  /** In which it ran, at least once. */
  readonly ms: number;
}

const MOST_IN_TIMELINE = 1_000;
const TIMEOUT_MS = 3_600_000;
const LONGEST_SECONDS = 900;
/** Makes records of 895 bytes. */
const ORDER_LINES = 7;

let files = 0;
let records = 0;

/** Loads files of new records, and takes down how long it takes and what AWS would bill. */
export async function measureLoad(deployed: DeployedRivals, rival: Rival, load: Load): Promise<LoadResult> {
  const client = deployed.rival(rival.id);
  await client.beginAfresh(LONGEST_SECONDS);
  const before = await client.table.approximateCount();
  const bodies = Array.from({ length: load.files }, () => body(load, rival.format));
  const began = Date.now();
  await inTurns(bodies, async (text) => client.put(`load-${files++}.json`, text));
  const metered = await client.untilQuiet(TIMEOUT_MS);
  const stored = await client.table.approximateCount() - before;
  return resultOf(rival.id, load, { began, stored, metered });
}

/** What was seen of a load. */
export function resultOf(rival: RivalId, load: Load, { began, stored, metered }: Seen): LoadResult {
  const ended = metered.reduce((last, { at }) => Math.max(last, at), began);
  const timeline = load.files === 1 && load.recordsPerFile <= MOST_IN_TIMELINE && load.record === 'short' ? timelineOf(metered, began) : undefined;
  return { ...load, rival, stored, ms: Math.round(ended - began), usage: usageOf(metered), timeline };
}

export interface Seen {
  /** In ms since 1970. */
  readonly began: number;
  readonly stored: number;
  readonly metered: readonly Metered[];
}

/** Whether both are files of the same size and number. */
export function isLoad(one: Load, { files: count, recordsPerFile, record }: Load): boolean {
  return one.files === count && one.recordsPerFile === recordsPerFile && one.record === record;
}

function body({ recordsPerFile, record }: Load, format: Rival['format']): string {
  const texts = Array.from({ length: recordsPerFile }, () => (record === 'short' ? shortOrderText(records++) : orderText(records++, { lines: ORDER_LINES })));
  return format === 'json' ? `{"orders":[${texts.join(',')}]}` : texts.join('\n');
}

/** Executions, states and functions in the order in which they first began. */
function timelineOf(metered: readonly Metered[], began: number): Step[] {
  const spans = metered.flatMap((one) => {
    switch (one.what) {
      case 'execution': return [{ name: `${one.kind === 'STANDARD' ? 'Standard' : 'Express'} execution`, begins: one.at - one.ms - began, ms: one.ms }];
      case 'state': return [{ name: one.name, begins: one.at - one.ms - began, ms: one.ms }];
      case 'invocation': return [{ name: 'Lambda function', begins: one.at - one.ms - began, ms: one.ms }];
      default: return [];
    }
  }).sort((a, b) => a.begins - b.begins);
  return [...new Set(spans.map(({ name }) => name))].map((name) => {
    const own = spans.filter((span) => span.name === name);
    return { name, times: own.length, begins: Math.round(own[0].begins), ms: Math.round(unionOf(own)) };
  });
}

/** The time in which at least one of the spans ran. They are in the order in which they began. */
function unionOf(spans: ReadonlyArray<Omit<Step, 'name' | 'times'>>): number {
  let [sum, end] = [0, -Infinity];
  for (const { begins, ms } of spans) {
    sum += Math.max(0, begins + ms - Math.max(end, begins));
    end = Math.max(end, begins + ms);
  }
  return sum;
}
