import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TOKEN_BYTES = 32;

/**
 * Who may ask: the browser that has exchanged the token, which works once, for a cookie. The token comes in the fragment of the
 * URL, which browsers send to nobody.
 */
export class Session {
  /** Null once it is used. */
  private token: string | null = secret();
  private readonly cookie = secret();
  private readonly cookieName: string;

  /** Cookies are the same for all ports of a host, so the port is in the name. */
  constructor(private readonly port: number) {
    this.cookieName = `sales-data-pipeline-desk-${port}`;
  }

  /** The address to open. It works until the first browser has opened it. */
  public get url(): string {
    return `http://127.0.0.1:${this.port}/#${this.token ?? ''}`;
  }

  /** The value of Set-Cookie; undefined if the token is wrong or used. */
  public exchange(token: unknown): string | undefined {
    if (this.token === null || typeof token !== 'string' || !same(token, this.token)) return undefined;
    this.token = null;
    return `${this.cookieName}=${this.cookie}; HttpOnly; SameSite=Strict; Path=/`;
  }

  public has({ headers }: IncomingMessage): boolean {
    return (headers.cookie ?? '').split('; ').some((pair) => {
      const [name, value = ''] = pair.split('=', 2);
      return name === this.cookieName && same(value, this.cookie);
    });
  }

  /** Null if the request comes from this page or from the address line; else what is wrong with it. A name that resolves to loopback is another host. */
  public refuse({ headers, method }: IncomingMessage): string | null {
    if (headers.host !== `127.0.0.1:${this.port}`) return 'Host';
    if (headers['sec-fetch-site'] !== undefined && !['same-origin', 'none'].includes(String(headers['sec-fetch-site']))) return 'Sec-Fetch-Site';
    const origin = `http://127.0.0.1:${this.port}`;
    if (headers.origin !== undefined ? headers.origin !== origin : method !== 'GET') return 'Origin';
    return null;
  }
}

function secret(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
