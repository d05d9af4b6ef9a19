import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deployment } from '../../testkit/deployment';
import { order } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { clientEnvironment } from '../../tools/emulator/environment';
import { outsideOfNpm } from '../../tools/packages/outside-of-npm';
import { installTool } from '../../tools/tool-package/install-tool';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder, into which the tool is installed from its package. Nothing here comes from the repository. */
const directory = mkdtempSync(join(tmpdir(), 'installed-tool-'));
/** What an operator did, to be read. */
const session: string[] = [];
let deployment: Deployment;
let sales: DeployedPipeline;

beforeAll(async () => {
  await installTool(directory);
  deployment = await Deployment.of({ Sales: () => ({}) });
  sales = deployment.pipeline('Sales');
}, 240_000);

afterAll(async () => {
  process.stdout.write(`${session.join('\n')}\n`);
  rmSync(directory, { recursive: true, force: true });
  await deployment?.stop();
});

/** `npx sales-data-pipeline …`, as it is typed in the empty folder. */
async function npx(args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const { FORCE_COLOR, NO_COLOR, NODE_OPTIONS, ...aws } = clientEnvironment(deployment.emulator.endpoint, deployment.emulator.credentials);
  const started = performance.now();
  const child = spawn('npx', ['--no-install', 'sales-data-pipeline', ...args], { cwd: directory, env: { ...outsideOfNpm(), ...aws, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => output.stdout += chunk.toString());
  child.stderr.on('data', (chunk: Buffer) => output.stderr += chunk.toString());
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  session.push(`$ npx sales-data-pipeline ${args.join(' ')}`, `${output.stdout}${output.stderr}`.trimEnd(), `[exit code ${code}, ${Math.round(performance.now() - started)} ms]`, '');
  return { code, ...output };
}

const dlq = async (...args: string[]): Promise<Outcome> => npx(['dlq', ...args]);
function file(name: string, text: string): string {
  writeFileSync(join(directory, name), text);
  return name;
}

/** A program that replaces text in the file it is given, as a person does in an editor. */
function editor(from: string, to: string): string {
  const path = join(directory, 'editor');
  writeFileSync(path, `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs');
const [path] = process.argv.slice(2);
writeFileSync(path, readFileSync(path, 'utf8').replace(${JSON.stringify(from)}, ${JSON.stringify(to)}));
`);
  chmodSync(path, 0o755);
  return path;
}

/** Rows of CSV by RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows = text.split('\r\n');
  expect(rows.pop()).toBe('');
  return rows.map((row) => [...row.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell]) => cell.replaceAll('""', '"')));
}

const withoutContact = (id: string): string => `{"order-info":{"OrderId":"${id}","price":19.90}}`;

test('from the package, in an empty folder: size, check, and the whole round until the queue is empty', async () => {
  const home = join(directory, 'node_modules');
  const size = readdirSync(home, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => sum + statSync(join(home, name)).size, 0);
  session.push(`${(size / 1_000_000).toFixed(1)} MB installed`, '');
  expect(size).toBeLessThan(5_000_000);

  // An object key is hostile text, too: a spreadsheet would take this one for a formula.
  const formula = file('=1+2.json', [withoutContact('f-1'), '@SUM(1+1)', withoutContact('f-2'), JSON.stringify(order({}, 'f-3')), withoutContact('f-4')].join('\n'));
  expect(await npx(['check', formula])).toMatchObject({ code: 1, stdout: expect.stringContaining('5 records, 1 accepted, 4 rejected') as unknown });
  expect(await npx(['submit', formula])).toMatchObject({ code: 1, stdout: expect.stringContaining('1 inserted, 4 rejected') as unknown });

  // Look.
  const listed = await dlq('list');
  expect(listed).toMatchObject({ code: 1, stdout: expect.stringContaining('4 dead letters (4 records) in 2 groups') as unknown });
  const [, group] = /^ {2}(\w+) +SCHEMA_VIOLATION +\/contact-info/m.exec(listed.stdout)!;
  const shown = await dlq('show', group);
  expect(shown.stdout).toContain('must have required property \'contact-info\'');
  const [, id] = /^ {2}id (\w{32})/m.exec(shown.stdout)!;
  expect(await dlq('recheck', group)).toMatchObject({ code: 1, stdout: expect.stringContaining('0 of 3 pass now') as unknown });

  // Tell the sender of the file: no cell is a formula.
  const csv = parseCsv((await dlq('export', '--all', '--csv', '--records')).stdout);
  expect(csv.map((row) => row.length)).toEqual([8, 8, 8, 8, 8]);
  expect(csv.flat().filter((cell) => /^[\s]*[=+\-@]/.test(cell))).toEqual([]);
  expect(csv.map(([key]) => key)).toEqual(['file', ...Array<string>(4).fill('\'=1+2.json')]);
  expect(csv.map((row) => row[7])).toContain('\'@SUM(1+1)');

  // Discard one, and undo it.
  expect((await dlq('discard', id, '--why', 'looked like a test', '--yes')).stdout).toContain('✔ 1 dead letter discarded');
  expect((await dlq('restore', id, '--why', 'it is an order')).stdout).toBe('✔ 1 dead letter back in the queue\n');

  // Correct a group with a recipe: see what changes, keep it as drafts, send these.
  const recipe = file('add-contact.json', JSON.stringify({
    name: 'add contact-info', when: [{ path: '/contact-info', exists: false }], operations: [{ op: 'add', path: '/contact-info', value: {} }],
  }));
  const drafted = await dlq('fix', group, '--recipe', recipe, '--samples', '1', '--save', '--yes');
  expect(drafted).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n {4}\+ .*"contact-info":\{\}[^]*3 records changed; 1 shown\n✔ 3 drafts kept/) as unknown });
  const sent = await dlq('resubmit', group, '--drafts', '--why', 'the shop left it out', '--yes');
  expect(sent).toMatchObject({ code: 0, stdout: expect.stringMatching(/✔ 3 sent in corrections\/\w+ · 3 stored/) as unknown });

  // Correct the damaged one by hand.
  const edited = await npx(['dlq', 'edit', '--reason', 'MALFORMED_JSON', '--why', 'typed by hand', '--yes'], { VISUAL: '', EDITOR: editor('@SUM(1+1)', JSON.stringify(order({}, 'f-5'))) });
  expect(edited).toMatchObject({ code: 0, stdout: expect.stringMatching(/✔ 1 sent in corrections\/\w+ · 1 stored/) as unknown });

  expect((await dlq('show', id)).stdout).toMatch(/no longer in the queue[^]*discarded[^]*"looked like a test"[^]*restored[^]*"it is an order"[^]*corrected[^]*"the shop left it out"/);
  expect(await sales.takeDeadLetters()).toEqual([]);
  expect((await sales.table.items()).map(({ orderId }) => orderId.S).sort()).toEqual(['f-1', 'f-2', 'f-3', 'f-4', 'f-5']);
}, 180_000);
