import { basename } from 'node:path';
import { UsageError } from './arguments';
import type { NamedFile } from './arguments';
import { readUncompressed } from '../../testkit/sample-files';

export interface InputFile {
  /** As named on the command line. */
  readonly name: string;
  /** The name it gets in the bucket. */
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

/** Files of the same name, from different directories or the same one twice, are different objects. */
function uniqueKey(path: string, taken: Set<string>): string {
  const name = basename(path).replace(/\.gz$/, '');
  let key = name;
  for (let number = 2; taken.has(key); number++) key = `${number}/${name}`;
  taken.add(key);
  return key;
}

const MOST_TO_PARSE = 64 * 1024 * 1024;

/**
 * About how many records a file holds, for the progress bar alone: what counts is what the pipeline says. Undefined
 * where that is not to be had cheaply.
 */
export function guessRecords(body: Buffer, recordsPointer: string): number | undefined {
  if (body.length > MOST_TO_PARSE) return undefined;
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
