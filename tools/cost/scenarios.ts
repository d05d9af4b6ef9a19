import { ASSUMED } from './assumptions';
import type { Answer, Batches } from './batches';
import type { Bill } from './bill';
import { expressBill, functionBill, serviceBill } from './bill';
import { PRICES } from './prices';
import { Tally, walk } from './walk';
import type { Scenario } from './walk';
import type { States, SynthesisedPipeline } from '../template/synthesised-pipeline';

const VALIDATOR = 'Validator';
const SPLITTER = 'Splitter';

/** Duration after which a batch stops at its cursor, in ms. */
const MAX_CHILD_DURATION = 60_000;

/** A file of one record that is accepted. */
const ONE_RECORD = { accepted: 1, rejected: 0, reads: 1 };

/** Bytes of the splitter's log for an invocation. */
const SPLITTER_LOG = 400;

/** A scenario in which nothing fails. */
const nothingFails = {
  choices: { WhichEvent: 'ValidateBatch', FileReadable: 'InsertAccepted', FileSplit: 'TakeBatches' },
  items: { DeadLetterRejected: 0 },
  stepDuration: ASSUMED.step,
  callDuration: () => ASSUMED.call,
};

/** The bill for this many files with one record each. Every record is new and valid. */
export function filesOfOneRecord(pipeline: SynthesisedPipeline, files: number, { itemSize, batches: [[{ logged }]] }: Batches): Bill {
  const validate = validation(pipeline, ONE_RECORD);
  const oneFile = walk(pipeline.fileWorkflow, {
    ...nothingFails,
    choices: { ...nothingFails.choices, MoreInBatch: 'WriteProcessed' },
    items: { ...nothingFails.items, InsertAccepted: 1 },
    callDuration: (api) => (api.includes(VALIDATOR) ? validate : ASSUMED.call),
  });
  const calls = new Tally();
  calls.add(oneFile, files);
  return bill(pipeline, calls, itemSize, {
    express: expressBill([{ tally: oneFile, times: files, memory: ASSUMED.expressMemory.small }]),
    standard: 0,
    reads: files,
    logs: files * logged,
    split: 0,
    validate: files * validate,
  });
}

export interface BigFile {
  readonly bill: Bill;
  /** Until every record is in its place, in seconds. */
  readonly seconds: number;
  /** Executions of the Distributed Map, and their time together, in seconds. */
  readonly children: number;
  readonly childSeconds: number;
}

/** What happens to the accepted records of an answer. */
function fateOf({ conflicts }: Answer): Partial<Scenario> {
  if (conflicts === null) return {};
  return { caught: { Insert: 'ReadExisting' }, choices: { SameRecord: conflicts === 'shared' ? 'SharedConflict' : 'DescribeConflict' } };
}

/** A batch with these answers of the validator. */
function batchOf(pipeline: SynthesisedPipeline, answers: Answer[]): Scenario {
  const deadLettered = answers.filter(({ sharedOrRejected }) => sharedOrRejected > 0);
  const next = answers.flatMap(({ sharedOrRejected }, i) => [
    ...(sharedOrRejected > 0 ? ['DeadLetterRejected'] : []), i < answers.length - 1 ? 'ValidateBatch' : 'BatchDone',
  ]);
  return {
    ...nothingFails,
    choices: { ...nothingFails.choices, MoreInBatch: (visit) => next[visit - 1] },
    items: { InsertAccepted: (visit) => answers[visit - 1].accepted, DeadLetterRejected: (visit) => deadLettered[visit - 1].sharedOrRejected },
    inside: (map, visit) => (map === 'InsertAccepted' ? fateOf(answers[visit - 1]) : {}),
    callDuration: (api, visit) => (api.includes(VALIDATOR) ? validation(pipeline, answers[visit - 1]) : ASSUMED.call),
  };
}

