import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleFile, samplePath } from '../../../../testkit/sample-files';

/** A folder for the input files of a test. */
export class Files {
  public readonly directory = mkdtempSync(join(tmpdir(), 'cli-test-'));

  public write(name: string, content: string | Buffer | object): string {
    const path = join(this.directory, name);
    writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return path;
  }

  /** The path of a sample file, uncompressed. */
  public sample(name: string): string {
    return name.endsWith('.gz') ? this.write(name.slice(0, -3), sampleFile(name)) : samplePath(name);
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
