import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { DefinitionBody, JsonPath, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { allStatements } from './support/permissions';
import { newApp } from './support/synth';
import { ServiceTask } from '../../src/private/workflows/tasks/service-task';
import { Workflow } from '../../src/private/workflows/workflow';
import { evaluate } from '../../testkit/cloudformation/intrinsics';

interface Settings {
  readonly [name: string]: unknown;
}
interface Names {
  readonly tableArn: string;
  readonly tableName?: string;
}
const props = { pipelineName: 'Sales', logLevel: LogLevel.ERROR, logRetention: RetentionDays.ONE_DAY, tracingEnabled: false };
const define = jest.fn((scope: Construct, parameters: Settings & Names) => new ServiceTask(scope, 'Call', {
  resource: 'sqs:sendMessage', actions: ['dynamodb:PutItem'], on: [parameters.tableArn], parameters, resultPath: JsonPath.DISCARD,
}));
let workflow: Workflow<Settings, Names>;

beforeEach(() => {
  define.mockClear();
  workflow = new Workflow('Machine', StateMachineType.STANDARD, define);
});

const create = (stack: Stack, settings: Settings, names: Names): unknown => {
  const machine = workflow.create(stack, settings, names, props);
  return stack.resolve((machine.node.defaultChild as CfnStateMachine).definitionString);
};
const createByCdk = (stack: Stack, settings: Settings, names: Names): unknown => {
  const machine = new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(define(stack, { ...settings, ...names })), timeout: Duration.days(7) });
  return stack.resolve((machine.node.defaultChild as CfnStateMachine).definitionString);
};
/** What is written, what the CDK writes, and whether the CDK had to write JSON for it. */
const both = (names: (stack: Stack) => Names, settings: Settings = {}): { written: unknown; byCdk: unknown; needsCdk: boolean } => {
  const [stack, other] = [new Stack(newApp(), 'Test'), new Stack(newApp(), 'Test')];
  const toJson = jest.spyOn(stack, 'toJsonString');
  return {
    written: create(stack, settings, names(stack)),
    byCdk: createByCdk(other, settings, names(other)),
    needsCdk: toJson.mock.calls.length > 0,
  };
};
const lazy = Lazy.string({ produce: () => 'a "quoted" \\ text' });

test('a definition is that of the CDK, with references to resources and with names that are known', () => {
  const { written, byCdk, needsCdk } = both((stack) => ({
    tableArn: `before ${new Queue(stack, 'Queue').queueArn} and arn:${stack.partition}:x`,
    tableName: 'a "quoted" \\ text',
  }), {
    'literal': 'another "quoted" \\ text ${Token}, $& tableArn',
    'list.$': 'States.Array($.a)',
    'numbers': [1, 2.5, null, true],
    'nested': { deep: [{ 'key with "quotes"': '' }] },
  });
  expect(written).toEqual(byCdk);
  expect(JSON.stringify(written)).toContain('AWS::Partition');
  expect(JSON.stringify(written)).toContain('\\"ResultPath\\":null');
  expect(needsCdk).toBe(false);
});

test.each<[string, (stack: Stack) => Names, Settings]>([
  ['a name', () => ({ tableArn: lazy }), {}],
  ['part of a name', (stack) => ({ tableArn: `before ${lazy} and arn:${stack.partition}:x` }), {}],
  ['a number', () => ({ tableArn: '*' }), { number: Lazy.number({ produce: () => 17 }) }],
  ['a text', () => ({ tableArn: '*' }), { text: lazy }],
  ['the name of a member', () => ({ tableArn: '*' }), { [`key ${lazy}`]: 'x' }],
])('a definition is that of the CDK with a token that only the CDK can write: %s', (_, names, settings) => {
  const { written, byCdk, needsCdk } = both(names, settings);
  expect(written).toEqual(byCdk);
  expect(needsCdk).toBe(true);
});

test('a definition is made once for the same settings, with the names of each state machine', () => {
  const machines = ['a', 'b'].map((name) => {
    const stack = new Stack(newApp(), 'Test');
    return { definition: evaluate<string>(create(stack, { x: 1 }, { tableArn: `arn:aws:${name}` })), template: Template.fromStack(stack) };
  });
  create(new Stack(newApp(), 'Test'), { x: 2 }, { tableArn: 'arn:aws:a' });
  create(new Stack(newApp(), 'Test'), { x: 1 }, { tableArn: 'arn:aws:a', tableName: 'a' });
  expect(define).toHaveBeenCalledTimes(3);
  machines.forEach(({ definition, template }, k) => {
    const arn = ['arn:aws:a', 'arn:aws:b'][k];
    expect(JSON.parse(definition).States.Call.Parameters).toEqual({ x: 1, tableArn: arn });
    expect(allStatements(template).filter(({ Action }) => Action === 'dynamodb:PutItem').map(({ Resource }) => Resource)).toEqual([arn]);
  });
});
