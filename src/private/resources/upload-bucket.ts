import { Duration, Token } from 'aws-cdk-lib';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { ResolvedProps } from '../props/resolve-props';

/** The default bucket: private, encrypted, versioned, TLS only, with EventBridge notifications. */
export function createUploadBucket(
  scope: Construct,
  id: string,
  { encryptionKey, removalPolicy }: Pick<ResolvedProps, 'encryptionKey' | 'removalPolicy'>,
): Bucket {
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