/** One file that is `times` as long as the sample. */
export function oneBigFile(pipeline: SynthesisedPipeline, times: number, sample: Batches): BigFile {
  const frontDoor = walk(pipeline.fileWorkflow, { ...nothingFails, choices: { ...nothingFails.choices, WhichEvent: 'StartFanOut' } });
  const processBatch = pipeline.fanOutWorkflow.States.ProcessBatches.ItemProcessor as States;
  const children = sample.batches.map((answers) => walk(processBatch, batchOf(pipeline, answers)));
  // A batch that takes longer than a minute continues as another child.
  const executionsOf = ({ duration }: Tally) => Math.ceil(duration / MAX_CHILD_DURATION);
  const started = times * sum(children, executionsOf);
  const { maxBatches } = pipeline.fanOutWorkflow.States.SplitFile.Parameters as { maxBatches: number };
  const rounds = Math.ceil(started / maxBatches);
  const fanOut = walk(pipeline.fanOutWorkflow, {
    ...nothingFails,
    choices: { ...nothingFails.choices, MoreInFile: (visit) => (visit < rounds ? 'SplitFile' : 'WriteProcessed') },
  });
  const calls = new Tally();
  [frontDoor, fanOut].forEach((tally) => calls.add(tally));
  children.forEach((tally) => calls.add(tally, times));
  const answers = sample.batches.flat();
  const split = times * Math.max(sample.bytes / ASSUMED.splitBytesPerSecond, sample.records / ASSUMED.splitRecordsPerSecond);
  const childSeconds = times * sum(children, ({ duration }) => duration) / 1_000;
  const atOnce = pipeline.fanOutWorkflow.States.ProcessBatches.MaxConcurrency as number;
  return {
    bill: bill(pipeline, calls, sample.itemSize, {
      express: expressBill([
        { tally: frontDoor, times: 1, memory: ASSUMED.expressMemory.small },
        ...children.map((tally) => ({ tally, times, executions: executionsOf(tally), memory: ASSUMED.expressMemory.batch })),
      ]),
      // Starting a child is a transition, too.
      standard: (fanOut.states + started) * PRICES.standardTransition,
      reads: rounds + times * sum(answers, ({ reads }) => reads),
      split,
      logs: times * sum(answers, ({ logged }) => logged) + rounds * SPLITTER_LOG,
      validate: times * sum(answers, (answer) => validation(pipeline, answer)),
    }),
    seconds: split + childSeconds / atOnce,
    children: started,
    childSeconds,
  };
}

/** Duration of the validator for an answer, in ms. With less memory it has a smaller share of a processor. */
export function validation(pipeline: SynthesisedPipeline, { accepted, rejected, reads }: Pick<Answer, 'accepted' | 'rejected' | 'reads'>): number {
  const { s3Wait, processor } = ASSUMED;
  const time = processor.invocation + accepted * processor.accepted + rejected * processor.rejected;
  return reads * s3Wait + time / shareOfCpu(memoryOf(pipeline, VALIDATOR));
}

/** Lambda gives a function processors in proportion to its memory, which is in GB. */
const shareOfCpu = (memory: number) => memory * 1_024 / ASSUMED.memoryOfOneCpu;

const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);

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
  const scenario: Scenario = { ...nothingFails, choices: { Valid: 'Insert' }, items: {} };
  const { states } = walk(definition, scenario);
  const validator = functionBill(1, ASSUMED.processor.invocation / shareOfCpu(0.125) / 1_000, 0.125);
  return records * (states * PRICES.standardTransition + validator + PRICES.dynamodbWrite);
}

interface Executions {
  /** In US dollars. */
  readonly express: number;
  readonly standard: number;
  /** Requests of the functions to S3. */
  readonly reads: number;
  /** Bytes of the functions' logs. */
  readonly logs: number;
  /** Duration of all invocations of the splitter, in seconds. */
  readonly split: number;
  /** Duration of all invocations of the validator, in ms. */
  readonly validate: number;
}

function bill(pipeline: SynthesisedPipeline, calls: Tally, itemSize: number, { express, standard, reads, logs, split, validate }: Executions): Bill {
  const called = (name: string) => sum([...calls.calls], ([api, times]) => (api.includes(name) ? times : 0));
  const validations = called(VALIDATOR);
  const splits = called(SPLITTER);
  const services = serviceBill(calls, itemSize, { logs, reads });
  return new Map([
    ...services,
    ['Step Functions: Express executions', express],
    ['Step Functions: Standard transitions', standard],
    ['Lambda', functionBill(validations, validate / 1_000, memoryOf(pipeline, VALIDATOR)) + functionBill(splits, split, memoryOf(pipeline, SPLITTER))],
  ]);
}

/** Memory of a function, in GB. */
function memoryOf({ resources }: SynthesisedPipeline, name: string): number {
  const [, { Properties }] = Object.entries(resources).find(([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes(name))!;
  return (Properties.MemorySize as number) / 1_024;
}
