import { createHash } from 'node:crypto';
import { ULID } from './ulid';
import type { RegistryEntry } from '../../../src/private/contract/registry';
import type { Wrapping } from '../records/wrap-record';
import { wrap } from '../records/wrap-record';

/** Below `objectKeyPrefix`. */
const FOLDER = 'corrections/';
/** Records in a file, and its size in bytes: up to it, a file is one batch on the fast path. */
export const MAX_RECORDS = 1_000;
export const MAX_FILE_SIZE = 1024 * 1024;

type Names = Pick<RegistryEntry, 'objectKeyPrefix' | 'objectKeySuffix'>;

/** The object key of a file of corrections. */
export const correctionObjectKey = ({ objectKeyPrefix, objectKeySuffix }: Names, id: string): string => `${objectKeyPrefix}${FOLDER}${id}${objectKeySuffix}`;

/** The correction whose file has this object key; undefined if it is another file. */
export function correctionIdOf({ objectKeyPrefix, objectKeySuffix }: Names, objectKey: string): string | undefined {
  const start = objectKeyPrefix + FOLDER;
  if (!objectKey.startsWith(start) || !objectKey.endsWith(objectKeySuffix)) return undefined;
  const id = objectKey.slice(start.length, objectKey.length - objectKeySuffix.length);
  return id.length === ULID_LENGTH && ULID.test(id) ? id : undefined;
}

const ULID_LENGTH = 26;

/** The file: each record as it is, by itself in a text of its own, so that no record can become a part of another. */
export function correctionFile(wrapping: Wrapping, records: readonly string[]): Buffer {
  return Buffer.from(records.map((record) => wrap(wrapping, record)).join(''));
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Where each record starts in the file, from the sizes of the records. */
export function recordOffsets({ before, after }: Wrapping, sizes: readonly number[]): number[] {
  const start = Buffer.byteLength(before);
  const around = start + Buffer.byteLength(after);
  let offset = 0;
  return sizes.map((size) => {
    const at = offset + start;
    offset += size + around;
    return at;
  });
}

/** Cuts a list into lists that fit into a file. */
export function fitIntoFiles<T extends { readonly after: string }>({ before, after }: Wrapping, records: readonly T[]): T[][] {
  const around = Buffer.byteLength(before) + Buffer.byteLength(after);
  const files: T[][] = [];
  let size = Infinity;
  for (const record of records) {
    const bytes = Buffer.byteLength(record.after) + around;
    if (size + bytes > MAX_FILE_SIZE || files[files.length - 1].length === MAX_RECORDS) {
      files.push([]);
      size = 0;
    }
    files[files.length - 1].push(record);
    size += bytes;
  }
  return files;
}
