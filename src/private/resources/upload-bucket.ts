import { Duration, Token } from 'aws-cdk-lib';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { S3_KEEP_NOTIFICATION_IN_IMPORTED_BUCKET } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import type { ResolvedProps } from '../props/resolve-props';

/**
 * The default bucket: private, encrypted, versioned, TLS only, with EventBridge notifications. Must be the first construct of its
 * scope.
 */
export function createUploadBucket(
  scope: Construct,
  id: string,
  { encryptionKey, removalPolicy, autoDeleteObjects }: Pick<ResolvedProps, 'encryptionKey' | 'removalPolicy' | 'autoDeleteObjects'>,
): Bucket {
  // Whatever the app says: without this flag, the custom resource behind `addEventNotification` replaces the whole notification
  // configuration of the bucket, and clears it when it is removed, so the pipeline would get no more files.
  scope.node.setContext(S3_KEEP_NOTIFICATION_IN_IMPORTED_BUCKET, true);
  const bucket = new Bucket(scope, id, {
    encryption: encryptionKey ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
    encryptionKey,
    // One call to KMS for many objects instead of one for each.
    bucketKeyEnabled: encryptionKey ? true : undefined,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    // Dead letters refer to bytes of a version, which stays when the object is replaced.
    versioned: true,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    removalPolicy,
    autoDeleteObjects,
  });
  // `eventBridgeEnabled` adds a custom resource with a function of its own; CloudFormation does it without.
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  return bucket;
}

/** ARN of all objects whose keys start with the prefix, for a policy. */
export function arnForPrefix(bucket: IBucket, prefix: string): string {
  return bucket.arnForObjects(patternForPrefix(prefix));
}

/** Pattern of all object keys that start with the prefix, for a policy: `*`, `?` and `$` are escaped. */
export function patternForPrefix(prefix: string): string {
  return `${Token.isUnresolved(prefix) ? prefix : prefix.replace(/[*?$]/g, '${$&}')}*`;
}
