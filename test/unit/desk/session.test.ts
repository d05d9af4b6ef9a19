import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { FakePipeline, letter } from './support/fake-pipeline';
import { Desks } from './support/open-desk';

const desks = new Desks();
let port: number;
let token: string;

beforeEach(async () => {
  const { url } = await desks.serve(new FakePipeline({ letters: [letter({ record: '{"secret":"4711"}' })] }));
  const opened = new URL(url);
  port = Number(opened.port);
  token = opened.hash.slice(1);
});

afterAll(async () => desks.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function ask(path: string, { method = 'POST', body = {}, headers = {} }: { method?: string; body?: object; headers?: Record<string, string> } = {}): Promise<Answer> {
  const origin = `http://127.0.0.1:${port}`;
  const all = { ...(method === 'POST' ? { origin, 'content-type': 'application/json' } : {}), ...headers };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() }));
    });
    asked.on('error', reject);
    asked.end(method === 'POST' ? JSON.stringify(body) : undefined);
  });
}

async function cookie(): Promise<string> {
  const { headers } = await ask('/api/session', { body: { token } });
  return headers['set-cookie']![0].split(';')[0];
}

test('the token is exchanged for a cookie once, and is useless then', async () => {
  const first = await ask('/api/session', { body: { token } });
  expect(first.status).toBe(200);
  expect(first.headers['set-cookie']).toEqual([expect.stringMatching(/^sales-data-pipeline-desk-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)]);
  expect(await ask('/api/session', { body: { token } })).toMatchObject({ status: 401 });
  expect(await ask('/api/session', { body: { token }, headers: { cookie: first.headers['set-cookie']![0].split(';')[0] } })).toMatchObject({ status: 200 });
});

test.each([['a wrong one', 'x'.repeat(43)], ['none', undefined], ['no text', 7]])('there is no session for %s', async (_, wrong) => {
  expect(await ask('/api/session', { body: { token: wrong } })).toMatchObject({ status: 401, headers: expect.not.objectContaining({ 'set-cookie': expect.anything() }) });
  expect(await ask('/api/overview')).toMatchObject({ status: 401, body: expect.not.stringContaining('Sales') });
  expect(await ask('/api/live', { method: 'GET' })).toMatchObject({ status: 401 });
});

test.each([
  ['another host, as after DNS rebinding', { host: 'desk.attacker.example' }, 'Host'],
  ['a name of loopback', { host: 'localhost:80' }, 'Host'],
  ['a page of another origin', { origin: 'https://attacker.example' }, 'Origin'],
  ['a sandboxed page', { origin: 'null' }, 'Origin'],
  ['another site', { 'sec-fetch-site': 'cross-site' }, 'Sec-Fetch-Site'],
  ['another port', { 'sec-fetch-site': 'same-site' }, 'Sec-Fetch-Site'],
])('a request from %s is refused, with a cookie, too', async (_, headers, what) => {
  const session = await cookie();
  expect(await ask('/api/overview', { headers: { cookie: session, ...headers } })).toMatchObject({ status: 403, body: `Refused: ${what}` });
  expect(await ask('/api/overview', { headers: { cookie: session } })).toMatchObject({ status: 200, body: expect.stringContaining('Sales') });
});

test('a request that is no JSON of a script is refused', async () => {
  expect(await ask('/api/overview', { headers: { 'cookie': await cookie(), 'content-type': 'text/plain' } })).toMatchObject({ status: 400 });
});

test.each([['GET', '/'], ['GET', '/desk.js'], ['GET', '/desk.css'], ['GET', '/nothing'], ['POST', '/api/overview'], ['POST', '/api/constructor']])('%s %s is answered with headers that keep others out', async (method, path) => {
  const { headers } = await ask(path, { method });
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  });
  const policy = headers['content-security-policy'] as string;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('the page itself holds nothing of the pipeline', async () => {
  const { body } = await ask('/', { method: 'GET' });
  expect(body).not.toMatch(/Sales|4711/);
});

test('an unknown question and a wrong one say what is wrong, without what was asked', async () => {
  const headers = { cookie: await cookie() };
  expect(await ask('/api/toString', { headers })).toMatchObject({ status: 404 });
  expect(await ask('/api/letter', { headers, body: { letter: '__proto__' } })).toMatchObject({ status: 404, body: expect.not.stringContaining('proto') });
  expect(await ask('/api/frozen', { headers, body: { frozen: 'x' } })).toMatchObject({ status: 404, body: expect.stringContaining('Open it again') });
});
