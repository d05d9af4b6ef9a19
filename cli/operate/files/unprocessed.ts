import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { ObjectVersion } from './model';
import { objectVersion } from './versions';
import type { Pipeline } from '../pipeline';

/** The current versions of the objects below a prefix that are sales files of the pipeline. Folder markers are no files. */
export async function* listObjects({ aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, prefix: string): AsyncGenerator<ObjectVersion> {
  let page: Partial<ListObjectVersionsCommandOutput> = {};
  do {
    page = await aws.s3.send(new ListObjectVersionsCommand({
      Bucket: entry.bucket, Prefix: prefix, KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker,
    }));
    for (const version of page.Versions ?? []) {
      const { Key: key = '', Size: bytes = 0, IsLatest } = version;
      if (IsLatest && key.endsWith(entry.objectKeySuffix) && !(key.endsWith('/') && bytes === 0)) yield objectVersion(version);
    }
  } while (page.IsTruncated);
}

/**
 * Starts FileWorkflow with the event that S3 sends when an object is uploaded. The object stays as it is: a copy would be a later
 * upload, which under OVERWRITE replaces newer records, and needs storage.
 */
export async function processObject({ aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, version: ObjectVersion): Promise<void> {
  const event = {
    'source': 'aws.s3',
    'detail-type': 'Object Created',
    'time': `${version.lastModified.toISOString().slice(0, 19)}Z`,
    'detail': {
      bucket: { name: entry.bucket },
      object: { key: version.key, size: version.bytes, etag: version.etag, ...(version.versionId === null ? {} : { 'version-id': version.versionId }) },
    },
  };
  await aws.sfn.send(new StartExecutionCommand({ stateMachineArn: entry.fileWorkflow, input: JSON.stringify(event) }));
}
