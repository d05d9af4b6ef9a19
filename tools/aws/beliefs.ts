import type { State } from '../template/synthesised-pipeline';

/** What the pipeline or its tests believe of Step Functions, and one state that shows whether it is so. */
export interface Belief {
  readonly id: string;
  readonly belief: string;
  /** What depends on it. */
  readonly usedBy: string;
  /** The state that TestState runs, and its input. It uses no resource that exists. */
  readonly state: State;
  readonly input?: object;
  /** What TestState answers if the belief is true. An error is compared by its name. */
  readonly expected: { readonly output: unknown } | { readonly error: string };
}

const FAILS = { error: 'States.QueryEvaluationError' };
const ABSENT = 'sales-data-pipeline-absent';

const evaluate = (expression: string): State => ({ Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${expression} %}`, End: true });
const putItem = (value: object): State => ({
  Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem', Parameters: { TableName: ABSENT, Item: { id: { S: '1' }, value } }, End: true,
});

export const BELIEFS: readonly Belief[] = [
  {
    id: 'names-of-values',
    belief: 'An SDK integration takes a boolean as `Bool`: the call reaches DynamoDB, which does not find the table.',
    usedBy: 'the items that the validator function makes',
    state: putItem({ Bool: true }),
    expected: { error: 'DynamoDb.ResourceNotFoundException' },
  },
  {
    id: 'name-of-null',
    belief: 'An SDK integration takes a null as `Nul`.',
    usedBy: 'the items that the validator function makes',
    state: putItem({ Nul: true }),
    expected: { error: 'DynamoDb.ResourceNotFoundException' },
  },
  {
    id: 'array-of-one',
    belief: 'Brackets keep a filter\'s only result an array.',
    usedBy: 'SumUp, GatherIsolated',
    state: evaluate('[$states.input.results[rest != null].rest]'),
    input: { results: [{ rest: null }, { rest: { offset: 1 } }] },
    expected: { output: [{ offset: 1 }] },
  },
  {
    id: 'array-of-none',
    belief: 'Brackets make an empty array of no result.',
    usedBy: 'SumUp, GatherIsolated',
    state: evaluate('[$states.input.results[rest != null].rest]'),
    input: { results: [{ rest: null }] },
    expected: { output: [] },
  },
  {
    id: 'sum-with-absent',
    belief: '`$sum` ignores what is absent.',
    usedBy: 'SumUp, AddCounts',
    state: evaluate('$sum([1, $states.input.results.counts.records])'),
    input: { results: [] },
    expected: { output: 1 },
  },
  {
    id: 'absent-member-of-object',
    belief: 'An object leaves out a member that is undefined.',
    usedBy: 'SumUp',
    state: evaluate('{"a": 1, "failure": $states.input.absent}'),
    expected: { output: { a: 1 } },
  },
  {
    id: 'condition-of-absent',
    belief: 'Comparing an absent member with `=` gives false, not nothing.',
    usedBy: 'WhichEvent',
    state: evaluate("$states.input.source = 'aws.states'"),
    expected: { output: false },
  },
  {
    id: 'start-time',
    belief: '`$toMillis` reads the form of `Execution.StartTime`.',
    usedBy: 'DescribeResult, MoreInBatch',
    state: evaluate("$toMillis('2026-10-01T11:45:35.838Z')"),
    expected: { output: 1790855135838 },
  },
  {
    id: 'replace-refused-characters',
    belief: '`$replace` takes a class of characters that are written as `\\u`.',
    usedBy: 'sendable',
    state: evaluate("$replace($states.input.text, /[\\ufffe\\uffff]/, '\\ufffd')"),
    input: { text: 'a\uffffb' },
    expected: { output: 'a\ufffdb' },
  },
  {
    id: 'parse-fails',
    belief: '`$parse` of a text that is not JSON fails.',
    usedBy: 'DescribeFailedFanOut',
    state: evaluate('$parse("{")'),
    expected: FAILS,
  },
  {
    id: 'partition-of-nothing',
    belief: '`$partition` of an empty array is undefined.',
    usedBy: 'the emulator',
    state: evaluate('$partition([], 2)'),
    expected: FAILS,
  },
  {
    id: 'state-limit',
    belief: 'An output of more than 262,144 bytes fails.',
    usedBy: 'the limits of the functions\' responses',
    state: evaluate('{"a": $pad($states.input.a, 262150, "x")}'),
    input: { a: 'x' },
    expected: { error: 'States.DataLimitExceeded' },
  },
];
