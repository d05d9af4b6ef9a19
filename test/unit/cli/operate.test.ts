import type { Answers } from './support/fake-aws';
import { FakeAws, Refusal, runTool } from './support/fake-aws';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
const REGION = { AWS_REGION: 'eu-west-1' };

/** An execution, as DescribeExecution answers. */
interface Described {
  readonly status: string;
  readonly stopDate: number;
  readonly redriveStatus: string;
  readonly redriveStatusReason?: string;
  readonly input: string;
}

const ENTRY = {
  version: '1',
  library: '1.2.3',
  pipeline: 'Sales',
  stack: 'Shop',
  bucket: 'files',
  objectKeyPrefix: 'in/',
  objectKeySuffix: '.json',
  historyTable: null,
  deadLetterQueue: 'https://sqs.eu-west-1.amazonaws.com/111122223333/dead-letters',
  fileWorkflow: 'arn:aws:states:eu-west-1:111122223333:stateMachine:File',
  fanOutWorkflow: 'arn:aws:states:eu-west-1:111122223333:stateMachine:FanOut',
};

const registry = (entries: { readonly [name: string]: object | string }): Answers => ({
  GetParametersByPath: () => ({
    Parameters: Object.entries(entries).map(([name, entry]) => ({ Name: `/sales-data-pipeline/${name}`, Value: typeof entry === 'string' ? entry : JSON.stringify(entry) })),
  }),
});

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

async function against(answers: Answers, ...args: string[]) {
  aws = await FakeAws.start(answers);
  return runTool([...args, '--endpoint-url', aws.endpoint], { ...CREDENTIALS, ...REGION });
}

describe('what keeps an operator from a pipeline has a sentence and an exit code', () => {
  test.each<[string, Answers, string[], number, string]>([
    ['no pipeline', registry({}), [], 78, 'There is no pipeline in eu-west-1: nothing is below /sales-data-pipeline in Parameter Store.'],
    ['several', registry({ B: ENTRY, A: ENTRY }), [], 78, 'There are 2 pipelines in eu-west-1. Name one with --pipeline: A, B'],
    ['another name', registry({ Sales: ENTRY }), ['--pipeline', 'Sail\u001b[2J'], 78, 'There is no pipeline Sail\\u{1b}[2J in eu-west-1. There are: Sales'],
    ['a version of later', registry({ Sales: { ...ENTRY, version: '2', library: '3.0.0' } }), [], 78, 'npx sales-data-pipeline@3.0.0'],
    ['an entry that somebody has broken', registry({ Sales: '{' }), [], 78, 'The entry of Sales in the registry is not valid JSON.'],
    ['no permission', { GetParametersByPath: () => new Refusal('AccessDeniedException', 'User ada is not authorized to perform: ssm:GetParametersByPath') }, [],
      77, 'ssm:GetParametersByPath\nGrant it to the operator\'s role in the CDK app of the pipeline: sales.grantOperate(role)'],
    ['expired credentials', { GetParametersByPath: () => new Refusal('ExpiredTokenException', 'The security token is expired') }, [], 77, 'have expired'],
    ['unknown credentials', { GetParametersByPath: () => new Refusal('UnrecognizedClientException', 'The token is invalid') }, [], 77, 'does not accept the credentials'],
  ])('%s', async (_, answers, args, code, message) => {
    const outcome = await against(answers, 'status', ...args);

    expect(outcome).toMatchObject({ code, stdout: '' });
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr).not.toMatch(/\n {4}at /);
  });

  test('no region', async () => {
    const { code, stderr } = await runTool(['status'], CREDENTIALS);

    expect(code).toBe(77);
    expect(stderr).toContain('There is no AWS region. Set it with --region, AWS_REGION');
  });

  test('no credentials', async () => {
    const { code, stderr } = await runTool(['status', '--endpoint-url', 'http://127.0.0.1:9'], { AWS_DEFAULT_REGION: 'eu-west-1' });

    expect(code).toBe(77);
    expect(stderr).toContain('There are no AWS credentials');
  });

  test('a profile that does not exist', async () => {
    const { code, stderr } = await runTool(['status', '--profile', 'nobody', '--endpoint-url', 'http://127.0.0.1:9'], REGION);

    expect(code).toBe(77);
    expect(stderr).toContain('Check the profile (--profile, AWS_PROFILE)');
  });

  test('nobody answers', async () => {
    const { code, stderr } = await runTool(['status', '--endpoint-url', 'http://127.0.0.1:9'], { ...CREDENTIALS, ...REGION, AWS_MAX_ATTEMPTS: '1' });

    expect(code).toBe(69);
    expect(stderr).toContain('AWS can\'t be reached');
  });

  test('no history', async () => {
    const { code, stderr } = await against(registry({ Sales: ENTRY }), 'files');

    expect(code).toBe(78);
    expect(stderr).toContain('The pipeline Sales has no history (historyEnabled: false)');
  });
});

