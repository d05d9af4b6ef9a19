import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Texts of so many bytes stay in memory. */
const IN_MEMORY = 64 * 1024 * 1024;

/** Whoever has the function has the text. */
export type StoredText = () => string;

/** Closes the file of a store that nobody has any more. */
const unused = new FinalizationRegistry(closeSync);

/**
 * Keeps texts: the first 64 MiB in memory, the others in a temporary file. Only this user can read the file, it has no name, and it is
 * gone when the process ends, however that happens; on Windows it has a name until then.
 */
export class TextStore {
  private inMemory = 0;
  private file: number | undefined;
  private size = 0;

  public keep(text: string): StoredText {
    const bytes = Buffer.byteLength(text);
    if (this.inMemory + bytes <= IN_MEMORY) {
      this.inMemory += bytes;
      return () => text;
    }
    this.file ??= this.open();
    const at = this.size;
    this.size += writeSync(this.file, Buffer.from(text), 0, bytes, at);
    return this.inFile(at, bytes);
  }

  /** Where the text is known, a function would keep it alive. */
  private inFile(at: number, bytes: number): StoredText {
    return () => this.read(at, bytes);
  }

  private open(): number {
    const directory = mkdtempSync(join(tmpdir(), 'sales-data-pipeline-'));
    const path = join(directory, 'texts');
    const file = openSync(path, 'wx+', 0o600);
    const remove = () => rmSync(directory, { recursive: true, force: true });
    if (process.platform === 'win32') process.once('exit', remove); else remove();
    unused.register(this, file);
    return file;
  }

  private read(at: number, bytes: number): string {
    const buffer = Buffer.allocUnsafe(bytes);
    readSync(this.file!, buffer, 0, bytes, at);
    return buffer.toString();
  }
}
