import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Browser, Page } from 'playwright-core';
import { SOME_REJECTED } from '../../cli/exit-codes';
import { openPage, startBrowser } from '../../testkit/browser';
import { Deployment } from '../../testkit/deployment';
import { order, shortOrderText } from '../../testkit/orders';
import type { DeployedPipeline } from '../../testkit/pipeline/deployed-pipeline';
import { TOOL } from '../../tools/bundle-options';
import { clientEnvironment } from '../../tools/emulator/environment';

const directory = mkdtempSync(join(tmpdir(), 'desk-'));
let deployment: Deployment;
let sales: DeployedPipeline;
let browser: Browser;
let desk: { readonly url: string; readonly process: ChildProcess; readonly output: () => string };

beforeAll(async () => {
  [deployment, browser] = await Promise.all([
    // A desk that is killed keeps messages hidden for a minute.
    Deployment.of({ Sales: () => ({ objectKeyPrefix: 'in/', objectKeySuffix: '.json' }) }, { settings: { SQS_HIDE_SCALE: '0.1' } }),
    startBrowser(),
  ]);
  sales = deployment.pipeline('Sales');
}, 240_000);

afterEach(async () => {
  const ended = new Promise((resolve) => desk.process.once('exit', resolve));
  desk.process.kill('SIGTERM');
  expect(await ended).toBe(0);
});

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await browser?.close();
  await deployment?.stop();
});

/** Runs the bundled command with the credentials of the emulator. */
function runTool(...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
  const { FORCE_COLOR, NO_COLOR, NODE_OPTIONS, ...env } = clientEnvironment(deployment.emulator.endpoint, deployment.emulator.credentials);
  return spawn(process.execPath, [TOOL, ...args], { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function startDesk(): Promise<typeof desk> {
  const child = runTool('desk', '--no-open', '--json');
  let output = '';
  const line = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => output += chunk.toString());
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('\n')) resolve(output.split('\n')[0]);
    });
    child.once('exit', (code) => reject(new Error(`The desk ended with ${code}: ${output}`)));
  });
  return { url: (JSON.parse(line) as { url: string }).url, process: child, output: () => output };
}

/** Uploads a file with the tool, which waits for its end. */
async function upload(name: string, ...records: string[]): Promise<void> {
  const path = join(directory, name);
  writeFileSync(path, `{"orders":[${records.join(',\n')}]}`);
  const child = runTool('submit', path);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect(code).toBe(SOME_REJECTED);
}

const withoutContact = (n: number): string => shortOrderText(n, { contact: false });

async function openGroup(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click({ timeout: 120_000 });
  await page.getByRole('listbox').waitFor();
}

test('the whole round by clicks: from an upload to an empty queue', async () => {
  await upload('morning.json', withoutContact(1), withoutContact(2), withoutContact(3), JSON.stringify(order({}, 'fine')));
  desk = await startDesk();
  const { page, complaints } = await openPage(browser, desk.url);
  await page.getByRole('heading', { name: '3 dead letters in 1 group' }).waitFor({ timeout: 60_000 });
  await openGroup(page, /contact-info/);

  // One by hand.
  const editor = page.locator('.cm-content');
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('"con', { delay: 30 });
  await page.locator('.cm-tooltip-autocomplete').getByText('contact-info').waitFor();
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('{"name": "Ada"},');
  await page.getByText('Accepted.').waitFor();
  await page.getByRole('button', { name: 'Send this record' }).click();
  await page.getByLabel('Why').fill('asked the customer');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('1 stored · 3 dead letters').waitFor({ timeout: 60_000 });

  // The others by a recipe: one as a trial, then all.
  await page.getByRole('button', { name: 'Fix with a recipe' }).click();
  await page.getByLabel('Name').fill('Add contact');
  await page.getByLabel('Change 1: value as JSON').fill('{"name":"unknown"}');
  await page.getByRole('button', { name: 'Preview the whole group' }).click();
  await page.getByRole('button', { name: 'Try one' }).click();
  await page.getByRole('button', { name: 'Send one' }).click();
  await page.locator('.recipe .arrivals').getByText('1 record · 1 stored').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Send the other 1' }).click();
  await page.getByRole('button', { name: 'Send 1', exact: true }).click();
  await page.getByText('3 stored · 3 dead letters').waitFor({ timeout: 60_000 });

  await page.getByRole('link', { name: /^Dead letters/ }).first().click();
  await page.getByRole('heading', { name: 'No dead letters' }).waitFor({ timeout: 60_000 });
  await page.getByText('asked the customer').waitFor();
  const items = await sales.table.items();
  expect(items.map((item) => item.orderId.S).sort()).toEqual(['fine', 'order-1', 'order-2', 'order-3']);
  expect(items.map((item) => item['contact-info'].M!.name.S).sort()).toEqual(['Ada', 'Ada', 'unknown', 'unknown']);

  await page.getByRole('link', { name: 'Files' }).click();
  await page.getByRole('row', { name: /in\/morning\.json/ }).getByText('processed').waitFor();
  expect(await page.getByText('· corrections').count()).toBe(3);
  expect(complaints).toEqual([]);
  // No record is in the log.
  expect(desk.output()).not.toMatch(/order-1|Ada/);
}, 240_000);

test('a discarded dead letter comes back by undo; a draft is there in the next desk', async () => {
  await upload('noon.json', withoutContact(11));
  desk = await startDesk();
  const { page } = await openPage(browser, desk.url);
  await openGroup(page, /contact-info/);
  await page.getByRole('button', { name: 'Discard…' }).click();
  await page.getByLabel('Why').fill('a test order');
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Back in the queue').waitFor();

  await page.getByRole('link', { name: /^Dead letters/ }).first().click();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await openGroup(page, /contact-info/);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.insertText('"contact-info":{"name":"draft"},');
  await page.getByText('draft saved').waitFor();
  await page.getByText('Discarded').first().waitFor();
  desk.process.kill('SIGKILL');
  desk = await startDesk();
  const next = await openPage(browser, desk.url);
  await openGroup(next.page, /contact-info/);
  await next.page.getByText('Accepted.').waitFor();
  expect(await next.page.locator('.cm-content').innerText()).toContain('"draft"');
}, 240_000);