describe('redrive', () => {
  const arn = (name: string) => `arn:aws:states:eu-west-1:111122223333:execution:FanOut:${name}`;
  const inputOf = (key: string) => JSON.stringify({ file: { key, versionId: 'v1', size: 5_000_000 } });
  const now = Date.now() / 1_000;
  const executions: { readonly [name: string]: Described } = {
    large: { status: 'FAILED', stopDate: now - 60, redriveStatus: 'REDRIVABLE', input: inputOf('in/\u001b[2Jlarge.json') },
    late: { status: 'TIMED_OUT', stopDate: now - 600, redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: 'Execution history event limit exceeded', input: '{}' },
    old: { status: 'FAILED', stopDate: now - 15 * 86_400, redriveStatus: 'NOT_REDRIVABLE', input: '{}' },
  };
  const nameOf = (executionArn: unknown) => String(executionArn).split(':').pop()!;
  const answers: Answers = {
    ...registry({ Sales: ENTRY }),
    ListExecutions: ({ statusFilter }) => ({
      executions: Object.entries(executions).filter(([, { status }]) => status === statusFilter).map(([name, { status, stopDate }]) => ({
        executionArn: arn(name), stateMachineArn: ENTRY.fanOutWorkflow, name, status, startDate: stopDate - 60, stopDate,
      })),
    }),
    DescribeExecution: ({ executionArn }) => ({
      executionArn, stateMachineArn: ENTRY.fanOutWorkflow, startDate: now, error: 'States.TaskFailed', cause: 'no\u009bpermission', ...executions[nameOf(executionArn)],
    }),
    RedriveExecution: () => ({ redriveDate: now }),
  };
  const redriven = () => aws!.calls.filter(({ call }) => call === 'RedriveExecution').map(({ input }) => input.executionArn);

  test('lists the failed ones of 14 days, the latest first, with the file and the reason, and --dry-run redrives none', async () => {
    const { code, stdout, stderr } = await against(answers, 'redrive', '--dry-run', '--json');

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n').map((line) => JSON.parse(line) as object)).toEqual([
      {
        outcome: 'failed',
        executionArn: arn('large'),
        status: 'FAILED',
        ended: new Date(Math.floor((now - 60) * 1_000)).toISOString(),
        error: 'States.TaskFailed',
        cause: 'no\u009bpermission',
        file: { key: 'in/\u001b[2Jlarge.json', versionId: 'v1', bytes: 5_000_000 },
        notRedrivable: null,
      },
      expect.objectContaining({ executionArn: arn('late'), status: 'TIMED_OUT', file: null, notRedrivable: 'Execution history event limit exceeded' }),
    ]);
    expect(redriven()).toEqual([]);
  });

  test('shows nothing that a terminal would obey', async () => {
    const { stdout } = await against(answers, 'redrive', '--dry-run');

    expect(stdout).toContain('in/\\u{1b}[2Jlarge.json (5.0 MB)');
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test('redrives those that can be redriven with --yes, and without it nothing where nobody can be asked', async () => {
    const asked = await against(answers, 'redrive');
    expect(asked.code).toBe(64);
    expect(asked.stderr).toContain('give --yes');
    expect(redriven()).toEqual([]);
    aws!.stop();

    const { code, stdout } = await against(answers, 'redrive', '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('large.json (5.0 MB): goes on');
    expect(redriven()).toEqual([arn('large')]);
  });

  test('an execution that AWS refuses does not keep the others back', async () => {
    const both: typeof executions = { ...executions, other: { ...executions.large, stopDate: now - 30 } };
    const { code, stdout } = await against({
      ...answers,
      ListExecutions: ({ statusFilter }) => ({
        executions: ['large', 'other'].filter(() => statusFilter === 'FAILED').map((name) => ({
          executionArn: arn(name), stateMachineArn: ENTRY.fanOutWorkflow, name, startDate: now, ...both[name],
        })),
      }),
      DescribeExecution: ({ executionArn }) => (
        { executionArn, stateMachineArn: ENTRY.fanOutWorkflow, startDate: now, ...both[nameOf(executionArn)] }
      ),
      RedriveExecution: ({ executionArn }) => (nameOf(executionArn) === 'other' ? new Refusal('ExecutionNotRedrivable', 'too late') : { redriveDate: now }),
    }, 'redrive', '--yes', '--json');

    expect(code).toBe(1);
    expect(stdout.trim().split('\n').map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ outcome: 'refused', executionArn: arn('other'), message: 'too late' }),
      expect.objectContaining({ outcome: 'redriven', executionArn: arn('large') }),
    ]);
  });

  test('an ARN that is none of them is refused', async () => {
    const { code, stderr } = await against(answers, 'redrive', arn('nowhere'), '--yes');

    expect(code).toBe(78);
    expect(stderr).toContain(`There is no execution ${arn('nowhere')}`);
    expect(redriven()).toEqual([]);
  });
});

test.each([
  [['submit', 'nowhere.json'], 'There is no file nowhere.json.'],
  [['submit', __dirname], `${__dirname} is no file. Name the files in it: ${__dirname}/*`],
  [['submit', __filename], 'the object keys of this pipeline end with .json'],
  [['submit', `${__dirname}/../../../package.json`, `${__dirname}/../../unit/../../package.json`], 'would both be the object in/package.json'],
  [['backfill', '--prefix', 'out/'], '--prefix out/: the sales files of Sales begin with in/'],
])('%j is an error of usage', async (args, message) => {
  const { code, stderr } = await against(registry({ Sales: ENTRY }), ...args);

  expect({ code, stderr }).toMatchObject({ code: 64, stderr: expect.stringContaining(message) as unknown });
});

test.each([
  [['files', '--since', 'yesterday'], 'It is a time span or a date: 2d, 12h, 2026-11-26'],
  [['files', '--limit', '0'], 'It is a whole number from 1.'],
  [['files', '--stuck', 'long'], 'It is a number with a unit: 90s, 15m, 12h or 2d.'],
  [['files', '--stuck', '--failed'], 'cannot be used with option'],
  [['submit', 'a.json', '--wait', '1 year'], 'It is a number with a unit'],
])('%j says what the option takes', async (args, message) => {
  const { code, stderr } = await runTool(args, {});

  expect(code).toBe(64);
  expect(stderr).toContain(message);
});
