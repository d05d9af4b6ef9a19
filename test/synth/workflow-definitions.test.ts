import { resources } from './support/cloudformation';
import { CONFIGURATIONS, synthOnce } from './support/configurations';
import { functionOptions } from './support/options';
import type { LocatedState, Workflow } from './support/workflow';
import { fanOutWorkflow, fileWorkflow, inner, inserts, successors, tasksThatCall, workflows, writesHistory } from './support/workflow';
import { REASONS } from '../../src/private/contract/reasons';
import type { State, States } from '../../testkit/cloudformation/template';

/** The states of FileWorkflow whose failure ends the execution, with the reason why it is not handled. */
const FAILS_FILE: { [state: string]: string } = {
  NotDeadLettered: 'the dead letter is about an execution of FanOutWorkflow, which has failed and can be redriven',
  AnnounceFailed: 'the dead letter is in the queue; only its announcement is missing',
  AnnounceProcessed: 'every record is in its place; only the announcement is missing',
};

const REDRIVEN = 'the execution fails and can be redriven; its event becomes a dead letter';

/** The states of FanOutWorkflow whose failure ends the execution, with the reason. */
const FAILS_FAN_OUT: { [state: string]: string } = {
  SplitFile: REDRIVEN,
  ProcessBatches: REDRIVEN,
  DeadLetterFile: REDRIVEN,
  AnnounceFailed: REDRIVEN,
  AnnounceProcessed: REDRIVEN,
};

/** The states whose failure ends a batch, and with it the Map Run. */
const FAILS_BATCH: { [state: string]: string } = {
  ListRecords: 'the records are not known yet',
  ValidatorUnavailable: 'a service that can\'t be reached says nothing about the record',
  DeadLetter: 'a dead letter that can\'t be sent must not be lost',
  DeadLetterConflict: 'the same',
  DeadLetterNotInserted: 'the same',
};

const ALREADY_STARTED = 'StepFunctions.ExecutionAlreadyExistsException';

const TERMINAL = ['Succeed', 'Fail'];

const catchesAll = ({ Catch = [] }: State): boolean => Catch.some(({ ErrorEquals }: any) => ErrorEquals.includes('States.ALL'));
const isTask = ({ state }: LocatedState): boolean => state.Type === 'Task';

