import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { TOOL } from '../../tools/bundle-options';
import { clientEnvironment } from '../../tools/emulator/environment';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const directory = mkdtempSync(join(tmpdir(), 'dlq-'));
let deployment: Deployment;
let sales: DeployedPipeline;

beforeAll(async () => {
  deployment = await Deployment.of({ Sales: () => ({ objectKeyPrefix: 'in/', objectKeySuffix: '.json' }) });
  sales = deployment.pipeline('Sales');
}, 240_000);

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await deployment?.stop();
});

/** Runs the bundled tool with the credentials of the emulator. */
async function tool(args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const { FORCE_COLOR, NO_COLOR, NODE_OPTIONS, ...env } = clientEnvironment(deployment.emulator.endpoint, deployment.emulator.credentials);
  const child = spawn(process.execPath, [TOOL, ...args], { env: { ...env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => output.stdout += chunk.toString());
  child.stderr.on('data', (chunk: Buffer) => output.stderr += chunk.toString());
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...output };
}

const dlq = async (...args: string[]) => tool(['dlq', ...args]);
const lines = ({ stdout }: Outcome) => stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const without = (id: string, more = ''): string => `{"order-info": {"OrderId": "${id}"${more}}}`;
const ADD_CONTACT = { name: 'add contact-info', when: [{ path: '/contact-info', exists: false }], operations: [{ op: 'add', path: '/contact-info', value: {} }] };

test('the whole round from upload to empty queue', async () => {
  const records = [without('r-1', ', "price": 19.90, "big": 9007199254740993'), JSON.stringify(order({}, 'r-2')), without('r-3'), without('r-4'), '{"x": oops}'];
  expect((await tool(['submit', file('round.json', records.join('\n'))])).code).toBe(1);

  const listed = await dlq('list', '--json');
  const group = lines(listed).find(({ reason }) => reason === 'SCHEMA_VIOLATION')!;
  expect(listed.code).toBe(1);
  expect(group).toMatchObject({ pointer: '/contact-info', deadLetters: 3, files: [{ key: 'in/round.json', letters: 3 }] });

  const shown = await dlq('show', String(group.group));
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toContain('must have required property \'contact-info\' (required)');

  expect((await dlq('recheck', String(group.group))).stdout).toContain('0 of 3 pass now');

  const letters = lines(await dlq('list', String(group.group), '--json'));
  const discarded = await dlq('discard', String(letters[2].id), '--why', 'a test order', '--yes');
  expect(discarded).toMatchObject({ code: 0 });
  expect(await dlq('restore', String(letters[2].id), '--why', 'it was none')).toMatchObject({ code: 0, stdout: '✔ 1 dead letter back in the queue\n' });

  const fixed = await dlq('fix', String(group.group), '--recipe', file('recipe.json', JSON.stringify(ADD_CONTACT)), '--why', 'shop left it out', '--yes');
  expect(fixed.stdout).toMatch(/3 of 3 records pass at the deployed pipeline\.\n✔ 3 sent in in\/corrections\/\w+\.json · 3 stored\n/);
  expect(fixed.code).toBe(0);

  const edit = 'const fs = require("fs"), f = process.argv[1]; fs.writeFileSync(f, fs.readFileSync(f, "utf8").replace("{\\"x\\": oops}", process.env.CORRECTED))';
  const edited = await tool(['dlq', 'edit', '--reason', 'MALFORMED_JSON', '--yes', '--why', 'by hand', '--json'], { VISUAL: `node -e '${edit}'`, CORRECTED: JSON.stringify(order({}, 'r-5')) });
  expect({ code: edited.code, lines: lines(edited) }).toMatchObject({ code: 0, lines: [{ outcome: 'stored' }] });

  expect(await dlq('list')).toMatchObject({ code: 0, stdout: expect.stringContaining('has no dead letters.') as unknown });
  expect(await sales.takeDeadLetters()).toEqual([]);
  const trail = await dlq('show', String(letters[0].id));
  expect(trail.stdout).toMatch(/no longer in the queue\n {2}corrected by \S+: stored\n[^]*"shop left it out", in\/corrections\//);
  const stored = await sales.table.items();
  expect(stored).toHaveLength(5);
}, 180_000);

test('a correction that is rejected again names its answer', async () => {
  expect((await tool(['submit', file('conflict.json', `${JSON.stringify(order({ paid: true }, 'c-1'))}\n${without('c-1')}`)])).code).toBe(1);

  const fixed = await dlq('fix', '--all', '--recipe', file('recipe.json', JSON.stringify(ADD_CONTACT)), '--yes', '--json');
  const [{ outcome, answer }] = lines(fixed);
  const shown = await dlq('show', String(answer), '--json');

  expect({ code: fixed.code, outcome }).toEqual({ code: 1, outcome: 'rejected' });
  expect(lines(shown)).toMatchObject([{ id: answer, reason: 'KEY_CONFLICT' }]);
  expect((await dlq('discard', '--all', '--why', 'the stored one is right', '--yes')).code).toBe(0);
  expect((await dlq('list')).code).toBe(0);
}, 180_000);

test('dead letters are exported for whoever has made the files', async () => {
  await tool(['submit', file('export.json', without('e-1'))]);

  const csv = await dlq('export', '--all', '--csv');
  const json = await dlq('export', '--file', 'in/export.json');

  expect(csv.stdout).toMatch(/^"file","record","byte","bytes","reason","pointer","message"\r\n"in\/export\.json","1","0",/);
  expect(lines(json)).toMatchObject([{ record: without('e-1') }]);
  expect(json.stderr).toContain('1 dead letter exported');
}, 120_000);

test.each([
  [['dlq', 'fix', '--all'], 'required option \'--recipe <file>\' not specified'],
  [['dlq', 'resubmit'], 'Which dead letters?'],
  [['dlq', 'list', '--reason', 'WRONG'], 'Allowed choices are SCHEMA_VIOLATION'],
  [['dlq', 'discard', '--all'], 'Nobody can be asked here'],
])('%j: %s', async (args, message) => {
  const { code, stderr } = await tool(args);

  expect({ code, stderr }).toMatchObject({ stderr: expect.stringContaining(message) as unknown });
  expect(code).not.toBe(0);
}, 60_000);
