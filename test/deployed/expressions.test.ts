import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { DuplicatePolicy, RecordSchema } from '../../src';
import { wholeFile } from '../../src/private/contract/whole-file';
import { Deployment } from '../../testkit/deployment';
import { edgesOf } from '../../testkit/jsonata/edges';
import { evaluateAll } from '../../testkit/jsonata/emulated';
import type { Evaluation } from '../../testkit/jsonata/evaluation';
import { difference, sameOutcome } from '../../testkit/jsonata/evaluation';
import { readRecording } from '../../testkit/jsonata/recording';
import { evaluate } from '../../testkit/jsonata/reference';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { fanOutInput } from '../../testkit/pipeline/fan-out-input';

/** Edges of that many inputs of an expression are tried. */
const INPUTS = 2;
const denied = (attempts: number) => ({ [`0-${attempts - 1}`]: { Throw: { Error: 'AccessDenied', Cause: 'not authorized' } } });
const mocks = {
  StateMachines: {
    'Sales-FileWorkflow': { TestCases: { QueueDenies: { DeadLetterFile: 'ForAWhile' } } },
    'Sales-FanOutWorkflow': {
      TestCases: {
        CannotSplit: { SplitFile: 'Denied' },
        Gone: { SplitFile: 'OneBatch' },
        Crashes: { ValidateBatch: 'CrashesForAWhile', ValidateRecord: 'CrashesOnce' },
        Throttled: { Insert: 'Denied' },
      },
    },
  },
  MockedResponses: {
    Denied: denied(9),
    ForAWhile: denied(6),
    CrashesForAWhile: denied(3),
    CrashesOnce: denied(1),
    OneBatch: { 0: { Return: { batches: [wholeFile(10)], rest: null, fileError: null } } },
  },
};

let deployment: Deployment;
let pipeline: DeployedPipeline;

beforeAll(async () => {
  const props = { objectKeyPrefix: 'never/', schema: RecordSchema.fromObject({ required: ['order-info'] }) };
  deployment = await Deployment.of({ Sales: () => props, Overwrite: () => ({ duplicatePolicy: DuplicatePolicy.OVERWRITE }) }, { mocks });
  pipeline = deployment.pipeline('Sales');
}, 240_000);

// Compares all that was evaluated with jsonata 2.0.6.
afterAll(() => deployment?.stop());

/** Starts both workflows so that each state is entered. */
async function enterEachState(): Promise<void> {
  const text = JSON.stringify;
  const put = async (key: string, body: string) => pipeline.put(key, body);
  const file = async (event: object, mockCase?: string) => pipeline.fileWorkflow.ended(await pipeline.fileWorkflow.start(event, mockCase));
  const fanOut = async (event: Parameters<typeof fanOutInput>[0], mockCase?: string) =>
    pipeline.fanOutWorkflow.ended(await pipeline.fanOutWorkflow.start(fanOutInput(event), mockCase));

  const stored = order({}, 'stored');
  await file(await put('mixed.json', text([stored, {}, order()])));
  await Promise.all([
    file(await put('conflict.json', text([{ ...stored, note: 'another' }, stored]))),
    file(await put('empty.json', '[]')),
    file(await put('unreadable.json', '<orders/>')),
    file(await put('unreadable, queue.json', '<orders/>'), 'QueueDenies'),
    file(await put('large.json', text(Array.from({ length: 1_500 }, () => order({ note: 'x'.repeat(700) }))))),
    file({}),
    file({ source: 'aws.states', detail: {} }),
    fanOut(await put('split.json', text([order()]))),
    fanOut(await put('gone.json', ''), 'Gone'),
    fanOut(await put('unsplit.json', text([order()])), 'CannotSplit'),
    fanOut(await put('crashing.json', text([order(), order(), {}])), 'Crashes'),
    fanOut(await put('throttled.json', text([order()])), 'Throttled'),
  ]);
  // FileWorkflow has handed off some files, and EventBridge starts it for executions that have failed.
  for (const { executionArn } of await pipeline.fanOutWorkflow.executions()) await pipeline.fanOutWorkflow.ended(executionArn!);
  while ((await pipeline.takeAnnouncements(10)).length > 0);
}

/** Every expression of the workflows. */
async function expressions(): Promise<string[]> {
  const found: string[] = [];
  for (const { arn } of [pipeline.fileWorkflow, pipeline.fanOutWorkflow]) {
    const { definition } = await deployment.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    JSON.parse(definition!, (_, value: unknown) => {
      if (typeof value === 'string' && value.startsWith('{%')) found.push(value.slice(2, -2).trim());
      return value;
    });
  }
  return [...new Set(found)];
}

test('each expression is evaluated as AWS would, also with each part of its input absent, null, empty or alone', async () => {
  await enterEachState();
  const recorded = readRecording(deployment.recording);
  const all = await expressions();
  expect(all.filter((one) => !recorded.some(({ expression }) => expression === one))).toEqual([]);

  const chosen = all.flatMap((one) => recorded.filter(({ expression }) => expression === one).slice(-INPUTS));
  const edges = chosen.flatMap(({ outcome: _, ...evaluation }): Evaluation[] =>
    edgesOf(evaluation.states.input).map((input) => ({ ...evaluation, states: { ...evaluation.states, input } })));
  const emulated = await evaluateAll(edges);
  const different: string[] = [];
  for (const [index, evaluation] of edges.entries()) {
    const reference = await evaluate(evaluation);
    if (!sameOutcome(emulated[index], reference)) different.push(difference(evaluation, emulated[index], reference));
  }
  expect(different).toEqual([]);
  expect(edges.length).toBeGreaterThan(all.length * 5);
}, 240_000);

const valid = Array.from({ length: 200 }, () => order({ note: 'x'.repeat(600) }));
const invalid = Array.from({ length: 300 }, () => ({ note: 'x'.repeat(700) }));

test.each<[string, unknown, object]>([
  ['one invalid record', [{}], { records: 1, rejected: 1 }],
  ['no record', [], { records: 0, rejected: 0 }],
  ['valid records, with a last step of invalid ones only,', [...valid, ...invalid], { records: 500, inserted: 200, rejected: 300 }],
])('under OVERWRITE, a file of %s is processed, and no execution fails', async (name, records, counts) => {
  const overwrite = deployment.pipeline('Overwrite');

  const { announcement, deadLetters } = await overwrite.upload(`${name}.json`, JSON.stringify(records));

  expect(announcement.detail).toMatchObject(counts);
  expect(deadLetters).toHaveLength((counts as { rejected: number }).rejected);
  expect(await overwrite.failures()).toEqual(['No execution has failed or is still running.']);
});
