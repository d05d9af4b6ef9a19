import { createHash } from 'node:crypto';
import type { SourceFile } from '../../../src/private/contract/messages';

/** Digits for the object: enough that two uploads of the same second share one hardly ever. */
const OBJECT_DIGITS = 14;
/** Digits for the index of a record: a file has 5 TB at most. */
const INDEX_DIGITS = 12;

/**
 * Versions of the records of an upload: the second in which S3 has stored the object, digits that differ from object to object,
 * and the index. They do not depend on when, how often or by which execution the object is processed.
 */
export class UploadVersion {
  private readonly upload: string;

  constructor({ bucket, key, versionId, etag }: Pick<SourceFile, 'bucket' | 'key' | 'versionId' | 'etag'>, lastModified: Date) {
    const hash = createHash('sha256').update(JSON.stringify([bucket, key, versionId, etag])).digest('hex');
    const object = BigInt(`0x${hash}`) % 10n ** BigInt(OBJECT_DIGITS);
    this.upload = `${Math.floor(lastModified.getTime() / 1_000)}${String(object).padStart(OBJECT_DIGITS, '0')}`;
  }

  /** As a whole number of up to 38 digits. */
  public ofRecord(index: number): string {
    return `${this.upload}${String(index).padStart(INDEX_DIGITS, '0')}`;
  }
}
