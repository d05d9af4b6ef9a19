import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { Desks } from './support/open-desk';
import { FOREIGN, files, night } from './support/shop';
import { startBrowser } from '../../../testkit/browser';
import { ROOT } from '../../../tools/root';

/** With `DESK_SCREENSHOTS=docs/images`, the test writes the screenshots of the documentation. */
const SCREENSHOTS = process.env.DESK_SCREENSHOTS;
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const WINDOWS = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

const desks = new Desks();
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await desks.close();
  await browser.close();
});

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[] }[];
}

/** What the accessibility checker finds, and whether something is wider than the window. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(async () => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["wider than the window"] : []') as string[];
  return [...wide, ...violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`))];
}

describe.each(WINDOWS)('in a window: $colorScheme, $viewport.width px wide', (context) => {
  const isWide = context.viewport.width > 960;
  const shots = SCREENSHOTS !== undefined && isWide ? resolve(ROOT, SCREENSHOTS) : undefined;

  /** Of the documentation: light ones, and one that is dark. */
  async function shoot(page: Page, name: string, scheme: 'light' | 'dark' = 'light'): Promise<void> {
    if (shots === undefined || scheme !== context.colorScheme) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `desk-${name}.png`), animations: 'disabled' });
  }

  test('each view is readable by everybody', async () => {
    const pipeline = { letters: night(), rows: files(), others: FOREIGN, endOf: ({ letter: { id } }: { letter: { id: string } }) => id < '0a' ? 'rejected' as const : id < '3' ? 'repeated' as const : 'stored' as const };
    const { page, complaints } = await desks.open(browser, pipeline, context);
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      found[name] = await findings(page);
    };

    await page.getByRole('heading', { name: '430 dead letters in 3 groups' }).waitFor();
    await look('groups');
    await shoot(page, 'groups');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await look('keys');
    await page.keyboard.press('Escape');

    await page.keyboard.press('2');
    await page.getByRole('table').waitFor();
    await look('files');
    await shoot(page, 'files');

    await page.keyboard.press('1');
    await page.getByRole('button', { name: /allowed values/ }).click();
    await page.getByRole('option').nth(2).waitFor();
    await look('group');
    if (!isWide) await page.getByRole('option').nth(2).click();
    await page.locator('.cm-lintRange-error').waitFor();
    await page.getByText('Around it in the file').click();
    await page.locator('.around').waitFor();
    await look('record');

    await page.locator('.cm-line').filter({ hasText: '"currency"' }).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText('"currency": ');
    await page.keyboard.press('Control+Space');
    await page.locator('.cm-tooltip-autocomplete').getByText('"EUR"').waitFor();
    await shoot(page, 'editor');
    await page.keyboard.press('Escape');
    await page.keyboard.insertText('"EUR",');
    await page.getByText('Accepted.').waitFor();
    await look('accepted');
    await page.getByRole('button', { name: 'Send this record' }).click();
    await page.getByRole('dialog').waitFor();
    await look('why');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('on its way through').waitFor();
    await page.locator('.letter-head').waitFor();
    await look('sent');

    await page.keyboard.press('1');
    await page.getByRole('button', { name: /contact-info/ }).click();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Fix with a recipe' }).click();
    await page.getByLabel('Name').fill('add contact');
    await page.getByLabel('Change 1: value as JSON').fill('{"name": "unknown"}');
    await page.getByRole('button', { name: 'Preview the whole group' }).click();
    await page.getByText('pass now').waitFor();
    await look('preview');
    await shoot(page, 'recipe');
    await page.getByRole('button', { name: 'Send all 412' }).click();
    await page.getByLabel('Why').fill('The supplier left contact-info out; agreed with Mira to store the orders without it');
    await page.getByRole('button', { name: 'Send 412' }).click();
    await page.locator('.recipe .arrivals').getByText('rejected again').first().waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await look('arrived');
    await page.evaluate('scrollTo(0, 0)');
    await page.getByRole('link', { name: /^Dead letters/ }).first().click();
    await page.getByRole('heading', { name: 'Corrections' }).waitFor();
    await page.getByText(/4 groups|3 groups/).waitFor();
    await look('corrections');
    await shoot(page, 'corrections', 'dark');

    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
    // Chromium takes the style of coloured text along when other text is typed over it. The policy refuses that, and nothing is missing.
    expect(complaints.filter((complaint) => !complaint.startsWith('Applying inline style'))).toEqual([]);
  }, 120_000);

  test('an empty queue, and a page without a session', async () => {
    const { page } = await desks.open(browser, {}, context);
    await page.getByRole('heading', { name: 'No dead letters' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await shoot(page, 'empty');
    const other = await (await browser.newContext(context)).newPage();
    await other.goto(page.url());
    await other.getByRole('heading', { name: 'This page has no session' }).waitFor();
    expect(await findings(other)).toEqual([]);
  });
});
