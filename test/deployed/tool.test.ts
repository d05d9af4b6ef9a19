import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { Stack } from 'aws-cdk-lib';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { DuplicatePolicy } from '../../src';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { fanOutInput } from '../../testkit/pipeline/fan-out-input';
import { TOOL } from '../../tools/bundle-options';
import { clientEnvironment } from '../../tools/emulator/environment';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly output: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Outcome>;
}

const directory = mkdtempSync(join(tmpdir(), 'tool-'));
let deployment: Deployment;
let sales: DeployedPipeline;
/** Its uploads start nothing, as those before EventBridge is on. */
let silent: DeployedPipeline;
let names: { readonly Sales: string; readonly Silent: string };

beforeAll(async () => {
  deployment = await Deployment.of({
    Sales: () => ({ objectKeyPrefix: 'in/', objectKeySuffix: '.json' }),
    Silent: () => ({ duplicatePolicy: DuplicatePolicy.OVERWRITE }),
  }, {
    adjust: (pipeline) => {
      if (Stack.of(pipeline).stackName === 'Silent') (pipeline.uploadRule.node.defaultChild as CfnRule).state = 'DISABLED';
    },
    mocks: {
      StateMachines: { 'Sales-FanOutWorkflow': { TestCases: { CannotSplit: { SplitFile: 'Denied' } } } },
      MockedResponses: { Denied: { '0-9': { Throw: { Error: 'AccessDenied', Cause: 'not authorized' } } } },
    },
  });
  sales = deployment.pipeline('Sales');
  silent = deployment.pipeline('Silent');
  const { stderr } = await tool('status');
  const [, found] = /Name one with --pipeline: (.*)/.exec(stderr)!;
  const [Sales, Silent] = found.split(', ').sort();
  names = { Sales, Silent };
}, 240_000);

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await deployment?.stop();
});

/** Runs the bundled tool with the credentials of the emulator. */
const tool = async (...args: string[]): Promise<Outcome> => start(...args).ended;

function start(...args: string[]): Started {
  const { FORCE_COLOR, NO_COLOR, NODE_OPTIONS, ...env } = clientEnvironment(deployment.emulator.endpoint, deployment.emulator.credentials);
  const child = spawn(process.execPath, [TOOL, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => output.stdout += chunk.toString());
  child.stderr.on('data', (chunk: Buffer) => output.stderr += chunk.toString());
  const ended = new Promise<Outcome>((resolve) => child.on('close', (code) => resolve({ code, ...output })));
  return { child, output, ended };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !await condition(); await sleep(100)) {
    if (Date.now() > deadline) throw new Error(`not within 30 s: ${String(condition)}`);
  }
}

const onSales = async (verb: string, ...args: string[]) => tool(verb, ...args, '--pipeline', names.Sales);
const lines = ({ stdout }: Outcome) => stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

function file(name: string, ...records: unknown[]): string {
  const path = join(directory, name);
  writeFileSync(path, records.map((record) => JSON.stringify(record)).join('\n'));
  return path;
}

test('two pipelines: the tool asks for a name, and lists them', async () => {
  const { code, stderr } = await tool('status');

  expect(code).toBe(78);
  expect(stderr).toContain(`There are 2 pipelines in us-east-1. Name one with --pipeline: ${names.Sales}, ${names.Silent}`);
  expect((await tool('status', '--pipeline', 'Sails')).stderr).toContain('There is no pipeline Sails');
});

test('submit uploads below the prefix, follows each file to its end, and the exit code says how it ended', async () => {
  const good = file('good.json', order({}, 'good-1'), order({}, 'good-2'));
  const mixed = file('mixed.json', order({}, 'mixed-1'), {});

  const one = await onSales('submit', good);
  const both = await onSales('submit', good, mixed, '--below', 'again', '--json');

  expect(one).toMatchObject({ code: 0, stderr: '' });
  expect(one.stdout).toContain('good.json: 2 records, 2 inserted');
  expect(both.code).toBe(1);
  expect(lines(both)).toEqual(expect.arrayContaining([
    expect.objectContaining({ file: good, key: 'in/again/good.json', status: 'processed', records: 2, repeated: 2 }),
    expect.objectContaining({ file: mixed, key: 'in/again/mixed.json', records: 2, inserted: 1, rejected: 1, reasons: { SCHEMA_VIOLATION: 1 } }),
  ]));
});

