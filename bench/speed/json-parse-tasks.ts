import type { Task } from './task';
import type { Extent } from '../../lambda-src/engine/scan/scanner';
import type { DataSet } from '../data-sets/data-set';

/** The baseline of every comparison: JSON.parse of each record, from its bytes. */
export function jsonParseEach({ bytes }: DataSet, records: Extent[]): Task {
  return {
    id: 'json-parse',
    name: 'JSON.parse, each record',
    run: () => {
      let last: unknown;
      for (const { offset, length } of records) last = JSON.parse(bytes.toString('utf8', offset, offset + length));
      return last;
    },
  };
}

/** JSON.parse of the whole file, which is possible if it is a single JSON text and fits into memory. */
export function jsonParseWhole({ bytes, wrapper }: DataSet): Task[] {
  if (wrapper === undefined) return [];
  return [{ id: 'json-parse-whole', name: 'JSON.parse, whole file', run: () => JSON.parse(bytes.toString()) as unknown }];
}
