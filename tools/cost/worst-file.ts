import type { Answer, Batches } from './batches';
import { batchesOf } from './batches';
import { WRITES, total } from './bill';
import type { BigFile } from './scenarios';
import { oneBigFile } from './scenarios';
import { WINDOW } from '../../lambda-src/engine/read/record-reader';
import { batchSizeOf } from '../../lambda-src/engine/read/split-batches';
import type { RecordValidator } from '../../src/private/contract/messages';
import type { FunctionOptions } from '../../src/private/contract/names';
import type { SynthesisedPipeline } from '../template/synthesised-pipeline';

const GIGABYTE = 1e9;
/** Where the rest of a batch is like its beginning, only this part of it is assessed. */
const REPETITIONS = 16;
/** The shortest record that the default schema accepts. */
const ACCEPTED = '{"contact-info":{},"order-info":{"OrderId":"1"}}';

/** A file that is made to be expensive. */
interface Shape {
  /** On the page. */
  readonly name: string;
  /** What it repeats. */
  readonly text: string;
  readonly conflicts?: boolean;
}

const SHAPES: Shape[] = [
  { name: '`1` on each line', text: '1\n' },
  { name: '`{}` on each line', text: '{}\n' },
  { name: '`[,1` on each line', text: '[,1\n' },
  { name: '`1` and the shortest order, in turns', text: `1\n${ACCEPTED}\n` },
  { name: 'the shortest order on each line, each in conflict with another', text: `${ACCEPTED}\n`, conflicts: true },
  { name: '*for comparison:* the shortest order on each line', text: `${ACCEPTED}\n` },
];

/** What a GB of a shape costs. */
export interface WorstFile {
  readonly name: string;
  readonly records: number;
  /** If each rejected or conflicting record had a dead letter of its own. */
  readonly unlimited: Processed;
  readonly limited: Processed;
}

export interface Processed {
  readonly deadLetters: number;
  /** In US dollars, without the writes of the items. */
  readonly cost: number;
  /** Of the writes of the items, in US dollars. */
  readonly writes: number;
  readonly hours: number;
}

export async function worstFiles(pipeline: SynthesisedPipeline): Promise<WorstFile[]> {
  const deadLettersPerBatch = deployedLimit(pipeline);
  const all: WorstFile[] = [];
  for (const { name, text: unit, conflicts } of SHAPES) {
    const units = Math.floor(batchSizeOf(GIGABYTE) / REPETITIONS / unit.length) * REPETITIONS;
    const batch = { fileSize: GIGABYTE, validate: order, conflicts, deadLettersPerBatch };
    const part = await batchesOf({ ...batch, text: unit.repeat(units / REPETITIONS) });
    const limited = isGarbage(part) ? lengthened(part) : await batchesOf({ ...batch, text: unit.repeat(units) });
    const unlimited = limited.batches.flat().every((answer) => deadLetters(answer) === 0) ? limited
      : repeated(await batchesOf({ text: unit.repeat(units / REPETITIONS), fileSize: GIGABYTE, validate: order, conflicts }));
    const times = Math.ceil(GIGABYTE / limited.bytes);
    all.push({
      name,
      records: times * limited.records,
      unlimited: processed(unlimited, times, oneBigFile(pipeline, times, unlimited)),
      limited: processed(limited, times, oneBigFile(pipeline, times, limited)),
    });
  }
  return all;
}

/** Whether the last answer holds all that is beyond the limit. */
function isGarbage({ batches: [answers] }: Batches): boolean {
  return answers.every(({ accepted }) => accepted === 0) && answers[answers.length - 1].rejected > answers[answers.length - 1].sharedOrRejected;
}

/** Beyond the limit, the rejected records of an answer share a dead letter, so more garbage makes the last answer of the batch longer. */
function lengthened({ bytes, records, itemSize, batches: [answers] }: Batches): Batches {
  const [last] = answers.slice(-1);
  const more = REPETITIONS - 1;
  const longer = { ...last, rejected: last.rejected + more * records, reads: last.reads + Math.ceil(more * bytes / WINDOW) };
  return { bytes: REPETITIONS * bytes, records: REPETITIONS * records, itemSize, batches: [[...answers.slice(0, -1), longer]] };
}

/** Without a limit all answers of a batch are alike, so that a part of it says what the rest is. */
function repeated({ bytes, records, itemSize, batches: [answers] }: Batches): Batches {
  return {
    bytes: REPETITIONS * bytes, records: REPETITIONS * records, itemSize, batches: [Array.from({ length: REPETITIONS }, () => answers).flat()],
  };
}

function processed({ batches }: Batches, times: number, { bill, seconds }: BigFile): Processed {
  const writes = bill.get(WRITES)!;
  const sent = times * batches.flat().reduce((sum, answer) => sum + deadLetters(answer), 0);
  return { deadLetters: sent, cost: total(bill) - writes, writes, hours: seconds / 3_600 };
}

function deadLetters({ accepted, sharedOrRejected, conflicts }: Answer): number {
  return sharedOrRejected + (conflicts === 'alone' ? accepted : 0);
}

/** What the functions of the pipeline are told. */
function deployedLimit({ resources }: SynthesisedPipeline): number {
  const [fn] = Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const { Variables: variables } = fn.Properties.Environment as { Variables: { RECORD_OPTIONS: string } };
  return (JSON.parse(variables.RECORD_OPTIONS) as FunctionOptions).deadLettersPerBatch;
}

/** The default schema, as far as these records can tell. */
const order: RecordValidator = Object.assign((record: unknown) => {
  const valid = typeof record === 'object' && record !== null && 'contact-info' in record;
  order.errors = valid ? null
    : [{ instancePath: '', keyword: 'required', message: "must have required property 'contact-info'", params: { missingProperty: 'contact-info' } }];
  return valid;
}, { errors: null as RecordValidator['errors'] });
