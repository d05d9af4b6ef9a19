import { LambdaRuntime } from '../../../lambda-src/handlers/runtime';
import { PIPELINE_NAME_ENV, RECORD_OPTIONS_ENV } from '../../../src/private/contract/names';
import { DEFAULT_RECORD_OPTIONS } from '../../../src/private/contract/record-defaults';

const environment = process.env;

beforeEach(() => {
  process.env = { ...environment };
});

afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});

test('options and name of the pipeline come from the environment', () => {
  process.env[RECORD_OPTIONS_ENV] = JSON.stringify(DEFAULT_RECORD_OPTIONS);
  process.env[PIPELINE_NAME_ENV] = 'Sales';

  const { options, pipelineName } = new LambdaRuntime();

  expect(options).toEqual(DEFAULT_RECORD_OPTIONS);
  expect(pipelineName).toBe('Sales');
});

test('a missing environment variable is named', () => {
  delete process.env[RECORD_OPTIONS_ENV];

  expect(() => new LambdaRuntime().options).toThrow('The environment variable RECORD_OPTIONS is not set.');
});

test('a log line is one line on standard output, which Lambda does not wrap', () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

  new LambdaRuntime().log({ key: 'a\nb' });

  expect(write.mock.calls).toEqual([['{"key":"a\\nb"}\n']]);
});
