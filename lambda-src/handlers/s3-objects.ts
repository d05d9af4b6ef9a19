import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { FileChanged, FileProblem, FileUnreadable } from './file-problem';
import type { SourceFile } from '../../src/private/contract/messages';
import type { ByteSource } from '../engine/read/byte-source';

const DELETED = 'the object has been deleted';

/** What an error of S3 tells about the object, where a retry does not help. */
const CHANGED: Record<string, string> = {
  NoSuchKey: DELETED,
  NoSuchVersion: 'the version of the object has been deleted',
  NoSuchBucket: 'the bucket has been deleted',
  NotFound: DELETED,
  PreconditionFailed: 'the object has been replaced by another since it was uploaded',
  InvalidRange: 'the object is shorter than it was when it was uploaded',
  MethodNotAllowed: DELETED,
};
const CHANGED_STATUS: Record<number, string> = { 404: 'NoSuchKey', 405: 'MethodNotAllowed', 412: 'PreconditionFailed', 416: 'InvalidRange' };

const ARCHIVED = 'the object is in an archive: upload it with a storage class that can be read at once';
const UPLOADERS_KEY = 'the object is encrypted with a key that only its uploader has (SSE-C): upload it without';

type Sdk = typeof import('@aws-sdk/client-s3');

/** An object in S3. */
export interface StoredObject extends ByteSource {
  /** When this version was uploaded; known when something of it has been read. */
  readonly lastModified: Date | undefined;
}

interface Connection {
  readonly client: S3Client;
  readonly GetObjectCommand: Sdk['GetObjectCommand'];
}

/** Objects in S3. The SDK is loaded at the first read, and its client is kept. */
export class S3Objects {
  private connection?: Connection;

  constructor(private readonly load: (id: string) => unknown) {
  }

  /** The bytes of exactly the version that the event names. Throws a FileProblem where S3 can't give them in any attempt. */
  public object(file: SourceFile): StoredObject {
    let lastModified: Date | undefined;
    const get = async (offset: number, end: number): Promise<GetObjectCommandOutput> => {
      const got = await this.get(file, offset, end);
      lastModified = got.LastModified;
      return got;
    };
    return {
      size: file.size,
      get lastModified() { return lastModified; },
      read: async (offset, end) => {
        const bytes = await (await get(offset, end)).Body!.transformToByteArray();
        if (bytes.length !== end - offset) throw new FileChanged(CHANGED.InvalidRange);
        return bytes;
      },
      async* stream(offset, end) {
        let got = 0;
        for await (const chunk of (await get(offset, end)).Body as unknown as AsyncIterable<Uint8Array>) {
          got += chunk.length;
          yield chunk;
        }
        if (got !== end - offset) throw new Error(`the connection ended after ${got} of ${end - offset} bytes`);
      },
    };
  }

  private async get(file: SourceFile, offset: number, end: number): Promise<GetObjectCommandOutput> {
    const { client, GetObjectCommand } = (this.connection ??= this.connect());
    try {
      return await client.send(new GetObjectCommand({
        Bucket: file.bucket,
        Key: file.key,
        Range: `bytes=${offset}-${end - 1}`,
        IfMatch: file.etag.startsWith('"') ? file.etag : `"${file.etag}"`,
        ...(file.versionId === null ? {} : { VersionId: file.versionId }),
      }));
    } catch (error) {
      throw problemOf(error as S3Error) ?? error;
    }
  }

  private connect(): Connection {
    const { GetObjectCommand, S3Client: Client } = this.load('@aws-sdk/client-s3') as Sdk;
    // The emulator has no host name for each bucket.
    return { client: new Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined }), GetObjectCommand };
  }
}

interface S3Error extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What an error says of the object; undefined where another attempt, or other permissions, may help. */
function problemOf({ name, message, $metadata }: S3Error): FileProblem | undefined {
  if (name === 'InvalidObjectState') return new FileUnreadable(ARCHIVED);
  // S3 has no code of its own for a key that is not sent along.
  if (name === 'InvalidRequest' && /server.side.encryption/i.test(message)) return new FileUnreadable(UPLOADERS_KEY);
  const changed = CHANGED[name] ?? CHANGED[CHANGED_STATUS[$metadata?.httpStatusCode ?? 0]];
  return changed === undefined ? undefined : new FileChanged(changed);
}
