import type { StoredObject } from './s3-objects';
import type { SourceFile } from '../../src/private/contract/messages';
import { UploadVersion } from '../engine/assess/upload-version';

/** The versions of the records in an object of which something has been read. */
export function uploadVersion(file: SourceFile, { lastModified }: StoredObject): UploadVersion {
  if (lastModified === undefined) throw new Error('S3 does not say when the object was uploaded, although something of it has been read');
  return new UploadVersion(file, lastModified);
}
