import { basename } from 'node:path';
import { z } from 'zod';
import type { DataSet } from './data-set';
import { tableKey } from '../../cli/check/key-option';
import { DEFAULT_RECORD_OPTIONS } from '../../src/private/contract/record-defaults';
import { readUncompressed } from '../../testkit/sample-files';

const OPENING_BRACE = 0x7b;

/** Any JSON Lines file, or an object with the records in `orders`; every record with a table key is valid. */
export function otherFile(path: string, key: string[]): DataSet {
  const bytes = readUncompressed(path);
  const [first] = bytes.toString('utf8', 0, 64 * 1024).trimStart().split('\n');
  return {
    name: basename(path).replace(/\.gz$/, ''),
    bytes,
    options: { ...DEFAULT_RECORD_OPTIONS, tableKey: tableKey(key, []) },
    schema: { type: 'object' },
    zod: z.looseObject({}),
    wrapper: bytes.includes('"orders"') && first.charCodeAt(0) === OPENING_BRACE && !isWhole(first) ? 'orders' : undefined,
  };
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
