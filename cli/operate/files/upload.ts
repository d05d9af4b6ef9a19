import { createReadStream } from 'node:fs';
import type { CompleteMultipartUploadCommandOutput, PutObjectCommandInput } from '@aws-sdk/client-s3';
import { AbortMultipartUploadCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { ObjectVersion } from './model';
import { unquoted, versionId } from './versions';
import type { Aws } from '../aws';
import { OperateError } from '../operate-error';
import type { Pipeline } from '../pipeline';

/** From here on a file is uploaded in parts. */
const PART_BYTES = 8 * 1024 ** 2;
const MAX_PARTS = 10_000;
/** Each is in memory meanwhile. */
const PARTS_AT_A_TIME = 2;

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

/**
 * Uploads a file, and answers with the version that S3 has made of it. Removes the parts of an upload that fails or is stopped; those of a
 * process that is killed stay until a lifecycle rule of the bucket removes them.
 */
export async function upload({ aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, { path, bytes, key }: LocalFile, options: UploadOptions): Promise<ObjectVersion> {
  const exists = (cause?: Error): OperateError =>
    new OperateError('exists', `There is an object ${key} in ${entry.bucket} already. Upload under another name with --below, or over it with --replace.`, { cause });
  // S3 refuses many parts only after the last one.
  if (!options.replace && bytes > PART_BYTES && await isThere(aws, entry.bucket, key)) throw exists();
  const { ETag, VersionId } = await send(aws, {
    Bucket: entry.bucket,
    Key: key,
    Body: createReadStream(path),
    ContentLength: bytes,
    ContentType: 'application/json',
    IfNoneMatch: options.replace ? undefined : '*',
  }, bytes, options).catch((error: Error) => {
    throw error.name === 'PreconditionFailed' ? exists(error) : error;
  });
  const { LastModified } = await aws.s3.send(new HeadObjectCommand({ Bucket: entry.bucket, Key: key, VersionId }));
  return { key, versionId: versionId(VersionId), etag: unquoted(ETag!), lastModified: LastModified!, bytes };
}

async function isThere({ s3 }: Aws, Bucket: string, Key: string): Promise<boolean> {
  return s3.send(new HeadObjectCommand({ Bucket, Key })).then(() => true, (error: Error) => {
    if (error.name !== 'NotFound') throw error;
    return false;
  });
}

async function send(
  { s3 }: Aws, params: PutObjectCommandInput, bytes: number, { signal, onProgress }: UploadOptions,
): Promise<CompleteMultipartUploadCommandOutput> {
  // A controller of its own: the transfer puts its only listener on it.
  const abortController = new AbortController();
  const abort = (): void => abortController.abort();
  signal?.addEventListener('abort', abort, { once: true });
  const transfer = new Upload({
    client: s3, params, abortController, partSize: Math.max(PART_BYTES, Math.ceil(bytes / MAX_PARTS)), queueSize: PARTS_AT_A_TIME,
  });
  let told = 0;
  transfer.on('httpUploadProgress', ({ loaded = told }) => {
    onProgress?.(loaded - told);
    told = loaded;
  });
  try {
    if (signal?.aborted) abort();
    return await transfer.done();
  } catch (error) {
    // The parts of an upload that S3 has not completed cost storage. The transfer may have removed them itself.
    if (transfer.uploadId !== undefined) {
      await s3.send(new AbortMultipartUploadCommand({ Bucket: params.Bucket, Key: params.Key, UploadId: transfer.uploadId })).catch(() => undefined);
    }
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
