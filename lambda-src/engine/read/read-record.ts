import type { ByteSource } from './byte-source';
import { MAX_RECORD_LENGTH } from '../../../src/private/contract/limits';
import type { Position } from '../../../src/private/contract/messages';

/** The bytes of one record or damaged stretch; null if it is longer than MAX_RECORD_LENGTH. */
export async function readRecord(source: ByteSource, { offset, length }: Pick<Position, 'offset' | 'length'>): Promise<Uint8Array | null> {
  if (length > MAX_RECORD_LENGTH) return null;
  return length === 0 ? new Uint8Array(0) : source.read(offset, offset + length);
}
