import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ANSWERS } from './answers';
import type { CallName, Calls } from './api';
import { AskError } from './ask-error';
import type { Backend } from './backend';
import { Desk } from './desk';
import type { DeskOptions } from './desk';
import { securityHeaders } from './headers';
import type { Page } from './page';
import { readJson } from './read-json';
import { sayError } from './say-error';
import { Session } from './session';

export interface ServerOptions extends DeskOptions {
  readonly page: Page;
  /** @default a free one */
  readonly port?: number;
}

export interface RunningDesk {
  /** Opens the desk in the first browser that asks for it. */
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Serves the desk to one browser on this machine. */
export async function serveDesk(backend: Backend, { page, port = 0, ...options }: ServerOptions): Promise<RunningDesk> {
  const desk = new Desk(backend, options);
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, LOOPBACK, resolve));
  const session = new Session((server.address() as AddressInfo).port);
  server.on('request', (request, response) => void respond(request, response, { desk, session, page }));
  desk.start();
  return {
    url: session.url,
    close: async () => {
      desk.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Served {
  readonly desk: Desk;
  readonly session: Session;
  readonly page: Page;
}

async function respond(request: IncomingMessage, response: ServerResponse, { desk, session, page }: Served): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  for (const [name, value] of Object.entries(securityHeaders(nonce))) response.setHeader(name, value!);
  try {
    const refused = session.refuse(request);
    if (refused !== null) return end(response, 403, `Refused: ${refused}`);
    const { method, url } = request;
    if (method === 'GET' && url === '/') return end(response, 200, html(nonce), 'text/html; charset=utf-8');
    if (method === 'GET' && url === '/desk.js') return end(response, 200, page.script, 'text/javascript; charset=utf-8');
    if (method === 'GET' && url === '/desk.css') return end(response, 200, page.style, 'text/css; charset=utf-8');
    if (method === 'POST' && url === '/api/session') return await openSession(request, response, session);
    if (!session.has(request)) return json(response, 401, { message: 'This browser has no session.' });
    if (method === 'GET' && url === '/api/live') return desk.live.open(response);
    const name = /^\/api\/(\w+)$/.exec(url ?? '')?.[1];
    if (method === 'POST' && name !== undefined && Object.prototype.hasOwnProperty.call(ANSWERS, name)) return await answer(desk, name as CallName, request, response);
    end(response, 404, 'Not found');
  } catch (error) {
    json(response, error instanceof AskError ? error.status : 500, { message: sayError(error) });
  }
}

async function openSession(request: IncomingMessage, response: ServerResponse, session: Session): Promise<void> {
  const { token } = await readJson(request) as { token?: unknown };
  const cookie = session.exchange(token);
  if (cookie !== undefined) response.setHeader('set-cookie', cookie);
  if (cookie === undefined && !session.has(request)) return json(response, 401, { message: 'The address has been opened before, and works once.' });
  json(response, 200, {});
}

async function answer<Name extends CallName>(desk: Desk, name: Name, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ask = await readJson(request) as Calls[Name]['ask'];
  json(response, 200, await ANSWERS[name](desk, ask));
}

function html(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Desk</title>
<link rel="stylesheet" href="/desk.css" nonce="${nonce}">
<script type="module" src="/desk.js"></script>
<body><div id="desk"></div><noscript>The desk needs JavaScript.</noscript></body>
</html>
`;
}

function json(response: ServerResponse, status: number, body: object): void {
  end(response, status, JSON.stringify(body), 'application/json; charset=utf-8');
}

function end(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { 'content-type': type }).end(body);
}
