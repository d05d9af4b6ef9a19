import standaloneCode from 'ajv/dist/standalone';
import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, JsonPath, Pass, State, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { newApp } from './support/synth';
import { RecordSchema, SalesDataPipeline } from '../../src';
import { schemaChecker } from '../../src/private/schema/compiler';
import { WrittenDefinitionBody } from '../../src/private/workflows/definition-body';

jest.mock('ajv/dist/standalone', () => ({ __esModule: true, default: jest.fn(jest.requireActual<{ default: object }>('ajv/dist/standalone').default as () => void) }));

/** Compilations of schemas: one for verdicts and one for all errors. */
const compilations = () => jest.mocked(standaloneCode).mock.calls.length;

function pipelines(schemas: Array<RecordSchema | undefined>): void {
  const app = newApp();
  schemas.forEach((schema, k) => new SalesDataPipeline(new Stack(app, `Stack${k}`), 'Sales', { schema }));
}

beforeEach(() => {
  jest.mocked(standaloneCode).mockClear();
});

test('a process compiles the same schema once, for all pipelines and apps, and the default schema never', () => {
  const own = () => RecordSchema.fromObject({ $id: 'order', required: ['a'] }, { references: [RecordSchema.fromObject({ $id: 'line' })] });
  pipelines([undefined, undefined, RecordSchema.contactAndOrder(), own(), own()]);
  pipelines([undefined, own()]);
  expect(compilations()).toBe(2 * 1);
});

test('a schema that differs in itself, in a reference or in what it is called is another one', () => {
  const line = (type: string) => RecordSchema.fromObject({ $id: 'line', type });
  pipelines([{ const: 1 }, { const: 2 }].map((schema) => RecordSchema.fromObject(schema)));
  pipelines(['object', 'array'].map((type) => RecordSchema.fromObject({ $ref: 'line' }, { references: [line(type)] })));
  expect(compilations()).toBe(2 * 4);
});

test.each(['2020-12', '2019-09', 'draft-07'] as const)('the default schema, which synthesis does not check, is valid: %s', (dialect) => {
  const checker = schemaChecker(dialect);
  expect(checker.validate(checker.defaultMeta() as string, RecordSchema.contactAndOrder()._schema)).toBe(true);
});

test('a pipeline with the default schema does not load the compiler', () => {
  jest.isolateModules(() => {
    jest.doMock('../../src/private/schema/compile-schema', () => {
      throw new Error('the compiler is loaded');
    });
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const isolated = require('../../src') as typeof import('../../src');
    const create = (schema?: RecordSchema): unknown => new isolated.SalesDataPipeline(new Stack(newApp(), 'Test'), 'Sales', { schema });

    expect(() => create()).not.toThrow();
    expect(() => create(isolated.RecordSchema.contactAndOrder())).not.toThrow();
    expect(() => create(isolated.RecordSchema.fromObject({}))).toThrow('the compiler is loaded');
  });
});

test('states are not in the construct tree: the CDK visits each construct several times', () => {
  const pipeline = new SalesDataPipeline(new Stack(newApp(), 'Test'), 'Sales');
  pipeline.addAlarms();
  expect(pipeline.node.findAll().filter((construct) => construct instanceof State)).toEqual([]);
});

describe('a definition is that of the CDK', () => {
  type Values = Record<string, unknown>;
  const lazy = Lazy.string({ produce: () => 'a "quoted" \\ text' });

  const definition = (stack: Stack, parameters: Values, body: (chain: Pass) => DefinitionBody): unknown => {
    const states = new Pass(stack, 'Pass', { parameters, resultPath: JsonPath.DISCARD });
    const machine = new StateMachine(stack, 'Machine', { definitionBody: body(states), comment: 'A comment' });
    return stack.resolve((machine.node.defaultChild as unknown as { definitionString: string }).definitionString);
  };
  /** What is written, what the CDK writes, and whether the CDK had to write JSON for it. */
  const both = (values: (stack: Stack) => Values): { written: unknown; byCdk: unknown; needsCdk: boolean } => {
    const [stack, other] = [new Stack(newApp(), 'Test'), new Stack(newApp(), 'Test')];
    const toJson = jest.spyOn(stack, 'toJsonString');
    return {
      written: definition(stack, values(stack), (chain) => new WrittenDefinitionBody(chain)),
      byCdk: definition(other, values(other), (chain) => DefinitionBody.fromChainable(chain)),
      needsCdk: toJson.mock.calls.length > 0,
    };
  };

  test('with references to resources, at once', () => {
    const { written, byCdk, needsCdk } = both((stack) => ({
      'literal': 'a "quoted" \\ text ${Token}',
      'part': `before ${new Queue(stack, 'Queue').queueArn} and arn:${stack.partition}:x`,
      'again': new CfnParameter(stack, 'Parameter').valueAsString,
      'list.$': 'States.Array($.a)',
      'numbers': [1, 2.5, null, true],
      'nested': { deep: [{ region: stack.region, [`key ${stack.account}`]: '' }] },
    }));
    expect(written).toEqual(byCdk);
    expect(JSON.stringify(written)).toContain('AWS::Partition');
    expect(JSON.stringify(written)).toContain('\\"ResultPath\\":null');
    expect(needsCdk).toBe(false);
  });

  test.each<[string, (stack: Stack) => Values]>([
    ['a text', () => ({ lazy })],
    ['part of a text', (stack) => ({ part: `before ${lazy} and arn:${stack.partition}:x` })],
    ['a number', () => ({ number: Lazy.number({ produce: () => 17 }) })],
    ['a parameter that is a number', (stack) => ({ number: new CfnParameter(stack, 'Parameter', { type: 'Number' }).valueAsNumber })],
    ['an object', (stack) => ({ object: Lazy.any({ produce: () => ({ x: stack.account }) }) })],
    ['a list', () => ({ list: Lazy.list({ produce: () => ['x'] }) })],
    ['a name', () => ({ [`key ${lazy}`]: 'x' })],
  ])('with a token that only the CDK can write: %s', (_, values) => {
    const { written, byCdk, needsCdk } = both(values);
    expect(written).toEqual(byCdk);
    expect(needsCdk).toBe(true);
  });

  test('with those of a pipeline, at once', () => {
    const toJson = jest.spyOn(Stack.prototype, 'toJsonString');
    new SalesDataPipeline(new Stack(newApp(), 'Test'), 'Sales');
    expect(toJson).not.toHaveBeenCalled();
  });
});
