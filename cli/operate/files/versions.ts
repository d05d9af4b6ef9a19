import type { ListObjectVersionsCommandOutput, ObjectVersion as ListedVersion } from '@aws-sdk/client-s3';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { ObjectVersion } from './model';
import type { Pipeline } from '../pipeline';

/** The versions of an object, the newest first, without delete markers. */
export async function listVersions({ aws, entry }: Pick<Pipeline, 'aws' | 'entry'>, key: string): Promise<ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  let page: Partial<ListObjectVersionsCommandOutput> = {};
  do {
    page = await aws.s3.send(new ListObjectVersionsCommand({
      Bucket: entry.bucket, Prefix: key, KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker,
    }));
    // After the versions of the object itself come those of longer object keys.
    versions.push(...(page.Versions ?? []).filter((version) => version.Key === key).map(objectVersion));
  } while (page.IsTruncated && page.NextKeyMarker === key);
  return versions;
}

export function objectVersion({ Key, VersionId, ETag, LastModified, Size = 0 }: ListedVersion): ObjectVersion {
  return { key: Key!, versionId: versionId(VersionId), etag: unquoted(ETag!), lastModified: LastModified!, bytes: Size };
}

/** S3 says `null` for the version of an object that was uploaded without versioning; the history says nothing. */
export const versionId = (value: string | undefined): string | null => (value === undefined || value === 'null' ? null : value);

export const unquoted = (etag: string): string => etag.replace(/"/g, '');
