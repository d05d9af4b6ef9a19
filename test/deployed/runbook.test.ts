import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DescribeStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { commandsBelow } from '../../testkit/commands-below';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { TOOL } from '../../tools/bundle-options';

const installed = ['aws --version', 'jq --version'].every((command) => spawnSync(command, { shell: true }).status === 0);
const testIfInstalled = installed ? test : test.skip;

const MINUTE_MS = 60_000;

let deployment: Deployment | undefined;
let pipeline: DeployedPipeline;
const directory = mkdtempSync(join(tmpdir(), 'runbook-'));

beforeAll(async () => {
  if (installed) {
    deployment = await Deployment.of({ Sales: () => ({ objectKeyPrefix: 'in/' }) });
    pipeline = deployment.pipeline('Sales');
  }
}, 240_000);

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await deployment?.stop();
});

/** Lets executions of FileWorkflow time out, as if services took longer than it may; the returned function ends that. */
async function slowServices(): Promise<() => Promise<unknown>> {
  const { sfn } = deployment!.clients;
  const stateMachineArn = pipeline.fileWorkflow.arn;
  const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  const slow = { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 1, Next: 'Slow' } }, TimeoutSeconds: 1 };
  await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(slow) }));
  return () => sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
}

/** Runs commands of the runbook in a shell that knows the name of the pipeline. */
function run(...commands: string[]): string {
  // Not all versions of aws read AWS_ENDPOINT_URL.
  const aws = 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }';
  const { status, stderr, stdout } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', [aws, ...commands].join('\n')], {
    cwd: directory, encoding: 'utf8', env: { ...deployment!.emulator.env, NO_COLOR: '1' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
  return stdout;
}

/** The commands that find the resources of the pipeline in its registry, after the one that lists pipelines. */
function names(): string[] {
  const [registry] = commandsBelow('docs/runbook.md', '# Operator runbook');
  const [list, ...others] = registry.trim().split('\n');
  return [`PIPELINE=${run(list).trim()}`, ...others];
}

testIfInstalled('files whose FileWorkflow timed out are found and processed by the commands of the runbook', async () => {
  for (const [key, body] of [['in/before.json', JSON.stringify(order())], ['in/broken.json', '\u0000'], ['in/same.json', JSON.stringify(order({}, 'same'))]]) {
    await pipeline.put(key, body);
    await pipeline.announcementOf(key);
  }
  const wellAgain = await slowServices();
  const lost = ['in/lost 1.json', 'in/lost-2.json'];
  const { detail: { object: { etag } } } = await pipeline.put(lost[0], JSON.stringify(order({}, 'lost')));
  await pipeline.put(lost[1], JSON.stringify(order({}, 'same')));
  await pipeline.put('in/folder/', '');
  await pipeline.put('elsewhere.json', '{}');
  // Unlike AWS, the emulator lists the executions of an Express workflow.
  const timedOut = async () => (await pipeline.fileWorkflow.executions()).filter(({ status }) => status === 'TIMED_OUT').length;
  while (await timedOut() < lost.length) await setTimeout(100);
  await wellAgain();

  const [dryRun, listing, backfill] = commandsBelow('docs/runbook.md', '## FileWorkflowTimedOut');
  const known = names();
  const minute = (offset: number) => new Date(Date.now() + offset * MINUTE_MS).toISOString().slice(0, 16);
  const tool = (commands: string) => commands.replace('npx sales-data-pipeline', `"${process.execPath}" "${TOOL}"`);
  const list = () => run(...known, listing.replace(/^FROM=\S+ TO=\S+/, `FROM=${minute(-10)} TO=${minute(1)}`)).split('\n').filter((line) => line !== '');

  expect(list().map((line) => line.split('\t')[0])).toEqual(lost);
  expect(list()[0]).toBe(`${lost[0]}\t${etag.replace(/"/g, '')}`);
  for (const key of lost) expect(run(tool(dryRun))).toContain(key);
  expect(run(tool(dryRun))).not.toContain('before.json');

  // The tool asks; here nobody answers.
  run(`${tool(backfill).trim()} --yes`);
  expect(list()).toEqual([]);
  const announced: string[] = [];
  while (announced.length < lost.length) announced.push(...(await pipeline.takeAnnouncements(1)).map(({ detail }) => detail.key));
  expect(announced.sort()).toEqual(lost);
  expect((await pipeline.table.items()).map((item) => item.orderId.S)).toEqual(expect.arrayContaining(['lost', 'same']));
  expect((await pipeline.history.listFiles(new Date().toISOString().slice(0, 10))).map(({ key, status }) => `${status} ${key}`).sort()).toEqual([
    'failed in/broken.json', 'processed in/before.json', ...lost.map((key) => `processed ${key}`), 'processed in/same.json',
  ].sort());
}, 240_000);

testIfInstalled('dead letters, the bytes that they are about, and rows of the history are found by the commands of the runbook', async () => {
  const body = JSON.stringify([order({}, 'shown'), { 'order-info': { OrderId: 'wrong' } }]);
  await pipeline.put('in/wrong.json', body);
  await pipeline.announcementOf('in/wrong.json');
  const [, look, bytes] = commandsBelow('docs/runbook.md', '# Operator runbook');
  const [day, byKey] = commandsBelow('docs/runbook.md', '# History');
  const [stuck] = commandsBelow('docs/runbook.md', '## FilesStuck');
  const known = names();
  const today = new Date().toISOString().slice(0, 10);

  const letters = run(...known, look).trim().split('\n').map((line) => JSON.parse(line) as unknown[]);
  expect(letters).toContainEqual(['SCHEMA_VIOLATION', 'in/wrong.json', 1, '/contact-info', expect.any(String)]);

  const { source } = (await pipeline.takeDeadLetters()).find(({ source: { key } }) => key === 'in/wrong.json')!;
  const [first, length] = [source.byteOffset, source.byteLength!];
  const places = { KEY: source.key, VERSION: source.versionId!, FIRST: String(first), LAST: String(first + length - 1) };
  run(...known, bytes.replace(/KEY|VERSION|FIRST|LAST/g, (place) => places[place as keyof typeof places]));
  expect(readFileSync(join(directory, 'record.json'), 'utf8')).toBe('{"order-info":{"OrderId":"wrong"}}');

  const rows = run(...known, day.replace('2026-11-26', today)).trim().split('\n').map((line) => JSON.parse(line) as unknown[]);
  expect(rows).toContainEqual([expect.any(String), 'in/wrong.json', 'processed', '2', '1', null]);
  expect(rows.map(([uploaded]) => uploaded)).toEqual(rows.map(([uploaded]) => uploaded).sort().reverse());

  const [versions, query] = byKey.replaceAll('KEY', 'in/wrong.json').split(/^(?=aws dynamodb)/m);
  const [partition, uploaded, versionId] = JSON.parse(run(...known, versions)) as string[];
  expect(versionId).toBe(source.versionId);
  const found = run(...known, query.replace('2026-11-26#6', partition).replace('2026-11-26T22:01', uploaded.slice(0, 16)));
  expect(JSON.parse(found)).toMatchObject({ Items: [{ key: { S: 'in/wrong.json' }, versionId: { S: versionId } }] });

  expect(run(...known, stuck.split(/^(?=aws)/m)[0])).toBe('');
}, 240_000);
