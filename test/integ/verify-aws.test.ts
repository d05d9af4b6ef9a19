import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { STACK_BELIEFS } from '../../tools/aws/stack-beliefs';
import { STATE_BELIEFS } from '../../tools/aws/state-beliefs';
import { VERIFICATION_STACK } from '../../tools/aws/verification-stack';
import { ACCOUNT, Clients, Emulator, REGION, bootstrap } from '../../tools/emulator';
import { ROOT } from '../../tools/root';

const BYSTANDERS = ['Bystander', 'CDKToolkit'];

let emulator: Emulator;
let clients: Clients;

async function start(settings: Record<string, string> = {}): Promise<void> {
  emulator = await Emulator.start({ settings: { SFN_WAIT_SCALE: '0.01', ...settings } });
  clients = new Clients(emulator);
  await bootstrap(emulator);
  // A stack of somebody else, whose name and tag look like those of a test.
  await clients.cloudformation.send(new CreateStackCommand({
    StackName: 'Bystander',
    TemplateBody: JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } }),
    Tags: [{ Key: 'cdk-sales-data-pipeline', Value: 'production' }],
  }));
}

async function stop(): Promise<void> {
  clients?.destroy();
  await emulator?.stop();
}

interface Command {
  readonly child: ChildProcess;
  readonly said: string[];
  readonly exitCode: Promise<number | null>;
}

function verify(...args: string[]): Command {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'tools', 'aws', 'verify.ts'), ...args], { cwd: ROOT, env: emulator.env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  [child.stdout, child.stderr].forEach((stream) => createInterface({ input: stream }).on('line', (line) => said.push(line)));
  return { child, said, exitCode: once(child, 'close').then(([code]) => code as number | null) };
}

async function stacks(): Promise<string[]> {
  const { Stacks = [] } = await clients.cloudformation.send(new DescribeStacksCommand({}));
  return Stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(({ StackName }) => StackName!).sort();
}

async function logGroups(): Promise<string[]> {
  const client = new CloudWatchLogsClient({ endpoint: emulator.endpoint, region: REGION, credentials: emulator.credentials });
  const { logGroups: groups = [] } = await client.send(new DescribeLogGroupsCommand({}));
  client.destroy();
  return groups.map(({ logGroupName }) => logGroupName!);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!await condition()) await sleep(100);
}

test('says what it needs', async () => {
  emulator = await Emulator.start();
  clients = new Clients(emulator);
  try {
    const command = verify('--yes');
    expect(await command.exitCode).toBe(64);
    expect(command.said).toEqual([`There is no stack CDKToolkit in ${REGION}: run npx cdk bootstrap first`]);
  } finally {
    await stop();
  }
});

describe('the stack', () => {
  // The emulator checks the calls of the functions, so that the validator can be kept from reading.
  beforeAll(async () => start({ AUTH: 'true' }), 120_000);
  afterAll(stop);

  test('nobody is asked: nothing is done', async () => {
    const { said, exitCode } = verify();
    expect(await exitCode).toBe(64);
    expect(said[0]).toBe(`In account ${ACCOUNT}, region ${REGION}, this will`);
    expect(said).toContainEqual(expect.stringMatching(/^It costs at most \$0\.\d\d\.$/));
    expect(said.at(-1)).toBe('Nobody can be asked whether to begin: add --yes');
    expect(await stacks()).toEqual(BYSTANDERS);
  }, 60_000);

  test('what a killed run has left is removed by the next, and nothing else; the emulator shares all beliefs that it can show', async () => {
    const killed = verify('--yes', '--parts', 'stack');
    await until(() => killed.said.includes('deployed the verification stack') || killed.child.exitCode !== null);
    killed.child.kill('SIGKILL');
    await killed.exitCode;
    expect(await stacks()).toEqual([...BYSTANDERS, VERIFICATION_STACK].sort());

    const { said, exitCode } = verify('--yes', '--parts', 'definitions,states,stack');
    await exitCode;

    expect(said).toContain(`  1. remove what an earlier run has left: ${VERIFICATION_STACK}`);
    expect(said.slice(said.indexOf(`removed ${VERIFICATION_STACK}`))).toEqual([
      `removed ${VERIFICATION_STACK}`,
      'definitions: true',
      'deployed the verification stack',
      ...STATE_BELIEFS.map(({ id }) => `${id}: true`),
      ...STACK_BELIEFS.map(({ id, notInEmulator }) => (
        notInEmulator ? `${id}: skipped: ${notInEmulator}` : id === 'redrive' ? expect.stringMatching(/^redrive: skipped: .* no RedriveExecution/) : `${id}: true`
      )),
      `removed ${VERIFICATION_STACK}`,
      'All is as believed.',
    ]);
    expect(await exitCode).toBe(0);
    expect(await stacks()).toEqual(BYSTANDERS);
    const { Buckets = [] } = await clients.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual([expect.stringMatching(/^cdk-/)]);
    expect((await clients.dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    expect(await logGroups()).toEqual([]);
  }, 600_000);
});

describe('the integration tests', () => {
  beforeAll(async () => start({ SFN_WAIT_SCALE: '0.1' }), 120_000);
  afterAll(stop);

  test('Ctrl-C in the midst of a deployment: all of it is removed', async () => {
    const { child, said, exitCode } = verify('--yes', 'integ.minimal.ts');
    await until(async () => child.exitCode !== null || (await stacks()).includes('IntegMinimal'));
    child.kill('SIGINT');

    expect({ code: await exitCode, said }).toEqual({ code: 130, said: expect.arrayContaining(['interrupted by SIGINT: removing what was made', 'removed IntegMinimal']) });
    expect(await stacks()).toEqual(BYSTANDERS);
  }, 300_000);

  test('one of them runs in the same way as all of them', async () => {
    const { said, exitCode } = verify('--yes', 'integ.minimal.ts');

    expect({ code: await exitCode, said }).toEqual({ code: 0, said: expect.arrayContaining(['minimal: true', 'removed IntegMinimal', 'All is as believed.']) });
    expect(await stacks()).toEqual(BYSTANDERS);
  }, 300_000);
});
