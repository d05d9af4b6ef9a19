import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { ObjectKeys } from '../props/object-keys';
import { overlap } from '../props/object-keys';
import { sharedUploads, warn } from '../props/warnings';

interface Uploads {
  readonly pipeline: IConstruct;
  readonly bucketName: string;
  readonly objectKeys: ObjectKeys;
}

/** The uploads that the pipelines of an app process. */
const uploadsOf = new WeakMap<IConstruct, Uploads[]>();

/** Warns if an earlier pipeline of the app processes some of the same uploads. */
export function warnOfSharedUploads(pipeline: IConstruct, { bucketName }: IBucket, objectKeys: ObjectKeys): void {
  const earlier = uploadsOf.get(pipeline.node.root) ?? [];
  // The name of a bucket that is created in this app is a token, the same each time.
  for (const other of earlier.filter((uploads) => uploads.bucketName === bucketName && overlap(uploads.objectKeys, objectKeys))) {
    warn(pipeline, sharedUploads(other.pipeline.node.path));
  }
  uploadsOf.set(pipeline.node.root, [...earlier, { pipeline, bucketName, objectKeys }]);
}