describe.each(CONFIGURATIONS)('with $name', (configuration) => {
  const { template, pipeline, text } = synthOnce(configuration);
  const both = workflows(template);
  const states = both.flatMap((workflow) => workflow.states);

  test('FileWorkflow is an Express workflow, FanOutWorkflow a Standard one, both with a time limit', () => {
    expect(fileWorkflow(template).definition.TimeoutSeconds).toBe(300);
    expect(fanOutWorkflow(template).definition.TimeoutSeconds).toBeGreaterThanOrEqual(86_400);
    expect(both.map(({ type }) => type).sort()).toEqual(['EXPRESS', 'STANDARD']);
  });

  test('every state leads to states that exist, and every state can be reached', () => {
    for (const list of both.flatMap(({ definition, states: located }) => [definition, ...located.flatMap(({ state }) => inner(state))])) {
      const reached = new Set([list.StartAt]);
      reached.forEach((name) => successors(list.States[name]).forEach((next) => reached.add(next)));
      expect([...reached].sort()).toEqual(Object.keys(list.States).sort());
    }
  });

  test('every state ends or has a next state, in every case', () => {
    for (const { name, state } of states) {
      expect(name.length).toBeLessThanOrEqual(80);
      if (state.Type === 'Choice') {
        expect(state.Default).toBeDefined();
      } else if (!TERMINAL.includes(state.Type)) {
        expect(Boolean(state.Next) !== Boolean(state.End)).toBe(true);
      }
    }
  });

  test('every task is retried, with jitter, first after about a second, and at most eight times', () => {
    const tasks = states.filter(isTask);
    expect(tasks.length).toBeGreaterThanOrEqual(15);
    for (const { state } of tasks) {
      const again = (state.Retry as any[]).filter(({ MaxAttempts }) => MaxAttempts !== 0);
      expect(again.length).toBeGreaterThan(0);
      for (const { IntervalSeconds, MaxAttempts, BackoffRate, JitterStrategy } of again) {
        expect({ IntervalSeconds, JitterStrategy }).toEqual({ IntervalSeconds: 1, JitterStrategy: 'FULL' });
        expect(MaxAttempts).toBeLessThanOrEqual(8);
        expect(BackoffRate).toBeGreaterThan(1);
      }
    }
  });

  test('service calls are retried after any error: for about a minute and a half in FanOutWorkflow, for less in FileWorkflow', () => {
    for (const workflow of both) {
      for (const { state } of workflow.states.filter(({ state: { Resource } }) => Resource?.includes(':states:::'))) {
        expectRetryPolicy(workflow, state.Retry.find(({ ErrorEquals }: any) => ErrorEquals.includes('States.ALL')));
        expect(state.TimeoutSeconds).toBeLessThanOrEqual(10);
      }
    }
  });

  test('functions are invoked again when Lambda throttles or can\'t be reached', () => {
    for (const workflow of both) {
      for (const { state } of workflow.states.filter(({ state: { Resource } }) => /^<\w+\.Arn>$/.test(Resource))) {
        expect(state.Retry[0].ErrorEquals).toEqual(expect.arrayContaining([
          'Lambda.TooManyRequestsException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException',
        ]));
        expectRetryPolicy(workflow, state.Retry[0]);
      }
    }
  });

  test('every failure is caught by the state or by one around it, or has its reason here', () => {
    expect(uncaught(fileWorkflow(template))).toEqual(known(FAILS_FILE, fileWorkflow(template)));
    const fanOut = fanOutWorkflow(template);
    const ofBatches = ({ state, enclosing }: LocatedState) => state.Type !== 'Map' && enclosing.length > 0;
    expect(uncaught(fanOut, (located) => located.enclosing.length === 0)).toEqual(known(FAILS_FAN_OUT, fanOut));
    expect(Object.keys(FAILS_BATCH)).toEqual(expect.arrayContaining(uncaught(fanOut, ofBatches)));
  });

  test('failures in FanOutWorkflow can be redriven: no state of its own is a Fail, and no state has a Catch that a redrive would skip', () => {
    const ownStates = fanOutWorkflow(template).states.filter(({ enclosing }) => enclosing.length === 0).map(({ state }) => state);
    expect(ownStates.filter(({ Type }) => Type === 'Fail')).toEqual([]);
    // A row that can't be written is no reason to fail the file.
    expect(ownStates.filter((state) => state.Catch !== undefined && !writesHistory(state))).toEqual([]);
  });

  test('a caught error becomes a dead letter, hands the file off, is examined further, or fails the execution', () => {
    for (const workflow of both) {
      for (const { state, among } of workflow.states.filter((located) => !writesHistory(located.state))) {
        for (const { Next: next, ErrorEquals } of state.Catch ?? []) {
          if (ErrorEquals[0] === ALREADY_STARTED || (ErrorEquals[0] === 'States.DataLimitExceeded' && among.States[next].Result === 'replaced')) continue;
          const after = ahead(among.States, next);
          expect(after.some(({ Type, Resource, Output }) =>
            Type === 'Fail' || Type === 'Map' || /:sqs:sendMessage$|:states:startExecution$/.test(Resource) || /'reason': '[A-Z_]+'/.test(Output),
          )).toBe(true);
        }
      }
    }
  });

  test('no state mixes the two query languages, because Step Functions refuses that', () => {
    const ofPaths = ['InputPath', 'OutputPath', 'ResultPath', 'ResultSelector', 'Parameters', 'ItemsPath'];
    const ofJsonata = ['Arguments', 'Output', 'Items'];
    for (const { state } of states) {
      const foreign = state.QueryLanguage === 'JSONata' ? ofPaths : ofJsonata;
      const places = [state, ...state.Catch ?? [], ...state.Choices ?? []];
      expect(places.flatMap((place) => Object.keys(place)).filter((name) => foreign.includes(name))).toEqual([]);
    }
  });

  test('a caught error keeps the input of the state', () => {
    for (const { ResultPath, Output } of states.flatMap(({ state: { Catch = [] } }) => Catch)) {
      // Without a result path, or with `$`, the error would take the place of the input; with null it is discarded.
      expect(ResultPath === null || /^\$\../.test(ResultPath) || Output.includes('$states.input')).toBe(true);
    }
  });

  test('every Fail state has an error and a cause', () => {
    for (const { state } of states.filter(({ state: { Type } }) => Type === 'Fail')) {
      expect([state.Error ?? state.ErrorPath, state.Cause ?? state.CausePath]).not.toContain(undefined);
    }
  });

  test('an insert that keeps failing is caught in both workflows, and becomes a dead letter in FanOutWorkflow', () => {
    for (const workflow of both) {
      const [{ state, enclosing }] = inserts(workflow);
      expect([state, ...enclosing.map((outer) => outer.state)].some(catchesAll)).toBe(true);
    }
    const [{ state: insert, among }] = inserts(fanOutWorkflow(template));
    const { Next: next } = insert.Catch.find(({ ErrorEquals }: any) => ErrorEquals.includes('States.ALL'));
    expect(among.States[next].Output).toContain('INSERT_FAILED');
  });

  test.each([
    // Of the function, whatever it names its error; and where nothing is known.
    ['GiveUpOnRecord', ['RangeError', 'Error', 'Sandbox.Timedout', 'Runtime.ExitError', 'Runtime.OutOfMemory', 'Runtime.UnhandledPromiseRejection', 'Lambda.Unknown', 'Lambda']],
    // Of Lambda: throttled, unreachable, denied, deleted, KMS, and what it may add.
    ['ValidatorUnavailable', [
      'Lambda.TooManyRequestsException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException', 'Lambda.ResourceNotFoundException',
      'Lambda.KMSAccessDeniedException', 'Lambda.EC2ThrottledException', 'Lambda.InvalidParameterValueException', 'Lambda.NewException', 'States.Permissions',
    ]],
    // Of the function, before it looks at the record.
    ['ValidatorUnavailable', ['RecordNotRead', 'Runtime.ImportModuleError', 'Runtime.HandlerNotFound']],
  ])('on one record alone, %s follows %j', (next, errors) => {
    const validator = text(pipeline.validatorFunction.functionArn);
    const [{ state: alone, among }] = fanOutWorkflow(template).states
      .filter(({ state }) => state.Resource === validator && state.Parameters['record.$'] !== undefined);
    expect(alone.Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'WhoFailed' }]);
    const { Choices: choices, Default: otherwise } = among.States.WhoFailed;
    for (const error of errors) expect([error, choices.find((rule: object) => holds(rule, error))?.Next ?? otherwise]).toEqual([error, next]);
    expect(among.States.GiveUpOnRecord.Output).toContain('VALIDATOR_FAILED');
    expect(among.States.ValidatorUnavailable.Type).toBe('Fail');
  });

  test('a step that isolates ends well before the five minutes, even if each record takes all the time of the function', () => {
    const validator = text(pipeline.validatorFunction.functionArn);
    const { Properties: { Timeout: timeout } } = resources(template, 'AWS::Lambda::Function')[validator.slice(1, -'.Arn>'.length)];
    const all = fanOutWorkflow(template).states;
    const [{ state: whole, among }] = all.filter(({ state }) => state.Resource === validator && state.Parameters['batch.$'] !== undefined);
    const [{ enclosing }] = all.filter(({ state }) => state.Resource === validator && state.Parameters['record.$'] !== undefined);
    const [{ state: list }] = all.filter(({ state }) => state.Parameters?.maxRecords !== undefined);
    const [{ state: insert }] = inserts(fanOutWorkflow(template));

    const retrier = whole.Retry.find(({ ErrorEquals }: any) => ErrorEquals.includes('States.ALL'));
    const before = (retrier.MaxAttempts + 1) * timeout + longestWait(retrier) + list.TimeoutSeconds;
    const isolation = Math.ceil(list.Parameters.maxRecords / enclosing[enclosing.length - 1].state.MaxConcurrency) * timeout;
    const after = longestWait(insert.Retry.find(({ ErrorEquals }: any) => ErrorEquals.includes('States.ALL')));

    expect(whole.Retry.find(({ ErrorEquals }: any) => ErrorEquals.includes('Sandbox.Timedout'))).toMatchObject({ MaxAttempts: 0 });
    expect(isolation).toBeLessThanOrEqual(60);
    expect(before + isolation + after).toBeLessThan(fileWorkflow(template).definition.TimeoutSeconds);
    // A step that is not the first of an execution isolates only within the first minute.
    const decide = among.States[whole.Catch.find(({ ErrorEquals }: any) => ErrorEquals.includes('States.ALL')).Next];
    expect(decide.Choices[0].Condition).toMatch(/counts\.records > 0 and .*StartTime\) > 60000/);
    expect(among.States[decide.Default]).toBe(list);
  });

  test('a Distributed Map runs the batches of a large file as Express executions and tolerates no failure', () => {
    const maps = fanOutWorkflow(template).states.filter(({ state }) => isDistributed(state));
    expect(maps).toHaveLength(1);
    const [{ state }] = maps;
    expect(state.ItemProcessor.ProcessorConfig).toEqual({ Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' });
    expect(Object.keys(state).filter((name) => name.startsWith('Tolerated'))).toEqual([]);
    expect(fileWorkflow(template).states.filter(({ state: s }) => isDistributed(s))).toEqual([]);
  });

  test('a batch makes up to 40 writes at a time', () => {
    for (const workflow of both) {
      const [{ enclosing }] = inserts(workflow);
      expect(enclosing.filter(({ state }) => state.Type === 'Map' && !isDistributed(state)).map(({ state }) => state.MaxConcurrency)).toEqual([40]);
    }
  });

  test('files over 1 MiB are handed off', () => {
    const workflow = fileWorkflow(template);
    const [{ state, among }] = workflow.states.filter(({ name }) => name === 'WhichEvent');
    const [upToOneBatch, others] = (state.Choices as any[]).slice(-2);
    expect(upToOneBatch.Condition).toContain('$object.size <= 1048576 ');
    expect(upToOneBatch.Next).toBe('ValidateBatch');
    expect(others.Condition).not.toContain('$object.size <=');
    expect(among.States[others.Next].Resource).toMatch(/:states:startExecution$/);
    expect(among.States[others.Next].Parameters.StateMachineArn).toBe(`<${fanOutWorkflow(template).logicalId}>`);
  });

  test('reading a stored item includes its table key: other writers may store nothing else, and an empty item would look like a missing one', () => {
    const [{ name: partitionKey }] = functionOptions(template)[0].tableKey;
    const reads = both.flatMap((workflow) => tasksThatCall(workflow, 'dynamodb:getItem'));
    expect(reads).toHaveLength(2);
    for (const { state: { Arguments: read, Output: output } } of reads) {
      expect(read.ProjectionExpression.split(', ')).toContain('#key');
      expect(read.ExpressionAttributeNames['#key']).toBe(partitionKey);
      expect(output).toContain(`'stored': $exists($lookup($item, "${partitionKey}")) ? {`);
    }
  });

  test('a file that is handed off twice, because a response was lost, is processed once', () => {
    const [{ state }] = tasksThatCall(fileWorkflow(template), 'states:startExecution');
    expect(state.Parameters['Name.$']).toBe('$$.Execution.Name');
    expect(state.Catch[0]).toMatchObject({ ErrorEquals: [ALREADY_STARTED], Next: 'StartedBefore' });
  });

  test('every dead letter has the documented members', () => {
    const deadLetters = both.flatMap((workflow) => tasksThatCall(workflow, 'sqs:sendMessage'));
    expect(deadLetters.length).toBeGreaterThanOrEqual(4);
    for (const { state: { Parameters: parameters } } of deadLetters) {
      expect(names(parameters.MessageBody)).toEqual([
        'errors', 'execution', 'existing', 'pipeline', 'reason', 'record', 'recordBase64', 'records', 'source', 'time', 'version',
      ]);
      expect(names(parameters.MessageBody.source)).toEqual(['bucket', 'byteLength', 'byteOffset', 'etag', 'key', 'recordIndex', 'stretches', 'versionId']);
      expect(parameters.MessageBody.version).toBe('1');
      expect(parameters.MessageAttributes.reason['StringValue.$']).toBe(parameters.MessageBody['reason.$']);
    }
  });

  test('every reason that a workflow gives is in the contract, and therefore in the README', () => {
    const reasons = both.flatMap(({ definition }) => [...JSON.stringify(definition).matchAll(/'([A-Z]+_[A-Z_]+)'/g)].map((match) => match[1]));
    expect(new Set(reasons).size).toBeGreaterThanOrEqual(5);
    expect(Object.keys(REASONS)).toEqual(expect.arrayContaining(reasons));
  });

  test.each([
    ['Sales File Processed', [
      'pipeline', 'bucket', 'key', 'versionId', 'etag', 'bytes', 'execution', 'records', 'accepted', 'inserted', 'replaced', 'repeated', 'superseded',
      'rejected', 'conflicts', 'durationMs', 'sinceUploadMs', 'reasons',
    ]],
    ['Sales File Failed', ['pipeline', 'bucket', 'key', 'versionId', 'etag', 'bytes', 'execution', 'reason', 'message']],
  ])('every announcement "%s" has the documented members', (kind, members) => {
    for (const workflow of both) {
      const announced = tasksThatCall(workflow, 'events:putEvents').filter(({ state }) => state.Arguments.Entries[0].DetailType === kind);
      expect(announced).toHaveLength(configuration.name.includes('no announcements') ? 0 : 1);
      if (announced.length === 0) continue;
      const [{ name, state, among }] = announced;
      const described = [state.Arguments.Entries[0].Detail, ...behind(among.States, name).map(({ Output }) => Output)]
        .find((expression) => expression?.includes('\'bytes\':')) as string;
      const detail = described.slice(described.includes('\'detail\':') ? described.indexOf('\'detail\':') + '\'detail\':'.length : 0);
      expect([...detail.matchAll(/'(\w+)':/g)].map((match) => match[1]).sort()).toEqual([...members].sort());
    }
  });
});

