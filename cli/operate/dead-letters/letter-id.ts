import { createHash } from 'node:crypto';
import type { DeadLetter } from '../../../src/private/contract/messages';

/** In characters: 128 bits tell any number of dead letters apart. */
const ID_LENGTH = 32;

/**
 * The same for each message about the same bytes. The length and the stretches tell a dead letter of one record from one that is
 * shared by that record and others: they are at the same place if a file is processed twice.
 */
export function letterId({ pipeline, source }: Pick<DeadLetter, 'pipeline' | 'source'>): string {
  const { bucket, key, versionId, etag, recordIndex, byteOffset, byteLength, stretches } = source;
  const place = stretches?.map((stretch) => [stretch.byteOffset, stretch.byteLength]) ?? null;
  const what = JSON.stringify([pipeline, bucket, key, versionId, etag, recordIndex, byteOffset, byteLength, place]);
  return createHash('sha256').update(what).digest('hex').slice(0, ID_LENGTH);
}