test('submit replaces an object only with --replace', async () => {
  const twice = file('twice.json', order({}, 'twice'));
  expect((await onSales('submit', twice)).code).toBe(0);

  const refused = await onSales('submit', twice, '--json');
  expect(refused.code).toBe(73);
  expect(lines(refused)).toEqual([expect.objectContaining({ status: 'exists', key: 'in/twice.json' })]);
  expect((await onSales('submit', twice, '--replace', '--json')).code).toBe(0);

  const shown = await onSales('files', 'show', 'in/twice.json', '--json');
  expect(lines(shown).map(({ status, inserted, repeated }) => ({ status, inserted, repeated }))).toEqual([
    { status: 'processed', inserted: 0, repeated: 1 }, { status: 'processed', inserted: 1, repeated: 0 },
  ]);
});

test('submit uploads a large file in parts, and leaves none behind', async () => {
  const path = file('large.json', order({}, 'large'));
  appendFileSync(path, ' '.repeat(9 * 1024 ** 2));
  const submit = async (...options: string[]): Promise<Outcome> => tool('submit', path, '--no-wait', '--json', '--pipeline', names.Silent, ...options);

  expect(lines(await submit())).toEqual([expect.objectContaining({ status: 'uploaded', etag: expect.stringMatching(/-2$/) as unknown })]);
  expect((await submit()).code).toBe(73);
  expect((await submit('--replace')).code).toBe(0);

  const { Body } = await deployment.clients.s3.send(new GetObjectCommand({ Bucket: silent.outputs.BucketName, Key: 'large.json' }));
  expect(readFileSync(path).equals(await Body!.transformToByteArray())).toBe(true);
  expect((await deployment.clients.s3.send(new ListMultipartUploadsCommand({ Bucket: silent.outputs.BucketName }))).Uploads ?? []).toEqual([]);
});

test('submit refuses a file that would start nothing', async () => {
  const { code, stderr } = await onSales('submit', file('orders.txt', {}));

  expect(code).toBe(64);
  expect(stderr).toContain('the object keys of this pipeline end with .json');
});

test('a file that cannot be read fails, and files --failed lists it', async () => {
  const broken = file('broken.json', 'x');
  writeFileSync(broken, Buffer.from([0x1f, 0x8b, 8, 0]));

  expect((await onSales('submit', broken)).code).toBe(2);

  const failed = await onSales('files', '--failed');
  expect(failed.code).toBe(0);
  expect(failed.stdout).toMatch(/1 failed file since[^]*failed[^]*in\/broken\.json +FILE_UNREADABLE: /);
});

test('files lists the latest first, and nothing that belongs to another pipeline', async () => {
  const rows = lines(await onSales('files', '--limit', '2', '--json'));

  expect(rows).toHaveLength(2);
  expect(rows.every(({ pipeline }) => pipeline === names.Sales)).toBe(true);
  const [first, second] = rows.map(({ uploaded }) => uploaded as string);
  expect(first >= second).toBe(true);
});

test('files says what a terminal would obey in an object key as text', async () => {
  await sales.put('in/\u001b[2Jred.json', JSON.stringify(order({}, 'red')));
  await sales.announcementOf('in/\u001b[2Jred.json').catch(() => undefined);

  const { stdout } = await onSales('files');

  expect(stdout).toContain('in/\\u{1b}[2Jred.json');
  expect(stdout).not.toContain('\u001b');
});

test('files --follow prints what ends from now on, and Ctrl-C ends it', async () => {
  const { child, output, ended } = start('files', '--follow', '--json', '--since', '1s', '--pipeline', names.Sales);
  await sleep(2_000);
  expect((await onSales('submit', file('followed.json', order({}, 'followed')))).code).toBe(0);
  await until(() => output.stdout.includes('in/followed.json'));

  child.kill('SIGINT');
  const outcome = await ended;

  expect(outcome.code).toBe(130);
  expect(outcome.stderr).toContain('The pipeline goes on without this command.');
  expect(lines(outcome).filter(({ key }) => key === 'in/followed.json')).toEqual([expect.objectContaining({ status: 'processed', inserted: 1 })]);
});

test('files --stuck lists files that were begun with long ago and have not ended', async () => {
  const begun = new Date(Date.now() - 2 * 3_600_000).toISOString();
  const row = { day: `${begun.slice(0, 10)}#a`, upload: `${begun}#1`, status: 'processing', pipeline: names.Sales, bucket: 'b', key: 'in/stuck.json', etag: 'a', uploaded: begun, begun, execution: 'arn' };
  await deployment.clients.dynamodb.send(new PutItemCommand({
    TableName: sales.outputs.HistoryTableName, Item: Object.fromEntries(Object.entries(row).map(([name, S]) => [name, { S }])),
  }));

  expect((await onSales('files', '--stuck')).stdout).toMatch(/1 stuck file[^]*processing +2 hours +in\/stuck\.json/);
  expect((await onSales('files', '--stuck', '3h')).stdout).toContain('0 stuck files');
});

