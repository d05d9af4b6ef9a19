import { ASSUMED } from './assumptions';
import type { Batches } from './batches';
import type { Bill } from './bill';
import { expressBill, functionBill, serviceBill } from './bill';
import { PRICES } from './prices';
import { Tally, walk } from './walk';
import type { Scenario } from './walk';
import type { Resource, States, SynthesisedPipeline } from '../template/synthesised-pipeline';

const VALIDATOR = 'Validator';
const SPLITTER = 'Splitter';

/** A scenario in which every record is new and valid. */
const nothingWrong = (validate: number) => ({
  choices: { WhichEvent: 'DescribeFile', FileReadable: 'InsertAccepted', FileSplit: 'TakeBatches' },
  items: { DeadLetterRejected: 0 },
  stepDuration: ASSUMED.step,
  callDuration: (api: string) => (api.includes(VALIDATOR) ? validate : ASSUMED.call),
});

/** The bill for this many files with one record each. */
export function filesOfOneRecord(pipeline: SynthesisedPipeline, files: number, { itemSize }: Batches): Bill {
  const scenario = nothingWrong(ASSUMED.validate.record);
  const oneFile = walk(pipeline.fileWorkflow, {
    ...scenario,
    choices: { ...scenario.choices, OneBatch: 'ValidateBatch', MoreInBatch: 'FileDone', FileDone: 'DescribeResult' },
    items: { ...scenario.items, InsertAccepted: 1 },
  });
  const calls = new Tally();
  calls.add(oneFile, files);
  return bill(pipeline, calls, itemSize, {
    express: expressBill([{ tally: oneFile, times: files, memory: ASSUMED.expressMemory.small }]),
    standard: 0,
    bytes: 0,
    validate: ASSUMED.validate.record,
  });
}

/** The bill for one file that is `times` as long as the sample. */
export function oneBigFile(pipeline: SynthesisedPipeline, times: number, sample: Batches): Bill {
  const scenario = nothingWrong(ASSUMED.validate.batch);
  const frontDoor = walk(pipeline.fileWorkflow, { ...scenario, choices: { ...scenario.choices, OneBatch: 'StartFanOut' } });
  const batches = sample.answers.length * times;
  const rounds = Math.ceil(batches / pipeline.fanOutWorkflow.States.SplitFile.Parameters.maxBatches);
  const fanOut = walk(pipeline.fanOutWorkflow, {
    ...scenario,
    choices: { ...scenario.choices, MoreInFile: (visit) => (visit < rounds ? 'SplitFile' : 'DescribeResult') },
  });
  const children = sample.answers.map((answers) => walk(pipeline.fanOutWorkflow.States.ProcessBatches.ItemProcessor as States, {
    ...scenario,
    choices: { ...scenario.choices, MoreInBatch: (visit) => (visit < answers.length ? 'ValidateBatch' : 'BatchDone') },
    items: { ...scenario.items, InsertAccepted: (visit) => answers[visit - 1] },
  }));
  const calls = new Tally();
  [frontDoor, fanOut].forEach((tally) => calls.add(tally));
  children.forEach((tally) => calls.add(tally, times));
  return bill(pipeline, calls, sample.itemSize, {
    express: expressBill([
      { tally: frontDoor, times: 1, memory: ASSUMED.expressMemory.small },
      ...children.map((tally) => ({ tally, times, memory: ASSUMED.expressMemory.batch })),
    ]),
    // Starting a child is a transition, too.
    standard: (fanOut.states + batches) * PRICES.standardTransition,
    bytes: sample.bytes * times,
    validate: ASSUMED.validate.batch,
  });
}

/** US dollars for the minimal design that works record by record: one execution validates and puts each record. */
export function executionPerRecord(records: number): number {
  const definition: States = {
    StartAt: 'Validate',
    States: {
      Validate: { Type: 'Task', Resource: '<Validator.Arn>', Next: 'Valid' },
      Valid: { Type: 'Choice', Choices: [{ Next: 'Insert' }], Default: 'DeadLetter' },
      Insert: { Type: 'Task', Resource: 'arn:<AWS::Partition>:states:::dynamodb:putItem', End: true },
      DeadLetter: { Type: 'Task', Resource: 'arn:<AWS::Partition>:states:::sqs:sendMessage', End: true },
    },
  };
  const scenario: Scenario = { ...nothingWrong(ASSUMED.validate.record), choices: { Valid: 'Insert' }, items: {} };
  const { states } = walk(definition, scenario);
  const validation = functionBill(1, ASSUMED.validate.record / 1_000, 0.125);
  return records * (states * PRICES.standardTransition + validation + PRICES.dynamodbWrite);
}

interface Executions {
  /** In US dollars. */
  readonly express: number;
  readonly standard: number;
  /** Bytes that the splitter reads. */
  readonly bytes: number;
  /** Duration of an invocation of the validator, in ms. */
  readonly validate: number;
}

function bill(pipeline: SynthesisedPipeline, calls: Tally, itemSize: number, { express, standard, bytes, validate }: Executions): Bill {
  const functions = Object.entries(pipeline.resources).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  const gigabytes = (name: string) => memoryOf(functions.find(([id]) => id.includes(name))![1]);
  const called = (name: string) => [...calls.calls].reduce((sum, [api, times]) => sum + (api.includes(name) ? times : 0), 0);
  const validations = called(VALIDATOR);
  const splits = called(SPLITTER);
  const services = serviceBill(calls, itemSize, validations + splits);
  return new Map([
    ...services,
    ['Step Functions: Express executions', express],
    ['Step Functions: Standard transitions', standard],
    ['Lambda', functionBill(validations, validations * validate / 1_000, gigabytes(VALIDATOR))
      + functionBill(splits, bytes / ASSUMED.splitBytesPerSecond, gigabytes(SPLITTER))],
  ]);
}

const memoryOf = (resource: Resource): number => (resource.Properties.MemorySize as number) / 1_024;
