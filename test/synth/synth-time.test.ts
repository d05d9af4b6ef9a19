import standaloneCode from 'ajv/dist/standalone';
import { Lazy, Stack } from 'aws-cdk-lib';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
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

test('a process compiles the same schema once, for all pipelines and apps', () => {
  const own = () => RecordSchema.fromObject({ $id: 'order', required: ['a'] }, { references: [RecordSchema.fromObject({ $id: 'line' })] });
  pipelines([undefined, undefined, RecordSchema.contactAndOrder(), own(), own()]);
  pipelines([undefined, own()]);
  expect(compilations()).toBe(2 * 2);
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

test('a definition is that of the CDK, whatever its values are', () => {
  const definition = (body: (chain: Pass) => DefinitionBody): unknown => {
    const stack = new Stack(newApp(), 'Test');
    const lazy = Lazy.string({ produce: () => 'a "quoted" \\ text' });
    const parameters = {
      'literal': 'a "quoted" \\ text ${Token}',
      lazy,
      'part': `before ${lazy} and arn:${stack.partition}:x`,
      'again': `before ${lazy} and arn:${stack.partition}:x`,
      'list.$': 'States.Array($.a)',
      'number': Lazy.number({ produce: () => 17 }),
      'numbers': [1, 2.5, null, true],
      'nested': { deep: [{ region: stack.region }] },
      'object': Lazy.any({ produce: () => ({ x: stack.account }) }),
      [`key ${lazy}`]: 'x',
    };
    const machine = new StateMachine(stack, 'Machine', { definitionBody: body(new Pass(stack, 'Pass', { parameters })), comment: 'A comment' });
    return stack.resolve((machine.node.defaultChild as unknown as { definitionString: string }).definitionString);
  };

  const written = definition((chain) => new WrittenDefinitionBody(chain));

  expect(written).toEqual(definition((chain) => DefinitionBody.fromChainable(chain)));
  expect(JSON.stringify(written)).toContain('AWS::Partition');
});
