import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const DATA = join(__dirname, '..', '..', '..', 'examples', 'data');

/** A file of examples/data, uncompressed. */
export function sampleFile(name: string): Buffer {
  const bytes = readFileSync(join(DATA, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export const samplePath = (name: string) => join(DATA, name);

let orders = 0;

/** A valid record with a key that no other has. */
export function order(members: object = {}, id = `order-${++orders}`): { 'contact-info': object; 'order-info': object } {
  return { 'contact-info': { name: 'Ada' }, 'order-info': { OrderId: id, ...members } };
}
