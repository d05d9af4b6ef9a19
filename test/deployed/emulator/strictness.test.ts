import { CreateStackCommand, DescribeStacksCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateStateMachineCommand, DescribeExecutionCommand, GetExecutionHistoryCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { State, States } from '../../../testkit/cloudformation/template';
import { ACCOUNT, Clients, Emulator, REGION } from '../../../tools/emulator';

/** A fact about AWS, with who has published it. docs/emulator.md has the addresses. */
const SFNX = 'measured by sfnx';
const GUIDE = 'Step Functions Developer Guide';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/any`;
const MAX_BYTES = 262_144;
const DYNAMODB = 'arn:aws:states:::aws-sdk:dynamodb';

let emulator: Emulator;
let clients: Clients;
let machines = 0;

beforeAll(async () => {
  emulator = await Emulator.start({ settings: { SFN_WAIT_SCALE: '0.001', EXPRESS_SECONDS: '1' } });
  clients = new Clients(emulator);
  await clients.dynamodb.send(new CreateTableCommand({
    TableName: 'numbers',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'n', AttributeType: 'N' }],
  }));
});

afterAll(async () => {
  clients.destroy();
  await emulator.stop();
});

interface Outcome {
  readonly status?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly output?: unknown;
}

async function create(definition: States & { readonly [member: string]: unknown }, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Promise<string> {
  const { stateMachineArn } = await clients.sfn.send(new CreateStateMachineCommand({
    name: `machine-${++machines}`, definition: JSON.stringify(definition), roleArn: ROLE, type,
  }));
  return stateMachineArn!;
}

async function execute(stateMachineArn: string, input: unknown = {}): Promise<Outcome> {
  const { executionArn } = await clients.sfn.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  return ended(executionArn!);
}

async function ended(executionArn: string): Promise<Outcome> {
  for (;;) {
    const { status, error, cause, output } = await clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return { status, error, cause, output: output && JSON.parse(output) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs states one after the other. */
async function run(states: { readonly [name: string]: State }, input?: unknown): Promise<Outcome> {
  return execute(await create({ StartAt: Object.keys(states)[0], States: states }), input);
}

const pass = (members: object): State => ({ Type: 'Pass', End: true, ...members });
const evaluate = (expression: string): State => pass({ QueryLanguage: 'JSONata', Output: `{% ${expression} %}` });
const sdk = (action: string, Parameters: object, members: object = {}): State =>
  ({ Type: 'Task', Resource: `${DYNAMODB}:${action}`, Parameters, End: true, ...members });
const caught = (errors: string[]): object => ({ Catch: [{ ErrorEquals: errors, ResultPath: '$.caught', Next: 'Caught' }] });
const Caught = pass({ Result: 'caught' });

describe(`a payload has at most 262,144 bytes of UTF-8 (${GUIDE}, "Quotas")`, () => {
  /** A state with this input has exactly that many bytes. */
  const input = (bytes: number) => ({ a: 'é'.repeat((bytes - 8) / 2) });
  const more = 'x'.repeat(50);
  const tooLarge = expect.objectContaining({ status: 'FAILED', error: 'States.DataLimitExceeded' });

  test('the input of an execution', async () => {
    const arn = await create({ StartAt: 'Same', States: { Same: pass({}) } });
    expect(await execute(arn, input(MAX_BYTES))).toMatchObject({ status: 'SUCCEEDED' });
    await expect(execute(arn, input(MAX_BYTES + 2))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test.each<[string, State]>([
    ['the output of a Pass', pass({ Parameters: { 'a.$': '$.a', 'b': more } })],
    ['the output of an expression', evaluate(`$merge([$states.input, {"b": "${more}"}])`)],
    ['the output after ResultPath', pass({ Result: more, ResultPath: '$.b' })],
    ['the input of a task', sdk('getItem', { 'TableName': 'numbers', 'Key': { n: { N: '1' } }, 'ProjectionExpression.$': '$.a' })],
    ['the input of an item', {
      Type: 'Map', ItemsPath: '$.list', ItemSelector: { 'a.$': '$.a', 'b': more }, ItemProcessor: { StartAt: 'Item', States: { Item: pass({}) } }, ResultPath: null, End: true,
    }],
    ['the result of a Map', {
      Type: 'Map', ItemsPath: '$.list', ItemSelector: { 'a.$': '$.a' }, ItemProcessor: { StartAt: 'Item', States: { Item: pass({}) } }, ResultPath: null, End: true,
    }],
  ])('%s', async (_, state) => {
    expect(await run({ State: state }, { ...input(MAX_BYTES - 50), list: [1, 2] })).toEqual(tooLarge);
  });

  test('States.ALL does not catch it, its name does', async () => {
    const task = (error: string) => sdk('getItem', { 'TableName': 'numbers', 'Key': { n: { N: '1' } }, 'ProjectionExpression.$': '$.a' }, {
      Catch: [{ ErrorEquals: [error], Next: 'Caught' }],
    });
    expect(await run({ Task: task('States.ALL'), Caught }, input(MAX_BYTES))).toEqual(tooLarge);
    expect(await run({ Task: task('States.DataLimitExceeded'), Caught }, input(MAX_BYTES))).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe(`an expression fails (${SFNX})`, () => {
  const fails = expect.objectContaining({ status: 'FAILED', error: 'States.QueryEvaluationError' });

  test.each([
    ['$partition of nothing', '$partition([], 3)'],
    ['$range of nothing', '$range(2, 1, 1)'],
    ['a comparison with undefined', '$states.input.absent < 1'],
    ['$substring of a character beyond the BMP', '$substring("a\u{1f600}b", 1, 1)'],
    ['$count of null', '$count($states.input.none)'],
    ['$eval', '$eval("1")'],
    ['$parse of a repeated key', '$parse("{\\"a\\":1,\\"a\\":2}")'],
    ['$hash of an unknown algorithm', '$hash("a", "sha256")'],
    ['a function as the result', '$map'],
  ])('%s', async (_, expression) => {
    expect(await run({ State: evaluate(expression) }, { none: null })).toEqual(fails);
  });

  test.each([
    ['undefined', '$states.input.absent'],
    ['undefined, compared', '$states.input.absent < 1'],
    ['not a boolean', '1'],
  ])('a condition that is %s', async (_, condition) => {
    const choice = { Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: `{% ${condition} %}`, Next: 'End' }], Default: 'End' };
    expect(await run({ Choice: choice, End: pass({}) })).toEqual(fails);
  });

  test.each([
    ['undefined', '{% $partition([], 3) %}'],
    ['an object', '{% {"a": 1} %}'],
  ])('Items that are %s', async (_, Items) => {
    const map = { Type: 'Map', QueryLanguage: 'JSONata', Items, ItemProcessor: { StartAt: 'Item', States: { Item: pass({}) } }, End: true };
    expect(await run({ Map: map })).toEqual(fails);
  });

  test('ItemsPath that leads to an object', async () => {
    const map = { Type: 'Map', ItemsPath: '$.a', ItemProcessor: { StartAt: 'Item', States: { Item: pass({}) } }, End: true };
    expect(await run({ Map: map }, { a: {} })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test.each(['$', 'foo', '$$.a', '($a := foo; $a)', '$map([1], function($v) { foo })'])('a reference to nothing at the top is refused with the definition: %s', async (expression) => {
    await expect(create({ StartAt: 'State', States: { State: evaluate(expression) } })).rejects.toMatchObject({ name: 'InvalidDefinition' });
  });

  test('a name that an item gives is accepted, and so is what differs from other implementations', async () => {
    const states = {
      Names: pass({
        QueryLanguage: 'JSONata',
        Output: {
          filter: '{% $states.input.list[n > 1].n %}',
          step: '{% $states.input.list.(n) %}',
          one: '{% $partition([1], 3) %}',
          range: '{% $range(1, 9, 9) %}',
          text: '{% $string({"c": "\\u0001é", "n": 0.6666666666666666, "none": null}) %}',
        },
      }),
    };
    expect(await run(states, { list: [{ n: 1 }, { n: 2 }] })).toMatchObject({
      output: { filter: 2, step: [1, 2], one: [[1]], range: 1, text: '{"c":"\u0001é","n":0.666666666666666,"none":null}' },
    });
  });
});

describe(`a JSONPath that leads to nothing fails the execution, uncaught (${GUIDE}, "Handling errors")`, () => {
  test.each<[string, State]>([
    ['Parameters', pass({ Parameters: { 'a.$': '$.absent' } })],
    ['InputPath', pass({ InputPath: '$.absent.a' })],
    ['OutputPath', pass({ OutputPath: '$.list[3]' })],
    ['a Choice', { Type: 'Choice', Choices: [{ Variable: '$.absent', IsNull: true, Next: 'State' }], Default: 'State' }],
  ])('%s', async (_, state) => {
    expect(await run({ State: state }, { list: [] })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('a null is found, and present', async () => {
    const choice = { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: false, Next: 'Absent' }], Default: 'Present' };
    expect(await run({ Choice: choice, Absent: pass({ Result: 'absent' }), Present: pass({ OutputPath: '$.a' }) }, { a: null })).toMatchObject({ output: null });
  });
});

describe('SDK integrations have the names of the AWS SDK for Java v2', () => {
  const item = (value: object) => ({ TableName: 'numbers', Item: { n: { N: '7' }, value } });

  test.each(['BOOL', 'NULL', 'SS'])(`refuse %s (${SFNX})`, async (name) => {
    expect(await run({ Put: sdk('putItem', item({ [name]: true })) })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test.each(['Bool', 'Nul'])('take %s', async (name) => {
    expect(await run({ Put: sdk('putItem', item({ [name]: true })) })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test.each([['Bool', 'FAILED'], ['Nul', 'FAILED'], ['BOOL', 'SUCCEEDED'], ['NULL', 'SUCCEEDED']])(`optimized integrations are the other way round: %s is %s (${SFNX})`, async (name, status) => {
    const put = { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: item({ [name]: true }), End: true };
    expect(await run({ Put: put })).toMatchObject({ status });
  });

  test.each<[string, string, object]>([
    ['DynamoDb.ConditionalCheckFailedException', `${DYNAMODB}:putItem`, { TableName: 'numbers', Item: { n: { N: '1' } }, ConditionExpression: 'attribute_exists(n)' }],
    ['DynamoDb.ResourceNotFoundException', `${DYNAMODB}:getItem`, { TableName: 'absent', Key: { n: { N: '1' } } }],
    ['DynamoDb.DynamoDbException', `${DYNAMODB}:putItem`, { TableName: 'numbers', Item: { other: { N: '1' } } }],
    ['Sqs.QueueDoesNotExistException', 'arn:aws:states:::aws-sdk:sqs:sendMessage', { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/absent', MessageBody: 'a' }],
    ['Sfn.StateMachineDoesNotExistException', 'arn:aws:states:::aws-sdk:sfn:startExecution', { StateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:absent` }],
    ['StepFunctions.StateMachineDoesNotExistException', 'arn:aws:states:::states:startExecution', { StateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:absent` }],
  ])(`name errors like the SDK: %s (${SFNX})`, async (error, Resource, Parameters) => {
    expect(await run({ Call: { Type: 'Task', Resource, Parameters, End: true } })).toMatchObject({ status: 'FAILED', error });
  });
});

describe('DynamoDB (DynamoDB Developer Guide, "Data types")', () => {
  test.each([['1.50', '1.5'], ['1E3', '1000'], ['-0', '0'], ['0012', '12']])('normalizes the number %s to %s', async (written, read) => {
    const Key = { n: { N: '100' } };
    const put = sdk('putItem', { TableName: 'numbers', Item: { ...Key, written: { N: written } } }, { End: undefined, Next: 'Get' });
    expect(await run({ Put: put, Get: sdk('getItem', { TableName: 'numbers', Key }) })).toMatchObject({ output: { Item: { written: { N: read } } } });
  });

  test('refuses equal keys in one batch', async () => {
    const request = (n: string) => ({ PutRequest: { Item: { n: { N: n } } } });
    const write = (...keys: string[]) => run({ Write: sdk('batchWriteItem', { RequestItems: { numbers: keys.map(request) } }) });
    expect(await write('1', '2')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await write('1', '1.0')).toMatchObject({ status: 'FAILED', error: 'DynamoDb.DynamoDbException' });
  });
});

describe(`retriers and catchers (${SFNX})`, () => {
  const absent = { TableName: 'absent', Key: { n: { N: '1' } } };
  const NOT_FOUND = 'DynamoDb.ResourceNotFoundException';
  const attempts = async (state: State) => {
    const arn = await create({ StartAt: 'Task', States: { Task: { ...state, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Count' }] }, Count: pass({}) } });
    const { executionArn } = await clients.sfn.send(new StartExecutionCommand({ stateMachineArn: arn }));
    await ended(executionArn!);
    const { events } = await clients.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }));
    return events!.filter(({ type }) => type === 'TaskScheduled').length;
  };

  test('only the first retrier that matches counts', async () => {
    expect(await attempts(sdk('getItem', absent, { Retry: [{ ErrorEquals: [NOT_FOUND], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'], MaxAttempts: 5 }] }))).toBe(2);
  });

  test('a retrier has the attempts that it says', async () => {
    const Retry = [{ ErrorEquals: [NOT_FOUND, 'States.ALL'], MaxAttempts: 2 }];
    expect(await attempts(sdk('getItem', absent, { Retry }))).toBe(3);
  });

  test.each<[string, State, string[], string]>([
    ['States.TaskFailed matches an error of a service', sdk('getItem', absent), ['States.TaskFailed'], 'SUCCEEDED'],
    ['States.TaskFailed does not match States.QueryEvaluationError', { Type: 'Task', QueryLanguage: 'JSONata', Resource: `${DYNAMODB}:getItem`, Arguments: '{% $absent %}', End: true }, ['States.TaskFailed'], 'FAILED'],
    ['States.ALL does', { Type: 'Task', QueryLanguage: 'JSONata', Resource: `${DYNAMODB}:getItem`, Arguments: '{% $absent %}', End: true }, ['States.ALL'], 'SUCCEEDED'],
    ['nothing catches States.Runtime', sdk('getItem', { TableName: 'numbers', Key: { n: { BOOL: true } } }), ['States.ALL'], 'FAILED'],
  ])('%s', async (_, task, errors, status) => {
    const output = task.QueryLanguage === 'JSONata' ? { Catch: [{ ErrorEquals: errors, Next: 'Caught' }] } : caught(errors);
    expect(await run({ Task: { ...task, ...output }, Caught })).toMatchObject({ status });
  });
});

describe('the limits of an execution', () => {
  test(`a Standard execution has 25,000 events (${GUIDE}, "Quotas")`, async () => {
    const loop = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
    expect(await execute(await create(loop))).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('25000') });
  }, 60_000);

  const waiting = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 10, Next: 'Wait' } } };
  const Parallel = { Type: 'Parallel', Branches: [waiting], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], End: true };
  const definition = { StartAt: 'Parallel', States: { Parallel, Caught } };

  test(`TimeoutSeconds ends an execution, whatever it catches (${GUIDE}, "State machine structure")`, async () => {
    expect(await execute(await create({ ...definition, TimeoutSeconds: 1 }))).toMatchObject({ status: 'TIMED_OUT' });
  });

  test(`an Express execution ends after five minutes, here after a second (${GUIDE}, "Quotas")`, async () => {
    expect(await execute(await create(definition, 'EXPRESS'))).toMatchObject({ status: 'TIMED_OUT' });
  });
});

describe('functions and rules', () => {
  const code = (body: string) => ({ ZipFile: `exports.handler = async (event) => { ${body} };` });
  const fn = (body: string) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: ROLE, Timeout: 20, Code: code(body) },
  });
  const allow = (name: string, Service: string, Statement: object[]) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] },
      Policies: [{ PolicyName: 'Start', PolicyDocument: { Version: '2012-10-17', Statement } }],
    },
  });
  const machineArn = (name: string) => `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;
  const rule = (source: string, machine: string, role: string) => ({
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: [source] },
      Targets: [{
        Id: 'Target', Arn: machineArn(machine), RoleArn: { 'Fn::GetAtt': [role, 'Arn'] }, DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } },
      }],
    },
  });
  const template = {
    Resources: {
      Echo: fn('return "x".repeat(event.size)'),
      Slow: fn('await new Promise((resolve) => setTimeout(resolve, 5000))'),
      DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead-letters-of-rules' } },
      MayStart: allow('may-start', 'events.amazonaws.com', [{ Effect: 'Allow', Action: 'states:StartExecution', Resource: '*' }]),
      MayNot: allow('may-not', 'events.amazonaws.com', [{ Effect: 'Allow', Action: 'states:StartExecution', Resource: machineArn('other') }]),
      Gone: rule('test.gone', 'absent', 'MayStart'),
      Denied: rule('test.denied', 'target', 'MayNot'),
      Allowed: rule('test.allowed', 'target', 'MayStart'),
    },
    Outputs: { Echo: { Value: { 'Fn::GetAtt': ['Echo', 'Arn'] } }, Slow: { Value: { 'Fn::GetAtt': ['Slow', 'Arn'] } }, Queue: { Value: { Ref: 'DeadLetters' } } },
  };
  let outputs: { readonly [name: string]: string };

  beforeAll(async () => {
    await clients.sfn.send(new CreateStateMachineCommand({ name: 'target', definition: JSON.stringify({ StartAt: 'Same', States: { Same: pass({}) } }), roleArn: ROLE }));
    await clients.cloudformation.send(new CreateStackCommand({ StackName: 'functions', TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
    await waitUntilStackCreateComplete({ client: clients.cloudformation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName: 'functions' });
    const { Stacks } = await clients.cloudformation.send(new DescribeStacksCommand({ StackName: 'functions' }));
    outputs = Object.fromEntries(Stacks![0].Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
  }, 90_000);

  test('a function answers with at most 6 MB (AWS Lambda Developer Guide, "Lambda quotas")', async () => {
    const call = { Type: 'Task', Resource: outputs.Echo, ResultPath: null, End: true };
    expect(await run({ Call: call }, { size: 6_291_557 })).toMatchObject({ status: 'FAILED', error: 'Function.ResponseSizeTooLarge' });
    expect(await run({ Call: call }, { size: MAX_BYTES })).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(await run({ Call: call }, { size: MAX_BYTES - 2 })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('a task that times out has an empty cause (recorded on AWS by the tests of LocalStack)', async () => {
    const call = { Type: 'Task', Resource: outputs.Slow, TimeoutSeconds: 1, End: true };
    expect(await run({ Call: { ...call, ...caught(['States.Timeout']) }, Caught: pass({ OutputPath: '$.caught' }) })).toMatchObject({ output: { Error: 'States.Timeout', Cause: '' } });
  });

  test.each([['gone', 'NO_RESOURCE'], ['denied', 'NO_PERMISSIONS']])('an event for a target that is %s is a dead letter of the rule at once (EventBridge User Guide, "Using dead-letter queues")', async (source, errorCode) => {
    await clients.eventbridge.send(new PutEventsCommand({ Entries: [{ Source: `test.${source}`, DetailType: 'test', Detail: '{"a":1}' }] }));
    const { Messages } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl: outputs.Queue, WaitTimeSeconds: 2, MessageAttributeNames: ['All'], VisibilityTimeout: 600 }));
    expect(Messages).toHaveLength(1);
    expect(JSON.parse(Messages![0].Body!)).toMatchObject({ source: `test.${source}`, detail: { a: 1 } });
    expect(Messages![0].MessageAttributes).toMatchObject({ ERROR_CODE: { StringValue: errorCode }, RULE_ARN: { StringValue: expect.stringContaining(':rule/') } });
  });

  test('an event for a target that may be started is none', async () => {
    await clients.eventbridge.send(new PutEventsCommand({ Entries: [{ Source: 'test.allowed', DetailType: 'test', Detail: '{"a":1}' }] }));
    const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl: outputs.Queue, WaitTimeSeconds: 1 }));
    expect(Messages).toEqual([]);
  });
});
