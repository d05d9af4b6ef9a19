import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** The bucket of a pipeline that is given none: private, encrypted, versioned, and telling EventBridge of every upload. */
export function createUploadBucket(scope: Construct, id: string, props: { encryptionKey?: IKey; removalPolicy?: RemovalPolicy }): IBucket {
  const bucket = new Bucket(scope, id, {
    encryption: props.encryptionKey ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
    encryptionKey: props.encryptionKey,
    // One call to KMS for many objects instead of one for each.
    bucketKeyEnabled: props.encryptionKey ? true : undefined,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    // Letters point at bytes in a version of an object, which stay there when the object is written anew.
    versioned: true,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
  });
  // The L2's way is a custom resource with a function of its own; CloudFormation can do it itself.
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  return bucket;
}

/** All objects whose keys start with the prefix, for a policy: there `*`, `?` and `$` mean something by themselves. */
export function arnForPrefix(bucket: IBucket, prefix: string): string {
  return bucket.arnForObjects(`${Token.isUnresolved(prefix) ? prefix : prefix.replace(/[*?$]/g, '${$&}')}*`);
}
