import standaloneCode from 'ajv/dist/standalone';
import { Stack } from 'aws-cdk-lib';
import { State, StateGraph } from 'aws-cdk-lib/aws-stepfunctions';
import { newApp } from './support/synth';
import type { SalesDataPipelineProps } from '../../src';
import { RecordSchema, SalesDataPipeline } from '../../src';
import { schemaChecker } from '../../src/private/schema/compiler';

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

test('the definitions of a pipeline are written at once', () => {
  const toJson = jest.spyOn(Stack.prototype, 'toJsonString');
  new SalesDataPipeline(new Stack(newApp(), 'Test'), 'Sales');
  expect(toJson).not.toHaveBeenCalled();
});

test('pipelines that differ in names share their definitions, and no others', () => {
  const written = jest.spyOn(StateGraph.prototype, 'toGraphJson');
  const graphs = (...all: SalesDataPipelineProps[]): number => {
    written.mockClear();
    all.forEach((props, k) => new SalesDataPipeline(new Stack(newApp(), `Stack${k}`), 'Sales', props));
    return written.mock.calls.length;
  };
  expect(graphs({ maxConcurrency: 11 })).toBeGreaterThan(0);
  expect(graphs({ maxConcurrency: 11 }, { maxConcurrency: 11, objectKeyPrefix: 'other/' })).toBe(0);
  expect(graphs({ maxConcurrency: 12 })).toBeGreaterThan(0);
  expect(graphs({ maxConcurrency: 11, historyEnabled: false })).toBeGreaterThan(0);
});
