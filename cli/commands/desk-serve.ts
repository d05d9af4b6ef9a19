import { spawn } from 'node:child_process';
// eslint-disable-next-line import/no-unresolved -- the bundler says where it is
import page from 'desk-page';
import type { DeskOptions } from './desk';
import { openPipeline } from './pipeline-options';
import { backendOf } from '../desk/server/backend';
import { serveDesk } from '../desk/server/server';
import { OK } from '../exit-codes';
import { printable } from '../terminal/printable';

/** `desk`: serves until Ctrl-C. */
export async function serve({ port, open, recipes, ...options }: DeskOptions): Promise<number> {
  const pipeline = await openPipeline(options);
  const desk = await serveDesk(backendOf(pipeline), { page, port, recipes });
  if (options.json) process.stdout.write(`${JSON.stringify({ pipeline: pipeline.entry.pipeline, url: desk.url })}\n`);
  else process.stdout.write(`The desk of ${printable(pipeline.entry.pipeline)}: ${desk.url}\nThe address works once. Ctrl-C ends the desk.\n`);
  if (open) openBrowser(desk.url);
  await new Promise<void>((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => resolve())));
  await desk.close();
  return OK;
}

const OPENERS: { readonly [platform: string]: readonly string[] } = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Without a browser, the address that was printed is enough. */
function openBrowser(url: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  spawn(command, [...args, url], { stdio: 'ignore', detached: true }).on('error', () => undefined).unref();
}
