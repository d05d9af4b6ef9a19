import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from './command';

const DATA = join(ROOT, 'examples', 'data');

/** A folder for a test file's inputs. */
export class Files {
  public readonly directory = mkdtempSync(join(tmpdir(), 'cli-test-'));

  public write(name: string, content: string | Buffer | object): string {
    const path = join(this.directory, name);
    writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return path;
  }

  /** One of the sample files, uncompressed. */
  public sample(name: string): string {
    const bytes = readFileSync(join(DATA, name));
    return name.endsWith('.gz') ? this.write(name.slice(0, -3), gunzipSync(bytes)) : join(DATA, name);
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A record that is valid by default. */
export function order(id: unknown, more: object = {}): object {
  return { 'order-info': { OrderId: id }, 'contact-info': { name: 'Kim' }, ...more };
}
