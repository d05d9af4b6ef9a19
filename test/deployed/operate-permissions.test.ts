import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Stack } from 'aws-cdk-lib';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { fanOutInput } from '../../testkit/pipeline/fan-out-input';
import { TOOL } from '../../tools/bundle-options';
import { ACCOUNT, REGION } from '../../tools/emulator';
import { clientEnvironment } from '../../tools/emulator/environment';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What STS gives for a role. */
interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const directory = mkdtempSync(join(tmpdir(), 'permissions-'));
let deployment: Deployment;
let sales: DeployedPipeline;
/** May do what grantOperate grants, and nothing else. */
let operator: Session;
/** May backfill as well. */
let migration: Session;

beforeAll(async () => {
  deployment = await Deployment.of({
    Sales: () => ({ objectKeyPrefix: 'in/', objectKeySuffix: '.json', sensitiveMembers: ['/order-info/email'] }),
  }, {
    settings: { AUTH: 'true' },
    adjust: (pipeline) => {
      const stack = Stack.of(pipeline);
      const assumedBy = new AccountRootPrincipal();
      pipeline.grantOperate(new Role(stack, 'Operator', { roleName: 'operator', assumedBy }));
      const both = new Role(stack, 'Migration', { roleName: 'migration', assumedBy });
      pipeline.grantOperate(both);
      pipeline.grantBackfill(both);
      // These policies deny requests without TLS, and the emulator has none.
      [pipeline.bucket, pipeline.deadLetterQueue].forEach(({ node }) => node.tryRemoveChild('Policy'));
      // The event of an object in this folder is lost, as that of an upload before the pipeline was there.
      (pipeline.uploadRule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.detail.object.key', [{ 'anything-but': { prefix: 'in/old/' } }]);
    },
    mocks: {
      StateMachines: { 'Sales-FanOutWorkflow': { TestCases: { CannotSplit: { SplitFile: 'Denied' } } } },
      MockedResponses: { Denied: { '0-9': { Throw: { Error: 'AccessDenied', Cause: 'not authorized' } } } },
    },
  });
  sales = deployment.pipeline('Sales');
  [operator, migration] = await Promise.all([sessionOf('operator'), sessionOf('migration')]);
}, 240_000);

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await deployment?.stop();
});

