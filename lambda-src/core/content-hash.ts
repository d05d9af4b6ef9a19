import * as crypto from 'node:crypto';
import { withoutBlanks } from './survey';

/** Bytes of the digest that are kept: 128 bits tell any number of records apart, and every byte of an item costs. */
const KEPT = 16;

/** Of a record's JSON text: the same for texts that differ in white space between tokens only. */
export function contentHash(bytes: Uint8Array, blanks: number): string {
  return digest(blanks === 0 ? bytes : withoutBlanks(bytes, blanks)).toString('base64url', 0, KEPT);
}

// One call instead of three objects, where Node has it.
const digest: (bytes: Uint8Array) => Buffer = 'hash' in crypto
  ? (bytes) => (crypto.hash as (algorithm: string, data: Uint8Array, encoding: 'buffer') => Buffer)('sha256', bytes, 'buffer')
  : (bytes) => (crypto as typeof import('node:crypto')).createHash('sha256').update(bytes).digest();