test('Ctrl-C says what goes on without the command, and how to see it', async () => {
  const { child, ended } = start('submit', file('waits.json', order({}, 'waits')), '--pipeline', names.Silent);
  await until(async () => deployment.clients.s3.send(new HeadObjectCommand({ Bucket: silent.outputs.BucketName, Key: 'waits.json' })).then(() => true, () => false));
  await sleep(500);

  child.kill('SIGINT');

  const { code, stdout, stderr } = await ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toContain('The pipeline goes on with what is uploaded, without this command: 1 file.');
  expect(stderr).toContain('sales-data-pipeline files show waits.json');
});

test('a file that does not end in time is not ended, and later unknown', async () => {
  const slow = await tool('submit', file('slow.json', order({}, 'slow')), '--wait', '1s', '--json', '--pipeline', names.Silent);

  expect(slow.code).toBe(3);
  expect(lines(slow)).toEqual([expect.objectContaining({ status: 'not-ended', key: 'slow.json' })]);
  expect(lines(await tool('files', 'show', 'slow.json', '--json', '--pipeline', names.Silent))).toEqual([expect.objectContaining({ status: 'unknown' })]);
});

test('redrive lists an execution that has failed, with its file', async () => {
  const event = await sales.put('elsewhere/large.json', JSON.stringify(order()));
  const arn = await sales.fanOutWorkflow.start(fanOutInput(event), 'CannotSplit');
  await sales.fanOutWorkflow.ended(arn);

  const { code, stdout } = await onSales('redrive', '--dry-run', '--json');

  expect(code).toBe(0);
  expect(stdout.trim().split('\n').map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ outcome: 'failed', executionArn: arn, status: 'FAILED', file: expect.objectContaining({ key: 'elsewhere/large.json' }) as unknown }),
  ]);
});

test('status counts dead letters, the files of today and the alarms, and its exit code says whether there is something to do', async () => {
  const { code, stdout } = await onSales('status', '--json');

  expect(code).toBe(1);
  const [{ queue, today, running, attention }] = lines({ code, stdout, stderr: '' });
  expect({ attention, running }).toEqual({ attention: true, running: 0 });
  expect((queue as { visible: number }).visible).toBeGreaterThan(0);
  expect((today as { failed: number }).failed).toBeGreaterThan(0);
  expect((today as { inserted: number }).inserted).toBeGreaterThanOrEqual(3);
});

describe('backfill', () => {
  const onSilent = async (...args: string[]) => tool('backfill', ...args, ...args.includes('--prefix') ? [] : ['--prefix', 'old/'], '--pipeline', names.Silent);

  beforeAll(async () => {
    await silent.put('old/a.json', JSON.stringify([order({ at: 'first' }, 'a')]));
    // Uploaded later and processed first, as under OVERWRITE the table must not go back to the first one.
    await sleep(1_500);
    await silent.fileWorkflow.start(await silent.put('new.json', JSON.stringify([order({ at: 'second' }, 'a')])));
    await until(async () => (await silent.table.items()).length === 1);
    await silent.put('old/b.json', JSON.stringify([order({}, 'b'), {}]));
    await silent.put('old/folder/', '');
  });

  test('lists what the history does not know, and changes nothing', async () => {
    const { code, ...listed } = await onSilent('--dry-run', '--json');

    expect(code).toBe(0);
    expect(lines({ code, ...listed }).map(({ key, status }) => [key, status])).toEqual([['old/a.json', 'missing'], ['old/b.json', 'missing']]);
    expect(await silent.table.items()).toHaveLength(1);
  });

  test('asks before it starts anything; a script says --yes', async () => {
    const { code, stderr } = await onSilent();

    expect(code).toBe(64);
    expect(stderr).toContain('give --yes');
  });

  test('processes each object once, in its own version and as of its own upload, and run again finds nothing', async () => {
    const first = await onSilent('--yes', '--json', '--prefix', 'old/a');
    const rest = await onSilent('--yes', '--json');
    const again = await onSilent('--yes');

    expect([first.code, rest.code, again.code]).toEqual([0, 1, 0]);
    expect(lines(first).map(({ key, superseded }) => [key, superseded])).toEqual([['old/a.json', 1]]);
    expect(lines(rest).map(({ key, rejected }) => [key, rejected])).toEqual([['old/b.json', 1]]);
    expect(again.stdout).toContain('The history knows every object.');
    expect(lines(await tool('files', 'show', 'old/a.json', '--json', '--pipeline', names.Silent))).toHaveLength(1);
  });
});
