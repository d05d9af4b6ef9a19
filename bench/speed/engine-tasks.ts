import { isUtf8 } from 'node:buffer';
import type { Task } from './task';
import { cached } from '../../lambda-src/engine/read/byte-source';
import { GO_ON } from '../../lambda-src/engine/read/extent-reader';
import { memorySource } from '../../lambda-src/engine/read/memory-source';
import type { Extent } from '../../lambda-src/engine/scan/scanner';
import type { Batch, RecordValidator } from '../../src/private/contract/messages';
import { wholeFile } from '../../src/private/contract/whole-file';
import type { Engine } from '../build';
import type { DataSet } from '../data-sets/data-set';

/** The extents of a file that is read window by window. */
async function readRecords({ RecordReader }: Engine, { bytes, options }: DataSet): Promise<Extent[]> {
  const reader = new RecordReader(memorySource(bytes), options.recordsPointer, wholeFile(bytes.length));
  const extents: Extent[] = [];
  await reader.visit({
    extent: (extent) => {
      extents.push(extent);
      return GO_ON;
    },
  });
  return extents;
}

/** The work of the record engine, in steps that each include the step before; `batches` are those of the splitter. */
export function engineTasks(engine: Engine, dataSet: DataSet, validate: RecordValidator, batches: Batch[]): Task[] {
  const { bytes, options } = dataSet;
  const source = memorySource(bytes);

  /** Like the handler: batch by batch, each in as many answers as it needs. */
  const answers = async (take: (answer: unknown) => void): Promise<void> => {
    const { assessBatch, STEP_FUNCTIONS_WORDS: words } = engine;
    for (const batch of batches) {
      const object = cached(source);
      for (let rest: Batch | null = batch; rest !== null;) {
        const answer = await assessBatch({ source: object, batch: rest, options, validate, objectKey: 'incoming/orders.json', words });
        take(answer);
        rest = answer.next;
      }
    }
  };

  return [
    { id: 'boundaries', name: 'boundaries', run: () => engine.findRecords(bytes, options.recordsPointer) },
    { id: 'boundaries-read', name: '… read window by window', run: () => readRecords(engine, dataSet) },
    { id: 'splitter', name: '… from a stream: the splitter', run: () => split(engine, dataSet) },
    {
      id: 'boundaries-parse-validate',
      name: 'boundaries, parse, validate',
      run: async () => {
        const reader = new engine.RecordReader(source, options.recordsPointer, wholeFile(bytes.length));
        let valid = 0;
        await reader.visitRecords({
          record: (_, record) => {
            if (isUtf8(record!) && validate(JSON.parse((record as Buffer).toString()))) valid++;
            return GO_ON;
          },
        });
        return valid;
      },
    },
    { id: 'finished-answer', name: 'bytes to finished answer', run: () => answers(() => undefined) },
    { id: 'answer-as-json', name: '… and the answer as JSON', run: () => answers(JSON.stringify) },
  ];
}

type Round = Awaited<ReturnType<Engine['splitBatches']>>;

export async function split({ splitBatches }: Engine, { bytes, options: { recordsPointer } }: DataSet): Promise<Batch[]> {
  const all: Batch[] = [];
  for (let rest: Batch | null = wholeFile(bytes.length); rest !== null;) {
    const round: Round = await splitBatches({ source: memorySource(bytes), recordsPointer, rest, maxBatches: 1000 });
    all.push(...round.batches);
    rest = round.rest;
  }
  return all;
}