/** Whether a rule about `$.failure.Error` holds for an error. */
function holds({ And: and, Or: or, Not: not, Variable: variable, StringEquals: equal, StringMatches: pattern }: any, error: string): boolean {
  if (and) return and.every((rule: object) => holds(rule, error));
  if (or) return or.some((rule: object) => holds(rule, error));
  if (not) return !holds(not, error);
  expect(variable).toBe('$.failure.Error');
  if (equal) return error === equal;
  expect(pattern).toMatch(/^[^*]+\*$/);
  return error.startsWith(pattern.slice(0, -1));
}

function isDistributed(state: State): boolean {
  return state.ItemProcessor?.ProcessorConfig.Mode === 'DISTRIBUTED';
}

const CAN_FAIL = ['Task', 'Map', 'Parallel', 'Fail'];

/** Names of those states that a workflow has. A pipeline may have no announcements. */
function known(reasons: { [state: string]: string }, { states }: Workflow): string[] {
  return Object.keys(reasons).filter((name) => states.some((located) => located.name === name)).sort();
}

/** Names of the states whose failure ends the execution. */
function uncaught(workflow: Workflow, among: (located: LocatedState) => boolean = () => true): string[] {
  return workflow.states.filter(among).filter(({ state }) => CAN_FAIL.includes(state.Type))
    .filter(({ state, enclosing }) => ![state, ...enclosing.map((outer) => outer.state)].some(catchesAll))
    .map(({ name }) => name)
    .sort();
}