async function sessionOf(role: string): Promise<Session> {
  const { endpoint, credentials } = deployment.emulator;
  const sts = new STSClient({ endpoint, region: REGION, credentials });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`, RoleSessionName: 'test' }));
  sts.destroy();
  return { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken! };
}

async function runAs(session: Session, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const { FORCE_COLOR, NO_COLOR, NODE_OPTIONS, ...env } = clientEnvironment(deployment.emulator.endpoint, session);
  const child = spawn(process.execPath, [TOOL, ...args], { env: { ...env, AWS_SESSION_TOKEN: session.sessionToken, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => output.stdout += chunk.toString());
  child.stderr.on('data', (chunk: Buffer) => output.stderr += chunk.toString());
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...output };
}

/** Runs the bundled tool as the operator. */
const tool = async (...args: string[]): Promise<Outcome> => runAs(operator, args);
const lines = ({ stdout }: Outcome) => stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
const without = (id: string) => JSON.stringify({ 'order-info': { OrderId: id, email: 'a@example.com' } });

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

test('submit, files, status and redrive', async () => {
  const submitted = await tool('submit', file('good.json', JSON.stringify(order({}, 'good'))), '--json');
  const listed = await tool('files', '--json');
  const shown = await tool('files', 'show', 'in/good.json', '--json');
  const status = await tool('status', '--json');
  expect([submitted, listed, shown, status]).toEqual([submitted, listed, shown, status].map(() => expect.objectContaining({ code: 0, stderr: '' })));
  expect([submitted, listed, shown].flatMap(lines)).toMatchObject(Array(3).fill({ key: 'in/good.json', status: 'processed', inserted: 1 }));
  expect(lines(status)).toMatchObject([{ today: { processed: 1, inserted: 1 }, running: 0, alarms: [] }]);

  const arn = await sales.fanOutWorkflow.start(fanOutInput(await sales.put('in/old/large.json', JSON.stringify(order()))), 'CannotSplit');
  await sales.fanOutWorkflow.ended(arn);
  expect(lines(await tool('redrive', '--dry-run', '--json'))).toMatchObject([{ outcome: 'failed', executionArn: arn, file: { key: 'in/old/large.json' } }]);
  // The emulator has no redrive, but checks first whether it is permitted.
  expect((await tool('redrive', '--yes')).stdout).toContain('Unknown action: RedriveExecution');
  await sales.takeDeadLetters();
}, 180_000);

test('all verbs of dlq', async () => {
  expect((await tool('submit', file('bad.json', `[${['1', '2', '3', '4'].map(without).join(',')}]`))).code).toBe(1);

  const listed = await tool('dlq', 'list', '--json');
  expect(listed).toMatchObject({ code: 1, stderr: '' });
  const [{ group }] = lines(listed);
  const letters = lines(await tool('dlq', 'list', String(group), '--json')).map(({ id }) => String(id));
  expect(letters).toHaveLength(4);
  const shown = await tool('dlq', 'show', letters[0], '--reveal', '--json');
  const exported = await tool('dlq', 'export', '--all');
  const rechecked = await tool('dlq', 'recheck', '--all', '--json');
  expect([shown, exported, rechecked].map(({ code }) => code)).toEqual([0, 0, 1]);
  expect(lines(shown)).toMatchObject([{ record: expect.stringContaining('a@example.com') as string, neighbourhood: {}, trail: [{ what: 'revealed', who: expect.stringContaining('operator') as string }] }]);
  expect(exported.stdout).not.toContain('a@example.com');

  expect(lines(await tool('dlq', 'discard', letters[0], '--why', 'a test order', '--yes', '--json'))).toMatchObject([{ outcome: 'discarded' }]);
  expect(lines(await tool('dlq', 'restore', letters[0], '--why', 'it was none', '--json'))).toMatchObject([{ outcome: 'restored' }]);

  const recipe = file('recipe.json', JSON.stringify({ name: 'contact', operations: [{ op: 'add', path: '/contact-info', value: {} }] }));
  const one = await tool('dlq', 'fix', letters[0], '--recipe', recipe, '--why', 'left out', '--yes', '--json');
  const editor = 'const fs = require("fs"), f = process.argv[1]; fs.writeFileSync(f, fs.readFileSync(f, "utf8").replace(/\\{\\s*"order-info"/, "{\\"contact-info\\":{},\\"order-info\\""))';
  const two = await runAs(operator, ['dlq', 'edit', letters[1], '--reveal', '--why', 'by hand', '--yes', '--json'], { VISUAL: `node -e '${editor}'` });
  const draft = await tool('dlq', 'fix', letters[2], '--recipe', recipe, '--save', '--yes', '--json');
  const three = await tool('dlq', 'resubmit', '--all', '--drafts', '--why', 'a draft', '--yes', '--json');
  const settled = await tool('dlq', 'settle', '--json');
  const stored = { code: 0, stderr: '', lines: [{ outcome: 'stored' }] };
  expect([one, two, three].map((outcome) => ({ ...outcome, lines: lines(outcome) }))).toMatchObject([stored, stored, stored]);
  expect([draft, settled].map(({ code }) => code)).toEqual([0, 0]);
  expect((await tool('dlq', 'discard', '--all', '--why', 'a test order', '--yes')).code).toBe(0);
  expect((await tool('dlq', 'list')).code).toBe(0);
}, 300_000);

test('backfill lists with grantOperate, and processes with grantBackfill', async () => {
  await sales.put('in/old/a.json', JSON.stringify(order({}, 'old')));

  expect(lines(await tool('backfill', '--prefix', 'in/old/a', '--dry-run', '--json'))).toMatchObject([{ key: 'in/old/a.json', status: 'missing' }]);
  const denied = await tool('backfill', '--prefix', 'in/old/a', '--yes');
  expect(denied).toMatchObject({ code: 77, stderr: expect.stringContaining('sales.grantBackfill(role)') as string });
  expect(lines(await runAs(migration, ['backfill', '--prefix', 'in/old/a', '--yes', '--json']))).toMatchObject([{ key: 'in/old/a.json', status: 'processed', inserted: 1 }]);
}, 120_000);

test('an operator cannot change rows of files, and reads no member of an order', async () => {
  const client = new DynamoDBClient({ endpoint: deployment.emulator.endpoint, region: REGION, credentials: operator });
  const { TableName, HistoryTableName } = sales.outputs;
  const outcomes = await Promise.all([
    client.send(new PutItemCommand({ TableName: HistoryTableName, Item: { day: { S: '2026-11-27#a' }, upload: { S: 'x' } } })),
    client.send(new GetItemCommand({ TableName, Key: { orderId: { S: 'good' } } })),
    client.send(new GetItemCommand({ TableName, Key: { orderId: { S: 'good' } }, ProjectionExpression: '#m', ExpressionAttributeNames: { '#m': 'order-info' } })),
    client.send(new ScanCommand({ TableName, ProjectionExpression: 'orderId' })),
  ].map(async (sent) => sent.then(() => 'allowed', ({ name }: Error) => name)));
  client.destroy();
  expect(outcomes).toEqual(Array(4).fill('AccessDeniedException'));
}, 60_000);
