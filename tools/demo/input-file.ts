import { basename } from 'node:path';
import { UsageError } from './arguments';
import type { NamedFile } from './arguments';
import { readUncompressed } from '../../testkit/sample-files';

export interface InputFile {
  /** As named on the command line. */
  readonly name: string;
  /** The object key in the bucket. */
  readonly key: string;
  readonly body: Buffer;
}

export function readInputFiles(files: NamedFile[]): InputFile[] {
  const keys = new Set<string>();
  return files.map((file) => ({ name: file.name, key: uniqueKey(file.path, keys), body: read(file) }));
}

function read({ name, path }: NamedFile): Buffer {
  try {
    return readUncompressed(path);
  } catch (error) {
    throw new UsageError(`${name} can't be read: ${(error as Error).message}`);
  }
}

/** Each file becomes an object of its own, even if two have the same name or one is given twice. */
function uniqueKey(path: string, taken: Set<string>): string {
  const name = basename(path).replace(/\.gz$/, '');
  let key = name;
  for (let number = 2; taken.has(key); number++) key = `${number}/${name}`;
  taken.add(key);
  return key;
}

const MAX_PARSED_SIZE = 64 * 1024 * 1024;

/** An estimate of the records in a file, for the progress bar. Undefined for a file that would take long to parse. */
export function guessRecords(body: Buffer, recordsPointer: string): number | undefined {
  if (body.length > MAX_PARSED_SIZE) return undefined;
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  try {
    let value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value.length;
    for (const name of recordsPointer.split('/').slice(1)) value = (value as Record<string, unknown> | undefined)?.[name];
    return Array.isArray(value) ? value.length : 1;
  } catch {
    return text.split('\n').filter((line) => line.trim()).length || 1;
  }
}
