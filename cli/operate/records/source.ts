import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { DeadLetter } from '../../../src/private/contract/messages';
import type { Letter } from '../dead-letters/message';
import type { Pipeline } from '../pipeline';

/** What a dead letter is about, as bytes: from its message, or from the object that it refers to. */
export interface RecordSource {
  /**
   * The bytes of the record; undefined if the object is gone, if the dead letter is about a whole file or about several records, or if
   * the record is larger than any record that can be corrected.
   */
  bytesOf(letter: Letter): Promise<Buffer | undefined>;
  /** The bytes before and after the record in its object, up to `size` each; undefined if the object is gone. */
  neighbourhood(letter: Letter, size: number): Promise<{ readonly before: Buffer; readonly after: Buffer } | undefined>;
}

export function createRecordSource(pipeline: Pick<Pipeline, 'aws' | 'entry'>): RecordSource {
  return new ObjectSource(pipeline);
}

/** A damaged stretch can be as long as its file. */
const MAX_BYTES = 16 * 1024 * 1024;
/** The object, or this version of it, is gone or another one; or nothing is there from this byte on. */
const GONE = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound', 'PreconditionFailed', 'MethodNotAllowed', 'InvalidObjectState']);
const NOTHING_THERE = 'InvalidRange';
const NOTHING = Buffer.alloc(0);

class ObjectSource implements RecordSource {
  constructor(private readonly pipeline: Pick<Pipeline, 'aws' | 'entry'>) {}

  public async bytesOf({ deadLetter }: Letter): Promise<Buffer | undefined> {
    const { record, recordBase64, records, source: { byteOffset, byteLength } } = deadLetter;
    if (record !== null) return Buffer.from(record);
    if (recordBase64 !== null) return Buffer.from(recordBase64, 'base64');
    if (records !== 1 || byteLength === null || byteLength > MAX_BYTES) return undefined;
    return this.read(deadLetter, byteOffset, byteOffset + byteLength);
  }

  public async neighbourhood({ deadLetter }: Letter, size: number): Promise<{ readonly before: Buffer; readonly after: Buffer } | undefined> {
    const { byteOffset, byteLength } = deadLetter.source;
    const end = byteOffset + (byteLength ?? 0);
    const [before, after] = await Promise.all([
      this.read(deadLetter, Math.max(0, byteOffset - size), byteOffset),
      this.read(deadLetter, end, end + size),
    ]);
    return before === undefined || after === undefined ? undefined : { before, after };
  }

  /** The bytes of a range, as far as the object has them; undefined if the object is gone. */
  private async read({ source: { bucket, key, versionId, etag } }: DeadLetter, from: number, to: number): Promise<Buffer | undefined> {
    if (from >= to) return NOTHING;
    if (bucket === null || bucket !== this.pipeline.entry.bucket) return undefined;
    try {
      const { Body } = await this.pipeline.aws.s3.send(new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        VersionId: versionId ?? undefined,
        IfMatch: etag ?? undefined,
        Range: `bytes=${from}-${to - 1}`,
      }));
      return Buffer.from(await Body!.transformToByteArray());
    } catch (error) {
      const { name } = error as Error;
      if (name === NOTHING_THERE) return NOTHING;
      if (GONE.has(name)) return undefined;
      throw error;
    }
  }
}