function expectRetryPolicy({ type }: Workflow, retrier: any): void {
  // The Standard workflow can wait until a new table has scaled up; an Express execution has five minutes in total.
  expect(longestWait(retrier)).toBeLessThanOrEqual(91);
  expect(longestWait(retrier)).toBeGreaterThanOrEqual(type === 'STANDARD' ? 91 : 20);
}

/** The longest total wait of a retrier, in seconds. */
function longestWait({ IntervalSeconds, BackoffRate, MaxAttempts, MaxDelaySeconds = Infinity }: any): number {
  return Array.from({ length: MaxAttempts }, (_, i) => Math.min(IntervalSeconds * BackoffRate ** i, MaxDelaySeconds)).reduce((a, b) => a + b, 0);
}

/** A state and the states that can come after it. */
function ahead(states: States['States'], name: string, seen = new Set<string>()): State[] {
  if (seen.has(name)) { return []; }
  seen.add(name);
  return [states[name], ...successors(states[name]).flatMap((next) => ahead(states, next, seen))];
}

/** The states before a state, the nearest first. */
function behind(states: States['States'], name: string, seen: string[] = []): State[] {
  const before = Object.keys(states).filter((other) => !seen.includes(other) && successors(states[other]).includes(name));
  return before.flatMap((other) => [states[other], ...behind(states, other, [...seen, ...before])]);
}

const names = (object: object): string[] => Object.keys(object).map((name) => name.replace(/\.\$$/, '')).sort();
