import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from '../tools/root';

/** The path of a file in examples/data. */
export const samplePath = (name: string): string => join(ROOT, 'examples', 'data', name);

/** A file in examples/data, uncompressed. */
export const sampleFile = (name: string): Buffer => readUncompressed(samplePath(name));

/** A file, uncompressed if its name ends in `.gz`. */
export function readUncompressed(path: string): Buffer {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}
