import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { BucketProps } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** What every alternative has: a bucket, a table and a dead-letter queue. */
export interface Store {
  readonly bucket: Bucket;
  readonly table: Table;
  /** For dead letters. */
  readonly queue: Queue;
}

export function storeOf(scope: Construct, bucket: BucketProps = {}): Store {
  return {
    bucket: new Bucket(scope, 'Files', { removalPolicy: RemovalPolicy.DESTROY, ...bucket }),
    table: new Table(scope, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
    queue: new Queue(scope, 'DeadLetters'),
  };
}
