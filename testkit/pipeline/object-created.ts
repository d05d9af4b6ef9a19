import type { PutObjectOutput } from '@aws-sdk/client-s3';

/** The event that S3 sends about a new object, as far as the pipeline reads it. */
export interface ObjectCreated {
  readonly 'source': 'aws.s3';
  readonly 'detail-type': 'Object Created';
  readonly 'time': string;
  readonly 'detail': {
    readonly bucket: { readonly name: string };
    readonly object: { readonly 'key': string; readonly 'size': number; readonly 'etag': string; readonly 'version-id'?: string };
  };
}

/** The event about an object that was just put, from S3's answer. */
export function objectCreated(bucket: string, key: string, size: number, { ETag, VersionId }: PutObjectOutput): ObjectCreated {
  const object = { 'key': key, 'size': size, 'etag': ETag!.replace(/"/g, ''), 'version-id': VersionId };
  return { 'source': 'aws.s3', 'detail-type': 'Object Created', 'time': new Date().toISOString(), 'detail': { bucket: { name: bucket }, object } };
}
