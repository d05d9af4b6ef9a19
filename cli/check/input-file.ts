import { closeSync, createReadStream, createWriteStream, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ByteSource } from '../../lambda-src/engine/read/byte-source';
import { UsageError } from '../usage-error';

const CHUNK = 1024 * 1024;

export interface InputFile extends ByteSource {
  /** The object key, if the file is uploaded under its own name. */
  readonly objectKey: string;
  close(): void;
}

/** Opens the file that the command line names; `-` is standard input. */
export async function openInputFile(name: string): Promise<InputFile> {
  const opened = name === '-' ? 0 : open(name);
  const stat = fstatSync(opened);
  if (stat.isDirectory()) throw new UsageError(`${name} is a folder: name a file in it.`);
  // Damage may send the scan back to an earlier byte. A pipe can't go back, so its content goes into a file first.
  const fd = stat.isFile() ? opened : await spool(opened);
  const source = new OpenFile(fd, fstatSync(fd).size);
  return {
    objectKey: name === '-' ? 'stdin' : basename(name),
    size: source.size,
    read: (offset, end) => source.read(offset, end),
    stream: (offset, end) => source.stream(offset, end),
    close: () => closeSync(fd),
  };
}

/** Reads synchronously: a detour through the event loop would take longer than the read. */
class OpenFile implements ByteSource {
  constructor(private readonly fd: number, public readonly size: number) {
  }

  public async read(offset: number, end: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafeSlow(end - offset);
    for (let got = 0; got < bytes.length;) {
      const more = readSync(this.fd, bytes, got, bytes.length - got, offset + got);
      if (more === 0) {
        const message = `the file has become shorter while it was read: byte ${offset + got} of ${this.size} is gone`;
        throw Object.assign(new Error(message), { code: 'SHORTER' });
      }
      got += more;
    }
    return bytes;
  }

  public async* stream(offset: number, end: number): AsyncIterable<Uint8Array> {
    for (let at = offset; at < end; at += CHUNK) yield this.read(at, Math.min(end, at + CHUNK));
  }
}

function open(name: string): number {
  try {
    return openSync(name, 'r');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(code === 'ENOENT' ? `There is no file ${name}.` : `${name} can't be opened: ${message}.`);
  }
}

async function spool(from: number): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'sales-data-pipeline-check-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  // An open file can be written and read after its removal, so nothing is left behind however the process ends; except on Windows.
  const fd = openSync(join(directory, 'input'), 'wx+', 0o600);
  if (process.platform === 'win32') process.once('exit', remove);
  else remove();
  await pipeline(createReadStream('', { fd: from, highWaterMark: CHUNK }), createWriteStream('', { fd, autoClose: false }));
  return fd;
}
