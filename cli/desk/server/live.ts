import type { ServerResponse } from 'node:http';
import type { LiveEvents } from './api';

/** Keeps what is between server and page from closing a connection on which nothing happens. */
const HEARTBEAT_MS = 20_000;

/** Tells all open pages what happens, as server-sent events. */
export class Live {
  private readonly pages = new Set<ServerResponse>();

  public get watched(): boolean {
    return this.pages.size > 0;
  }

  /** `headers` are those of every response. */
  public open(response: ServerResponse): void {
    response.setHeader('content-type', 'text/event-stream');
    response.flushHeaders();
    response.write('retry: 1000\n\n');
    this.pages.add(response);
    const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
    response.on('close', () => {
      clearInterval(heartbeat);
      this.pages.delete(response);
    });
  }

  public tell<Name extends keyof LiveEvents>(name: Name, event: LiveEvents[Name]): void {
    // JSON has no line breaks, so an event has one line of data.
    const text = `event: ${name}\ndata: ${JSON.stringify(event)}\n\n`;
    for (const page of this.pages) page.write(text);
  }

  public close(): void {
    for (const page of this.pages) page.end();
  }
}
