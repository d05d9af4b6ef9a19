import type { Belief } from './belief';
import type { State } from '../template/synthesised-pipeline';

/** A belief that a single state shows. */
export interface StateBelief extends Belief {
  /** The state that TestState runs, and its input. It uses no resource that exists. */
  readonly state: State;
  readonly input?: object;
  /** What TestState answers if the belief is true. An error is compared by its name. */
  readonly expected: StateResult;
}

export type StateResult = { readonly output: unknown } | { readonly error: string };

const FAILS = { error: 'States.QueryEvaluationError' };
/** A table that does not exist. */
export const ABSENT = 'sales-data-pipeline-absent';

const MEASURED = 'sfnx, measured';
const JSONATA = 'jsonata 2.0.6';

const evaluate = (expression: string): State => ({ Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${expression} %}`, End: true });
const putItem = (value: object): State => ({
  Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem', Parameters: { TableName: ABSENT, Item: { id: { S: '1' }, value } }, End: true,
});

export const STATE_BELIEFS: readonly StateBelief[] = [
  {
    id: 'names-of-values',
    belief: 'An SDK integration takes a boolean as `Bool`: the call reaches DynamoDB, which does not find the table.',
    source: MEASURED,
    breaks: 'the items that the validator function makes: no record with a boolean could be stored',
    state: putItem({ Bool: true }),
    expected: { error: 'DynamoDb.ResourceNotFoundException' },
  },
  {
    id: 'name-of-null',
    belief: 'An SDK integration takes a null as `Nul`.',
    source: 'follows from `Bool`: the names of the AWS SDK for Java',
    breaks: 'the items that the validator function makes: no record with a null could be stored',
    state: putItem({ Nul: true }),
    expected: { error: 'DynamoDb.ResourceNotFoundException' },
  },
  {
    id: 'array-of-one',
    belief: 'Brackets keep a filter\'s only result an array.',
    source: JSONATA,
    breaks: 'SumUp, GatherIsolated: an execution with one batch left fails',
    state: evaluate('[$states.input.results[rest != null].rest]'),
    input: { results: [{ rest: null }, { rest: { offset: 1 } }] },
    expected: { output: [{ offset: 1 }] },
  },
  {
    id: 'array-of-none',
    belief: 'Brackets make an empty array of no result.',
    source: JSONATA,
    breaks: 'SumUp, GatherIsolated: an execution without a batch left fails',
    state: evaluate('[$states.input.results[rest != null].rest]'),
    input: { results: [{ rest: null }] },
    expected: { output: [] },
  },
  {
    id: 'sum-with-absent',
    belief: '`$sum` ignores what is absent.',
    source: JSONATA,
    breaks: 'SumUp, AddCounts: a step without rejected records fails',
    state: evaluate('$sum([1, $states.input.results.counts.records])'),
    input: { results: [] },
    expected: { output: 1 },
  },
  {
    id: 'absent-member-of-object',
    belief: 'An object leaves out a member that is undefined.',
    source: JSONATA,
    breaks: 'SumUp: every large file fails',
    state: evaluate('{"a": 1, "failure": $states.input.absent}'),
    expected: { output: { a: 1 } },
  },
  {
    id: 'condition-of-absent',
    belief: 'Comparing an absent member with `=` gives false, not nothing.',
    source: MEASURED,
    breaks: 'WhichEvent: an invalid event fails the execution instead of making a dead letter',
    state: evaluate("$states.input.source = 'aws.states'"),
    expected: { output: false },
  },
  {
    id: 'start-time',
    belief: '`$toMillis` reads the form of `Execution.StartTime`.',
    source: MEASURED,
    breaks: 'AnnounceProcessed, MoreInBatch: every file fails',
    state: evaluate("$toMillis('2026-10-01T11:45:35.838Z')"),
    expected: { output: 1790855135838 },
  },
  {
    id: 'replace-refused-characters',
    belief: '`$replace` takes a class of characters that are written as `\\u`.',
    source: JSONATA,
    breaks: 'sendable: no dead letter can be sent',
    state: evaluate("$replace($states.input.text, /[\\ufffe\\uffff]/, '\\ufffd')"),
    input: { text: 'a\uffffb' },
    expected: { output: 'a\ufffdb' },
  },
  {
    id: 'parse-fails',
    belief: '`$parse` of a text that is not JSON fails.',
    source: 'Step Functions Developer Guide',
    breaks: 'DescribeFailedFanOut: a failed execution with damaged input makes no dead letter',
    state: evaluate('$parse("{")'),
    expected: FAILS,
  },
  {
    id: 'hash',
    belief: '`$hash` gives the SHA-256 of the text in UTF-8, in lower-case hexadecimal digits.',
    source: 'Step Functions Developer Guide',
    breaks: 'the history: no row of a file can be found by its version',
    state: evaluate("$hash($join($states.input.parts, '\\n'), 'SHA-256')"),
    input: { parts: ['é', '1'] },
    expected: { output: 'aa0ebbfc92cf30a07c1f37a859cd85f21dc8a585b27479ddd7191dc84bd9f4be' },
  },
  {
    id: 'partition-of-nothing',
    belief: '`$partition` of an empty array is undefined.',
    source: MEASURED,
    breaks: 'nothing of the pipeline: the emulator is then stricter than AWS',
    state: evaluate('$partition([], 2)'),
    expected: FAILS,
  },
  {
    id: 'state-limit',
    belief: 'An output of more than 262,144 bytes fails.',
    source: 'Step Functions Developer Guide',
    breaks: 'nothing of the pipeline: the emulator is then stricter than AWS',
    state: evaluate('{"a": $pad($states.input.a, 262150, "x")}'),
    input: { a: 'x' },
    expected: { error: 'States.DataLimitExceeded' },
  },
];
