import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ObjectVersion } from './model';
import { unquoted, versionId } from './versions';
import { OperateError } from '../operate-error';
import type { Pipeline } from '../pipeline';

/** What S3 takes in one call. */
export const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;

export interface LocalFile {
  readonly path: string;
  readonly bytes: number;
  /** Object key. */
  readonly key: string;
}

export interface UploadOptions {
  /** Whether an object with the same object key gets a new version, or is replaced in a bucket without versioning. */
  readonly replace: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
}

/** Uploads a file, and answers with the version that S3 has made of it. S3 keeps nothing of an upload that is stopped halfway. */
export async function upload({ aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, { path, bytes, key }: LocalFile, options: UploadOptions): Promise<ObjectVersion> {
  const put = new PutObjectCommand({
    Bucket: entry.bucket,
    Key: key,
    Body: createReadStream(path).pipe(counted(options.onProgress)),
    ContentLength: bytes,
    ContentType: 'application/json',
    IfNoneMatch: options.replace ? undefined : '*',
  });
  const { ETag, VersionId } = await aws.s3.send(put, { abortSignal: options.signal }).catch((error: Error) => {
    if (error.name !== 'PreconditionFailed') throw error;
    throw new OperateError('exists', `There is an object ${key} in ${entry.bucket} already. Upload under another name with --below, or over it with --replace.`, { cause: error });
  });
  const { LastModified } = await aws.s3.send(new HeadObjectCommand({ Bucket: entry.bucket, Key: key, VersionId }));
  return { key, versionId: versionId(VersionId), etag: unquoted(ETag!), lastModified: LastModified!, bytes };
}

function counted(onProgress: (bytes: number) => void = () => undefined): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      onProgress(chunk.length);
      done(null, chunk);
    },
  });
}
