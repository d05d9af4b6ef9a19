import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { eventually } from './support/eventually';
import { letter } from './support/fake-pipeline';
import { Desks } from './support/open-desk';
import { FOREIGN, night, order } from './support/shop';
import { openPage, startBrowser } from '../../../testkit/browser';

const desks = new Desks();
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await desks.close();
  await browser.close();
});

const small = (): ReturnType<typeof night> => night({ missing: 6, currency: 2, broken: 1 });

async function openGroup(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.locator('.cm-content').waitFor();
}

async function insertContact(page: Page): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.insertText('"contact-info": {"name": "Ada"},');
  await page.getByText('Accepted.').waitFor();
}

test('a record is corrected with the keyboard alone, sent, and seen to arrive; its dead letter leaves the queue', async () => {
  const { page, complaints, pipeline } = await desks.open(browser, { letters: small() });
  await page.getByRole('heading', { name: '9 dead letters in 3 groups' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('.cm-content').waitFor();
  await page.keyboard.press('e');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.type('"con', { delay: 20 });
  await page.getByRole('option', { name: /"contact-info"/ }).waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('{"name": "Ada"},');
  await page.getByText('Accepted.').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog', { name: 'Send this record?' }).waitFor();
  await page.keyboard.type('the shop left it out');
  await page.keyboard.press('Enter');
  await page.getByText('1 stored · 6 dead letters').waitFor();
  const [{ before, after }] = pipeline.sent;
  expect(after).toBe(before.replace('{', '{"contact-info": {"name": "Ada"},'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: '8 dead letters in 3 groups' }).waitFor();
  expect(await page.getByText('the shop left it out').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test('the error is marked in the text, and the validator says what is wrong with what one types', async () => {
  const { page } = await desks.open(browser, { letters: small() });
  await openGroup(page, /allowed values/);
  await page.locator('.cm-lintRange-error').getByText('eur').waitFor();
  await page.locator('.cm-content').getByText('"eur"').click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
  await page.keyboard.insertText('x"');
  await page.getByRole('status').getByText('Rejected.').waitFor();
  expect(await page.getByRole('button', { name: 'Send this record' }).isDisabled()).toBe(true);
});

test('a recipe is previewed over the whole group, tried with one, then sent for all; what comes back names its answer', async () => {
  const rejected = small()[3].id;
  const { page, pipeline } = await desks.open(browser, { letters: small(), endOf: ({ letter: { id } }) => id === rejected ? 'rejected' : 'stored' });
  await openGroup(page, /contact-info/);
  await page.keyboard.press('Escape');
  await openGroup(page, /contact-info/);
  await page.keyboard.press('x');
  await page.getByLabel('Name').fill('Add contact');
  await page.getByLabel('Change 1: value as JSON').fill('{"name": "unknown"}');
  await page.getByRole('button', { name: 'Preview the whole group' }).click();
  await page.getByText('pass now').waitFor();
  expect(await page.locator('.numbers .good').innerText()).toBe('6');
  await page.getByRole('button', { name: 'Save the recipe' }).click();
  await page.getByText(/Saved as add-contact.json/).waitFor();
  expect(JSON.parse(readFileSync(join(desks.recipes, 'add-contact.json'), 'utf8'))).toMatchObject({ name: 'Add contact', operations: [{ op: 'add', path: '/contact-info', value: { name: 'unknown' } }] });
  await page.getByRole('button', { name: 'Try one' }).click();
  await page.getByRole('button', { name: 'Send one' }).click();
  await page.locator('.recipe .arrivals').getByText('1 record · 1 stored').waitFor();
  expect(pipeline.sent).toHaveLength(1);
  await page.getByRole('button', { name: 'Send the other 5' }).click();
  await page.getByRole('button', { name: 'Send 5' }).click();
  await page.getByText('4 stored · 1 rejected again').waitFor();
  await page.getByRole('link', { name: 'answer 1' }).click();
  await page.getByText('another record with this table key is stored').first().waitFor();
});

test('a record in conflict is corrected like any other', async () => {
  const conflict = letter({
    key: 'in/conflict.json', index: 0, record: order(1), reason: 'KEY_CONFLICT', errors: [{ pointer: '', keyword: 'KEY_CONFLICT', message: 'another record with this table key is stored' }],
  });
  const { page, pipeline } = await desks.open(browser, { letters: [conflict] });
  await openGroup(page, /another record/i);
  await page.getByText('The record has the same table key as another record that is stored').first().waitFor();
  await page.locator('.cm-content').getByText('"A-1"').click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.insertText('b');
  await page.getByText('Accepted.').waitFor();
  await page.getByRole('button', { name: 'Send this record' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('on its way through').waitFor();
  expect(pipeline.sent.map(({ after }) => after)).toEqual([expect.stringContaining('"A-1b"')]);
});

test('a group stays as it was at the click, and says what is new since', async () => {
  const { page, pipeline } = await desks.open(browser, { letters: small() });
  await openGroup(page, /contact-info/);
  pipeline.arrive(...Array.from({ length: 14 }, (_, i) => letter({ key: 'in/late.json', index: i, record: order(i, { contact: false }) })));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('button', { name: '14 new since. Show them' }).click();
  await page.getByText('20 dead letters, as of').waitFor();
});

test('a draft survives a reload', async () => {
  const { page, pipeline } = await desks.open(browser, { letters: small() });
  await openGroup(page, /contact-info/);
  await insertContact(page);
  await page.getByText('draft saved').waitFor();
  expect([...pipeline.drafts.values()]).toEqual([expect.stringContaining('Ada')]);
  await page.reload();
  await page.getByText('Accepted.').waitFor();
  expect(await page.locator('.cm-content').innerText()).toContain('"contact-info": {"name": "Ada"}');
  await page.getByRole('button', { name: 'Undo all edits' }).click();
  await eventually(() => expect(pipeline.drafts.size).toBe(0));
});

test('a resend that does not get through says so, and nothing is lost', async () => {
  const { page, pipeline } = await desks.open(browser, { letters: small() });
  await openGroup(page, /contact-info/);
  await insertContact(page);
  await page.getByText('draft saved').waitFor();
  await page.route('**/api/send', async (route) => route.abort('connectionreset'));
  await page.getByRole('button', { name: 'Send this record' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('The desk does not answer.').waitFor();
  expect(pipeline.sent).toEqual([]);

  await page.unroute('**/api/send');
  await page.getByRole('button', { name: 'Send this record' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('on its way through').waitFor();
  expect(pipeline.sent).toHaveLength(1);
});

test('the keys of the list work as soon as a group is open, and beside the list', async () => {
  const { page } = await desks.open(browser, { letters: small() });
  await openGroup(page, /contact-info/);
  const selected = async (): Promise<string | null> => page.locator('[role=option][aria-selected=true]').getAttribute('aria-posinset');
  await page.keyboard.press('j');
  await eventually(async () => expect(await selected()).toBe('2'));
  await page.keyboard.press('End');
  await eventually(async () => expect(await selected()).toBe('6'));
  await page.getByRole('button', { name: 'Export as CSV' }).focus();
  await page.keyboard.press('k');
  await eventually(async () => expect(await selected()).toBe('5'));
});

test('a recipe that is being written survives a reload and a crash of the desk, and is gone when it is sent', async () => {
  const { page, pipeline } = await desks.open(browser, { letters: small() });
  await openGroup(page, /contact-info/);
  await page.getByRole('button', { name: 'Fix with a recipe' }).click();
  await page.getByLabel('Name').fill('half a recipe');
  await page.getByLabel('Change 1: value as JSON').fill('{"name": ');
  await page.getByText('draft saved').waitFor();
  await page.reload();
  await page.getByText('draft saved').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('half a recipe');

  // Another process, another browser: what was typed is with the pipeline.
  const { page: again } = await openPage(browser, (await desks.serve(pipeline)).url);
  await openGroup(again, /contact-info/);
  await again.getByRole('button', { name: 'Fix with a recipe' }).click();
  await again.getByText('draft saved').waitFor();
  expect(await again.getByLabel('Change 1: value as JSON').inputValue()).toBe('{"name": ');

  await again.getByLabel('Change 1: value as JSON').fill('{"name": "Ada"}');
  await again.getByRole('button', { name: 'Preview the whole group' }).click();
  await again.getByRole('button', { name: 'Send all 6' }).click();
  await again.getByRole('button', { name: 'Send 6' }).click();
  await again.getByText('6 records sent').waitFor();
  await eventually(() => expect(pipeline.drafts.size).toBe(0));
});

test('long and hostile names stay inside of the window, and what is about a whole file is not called a record', async () => {
  const long = 'x'.repeat(900);
  const { page } = await desks.open(browser, {
    sensitiveMembers: ['/contact-info/*'],
    letters: [
      letter({ key: `in/${long}.json`, record: order(1), errors: [{ pointer: `/${long}`, keyword: 'type', message: `must be ${long}` }] }),
      letter({ key: 'in/catalogue.pdf.json', index: null, record: null, records: null, reason: 'FILE_UNREADABLE', errors: [{ pointer: '', keyword: 'file', message: 'the file is a PDF' }] }),
    ],
  });
  await openGroup(page, /must be x/i);
  await page.locator('.wrong').waitFor();
  expect(await page.locator('.pane').evaluate((pane) => pane.scrollWidth - pane.clientWidth)).toBe(0);
  const [row, time] = await Promise.all([page.locator('.letter-row').boundingBox(), page.locator('.letter-row-head > .muted').boundingBox()]);
  expect(time!.x + time!.width).toBeLessThanOrEqual(row!.x + row!.width);
  expect(await page.getByRole('option').first().isVisible()).toBe(true);

  await page.keyboard.press('1');
  await page.getByRole('button', { name: /PDF/ }).click();
  await page.getByText('The whole file ·').waitFor();
  await page.getByText('The file cannot be read').first().waitFor();
  expect(await page.getByRole('button', { name: 'Fix with a recipe' }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: /Reveal/ }).count()).toBe(0);
});

test('a draft that is not valid JSON is hidden with sensitive members, and there again when they are revealed', async () => {
  const { page } = await desks.open(browser, { letters: small(), sensitiveMembers: ['/order-info/OrderId'] });
  await openGroup(page, /contact-info/);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('half of a draft ');
  await page.getByText('draft saved').waitFor();
  await page.reload();
  await page.getByText('A draft is kept, but hidden').waitFor();
  expect(await page.locator('.cm-content').innerText()).not.toContain('half of a draft');
  await page.getByRole('button', { name: /^Reveal/ }).click();
  await page.getByText('half of a draft').waitFor();
});

test('sensitive members are hidden until they are revealed, which is noted; hidden ones are sent unchanged', async () => {
  const texts: string[] = [];
  const { page, pipeline } = await desks.open(browser, { letters: small(), sensitiveMembers: ['/contact-info/*', '/order-info/OrderId'] });
  page.on('response', (response) => void response.text().then((text) => texts.push(text), () => undefined));
  await openGroup(page, /allowed values/);
  const editor = page.locator('.cm-content');
  expect(await editor.innerText()).toContain('"name": "‹hidden');
  await page.getByText('Around it in the file').click();
  await page.getByText('reveal them first').waitFor();
  expect(texts.join()).not.toMatch(/c88000@|Kim O'Neil|A-88000/);

  await page.locator('.cm-line').filter({ hasText: '"currency"' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.insertText('"currency": "EUR",');
  await page.getByText('Accepted.').waitFor();
  await page.getByRole('button', { name: 'Send this record' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await eventually(() => expect(pipeline.sent.length).toBe(1));
  expect(pipeline.sent[0].after.replace(/\s/g, '')).toBe(pipeline.sent[0].before.replace('eur', 'EUR').replace(/\s/g, ''));

  await page.getByRole('option').nth(1).click();
  await page.getByRole('button', { name: /^Reveal 3 hidden/ }).click();
  await eventually(async () => expect(await editor.innerText()).toContain('c88001@shop.example'));
  expect(pipeline.steps).toContainEqual(expect.objectContaining({ what: 'revealed', who: expect.stringContaining('ada') }));
});

test('a group is discarded with a reason, and comes back', async () => {
  const { page, pipeline } = await desks.open(browser, { letters: small() });
  await openGroup(page, /contact-info/);
  await page.getByRole('button', { name: 'Discard all…' }).click();
  expect(await page.getByRole('button', { name: 'Discard 6' }).isDisabled()).toBe(true);
  await page.getByLabel('Why').fill('test data');
  await page.getByRole('button', { name: 'Discard 6' }).click();
  await page.getByText('6 dead letters discarded').waitFor();
  expect(pipeline.states.size).toBe(6);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('6 dead letters back in the queue').waitFor();
  expect(pipeline.states.size).toBe(0);
});

test('a group is exported: for the sender without what is in the records', async () => {
  const { page } = await desks.open(browser, { letters: small() });
  await openGroup(page, /contact-info/);
  const download = async (name: string): Promise<string> => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return readFileSync(await file.path(), 'utf8');
  };
  const lines = (await download('Export as JSON Lines')).trimEnd().split('\n').map((line) => JSON.parse(line) as { record: string });
  expect(lines.map(({ record }) => record)).toEqual(small().slice(0, 6).map(({ deadLetter }) => deadLetter.record));
  const csv = await download('Export as CSV');
  expect(csv).toContain('"in/orders-0417.json","17"');
  expect(csv).not.toContain('OrderId');
});

test('an empty queue is good news; what is not of this pipeline is shown and left alone', async () => {
  const { page } = await desks.open(browser, { others: FOREIGN });
  await page.getByRole('heading', { name: 'No dead letters' }).waitFor();
  await page.getByText('1 other message in the queue, left alone').click();
  await page.getByText('A dead letter of the pipeline Returns').waitFor();
});

test('the second browser, and a reload after the process has ended, are told so', async () => {
  const { page } = await desks.open(browser, { letters: small() });
  await page.getByRole('heading', { name: /dead letters/ }).waitFor();
  expect(page.url()).not.toMatch(/#./);
  const other = await (await browser.newContext()).newPage();
  await other.goto(page.url());
  await other.getByRole('heading', { name: 'This page has no session' }).waitFor();
});

test('hostile records and object keys are text, and nothing of them is in an address', async () => {
  const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const records = [
    `{"contact-info": {"name": "${evil.replace(/"/g, '\\"')}"}, "order-info": 1, "\u202eexe.gpj": "\u202e", "nul": "a\u0085b\u2028c"}`,
    '{"__proto__": {"polluted": 1}, "constructor": 1, "toString": 2}',
    `{"order-info": {"OrderId": "${'x'.repeat(200_000)}"}}`,
    '{"order-info": {"OrderId": "crlf"}}\r\n',
  ];
  const { page, complaints, pipeline } = await desks.open(browser, { letters: records.map((record, index) => letter({ key: `in/${evil}\u202e.json`, index, record, sent: new Date(Date.now() + index), errors: [{ pointer: '/order-info/__proto__', keyword: 'type', message: 'must be harmless' }] })) });
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await openGroup(page, /must be harmless/i);
  await page.getByRole('listbox').focus();
  for (let i = 0; i < records.length; i++) {
    await page.locator('.letter-head').getByText(`Record ${i + 1} ·`).waitFor();
    await page.keyboard.press('j');
  }
  // What was in the file is sent to the byte.
  await insertContact(page);
  await page.getByRole('button', { name: 'Send this record' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await eventually(() => expect(pipeline.sent.length).toBe(1));
  expect(pipeline.sent[0].after).toBe(records[3].replace('{', '{"contact-info": {"name": "Ada"},'));
  expect(await page.evaluate(() => [Reflect.get(globalThis, 'hacked'), Reflect.get({}, 'polluted')])).toEqual([undefined, undefined]);
  expect(addresses.filter((address) => !/^http:\/\/127\.0\.0\.1:\d+\/(api\/\w+)?$/.test(address))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('10,000 dead letters stay fluent', async () => {
  const { page } = await desks.open(browser, { letters: night({ missing: 10_000 }) });
  await openGroup(page, /contact-info/);
  await page.getByRole('listbox').focus();
  const begun = Date.now();
  await page.keyboard.press('End');
  await page.locator('.letter-head').getByText('Record 30,014').waitFor();
  const jump = Date.now() - begun;
  for (let i = 0; i < 30; i++) await page.keyboard.press('k');
  await page.locator('.letter-head').getByText('Record 29,924').waitFor();
  const walk = Date.now() - begun - jump;
  expect(await page.getByRole('option').count()).toBeLessThan(60);
  expect({ jump: jump < 2_000, walk: walk < 5_000 }).toEqual({ jump: true, walk: true });
});

