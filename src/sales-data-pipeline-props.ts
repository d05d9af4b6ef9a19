import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import type { DuplicatePolicy } from './duplicate-policy';
import type { RecordSchema } from './record-schema';
import type { TableKey } from './table-key';

/**
 * Everything is optional: `new SalesDataPipeline(this, 'Sales')` is a pipeline.
 */
export interface SalesDataPipelineProps {
  /**
   * What makes a record valid. Records that are not valid go to the dead-letter queue with the reason
   * `SCHEMA_VIOLATION` and what is wrong with them.
   *
   * @default RecordSchema.contactAndOrder() - `contact-info` and `order-info` are both there as objects
   */
  readonly schema?: RecordSchema;

  /**
   * The table's primary key, and where a record holds it.
   *
   * @default - the string attribute `orderId`, from the first of `/order-info/OrderId`, `/order-info/orderId`,
   * `/order-info/order_id`, `/order-info/order-id`, `/order-info/orderID` and `/order-info/OrderID` that a record has
   */
  readonly tableKey?: TableKey;

  /**
   * How long dead letters are kept: 60 seconds to 14 days, which is what SQS allows. Not to be given together with
   * `deadLetterQueue`, which has a retention of its own.
   *
   * @default Duration.days(14)
   */
  readonly dlqRetention?: Duration;

  /**
   * JSON pointer (RFC 6901) to the array of records in a file that is one object. Files that are an array, a single
   * record, or one JSON text after the other (JSON Lines) are read without it.
   *
   * @default '/orders'
   */
  readonly recordsPointer?: string;

  /**
   * The bucket that sales files are uploaded to, in the account and region of the stack. EventBridge notifications are
   * turned on for it. An imported one that is encrypted with a KMS key has to know it: `Bucket.fromBucketAttributes()`
   * with `encryptionKey`. A bucket without versioning will do, but then a letter of a record that is too big to be carried
   * along points at bytes that the next upload under the same key replaces.
   *
   * @default - a new bucket: private, versioned, encrypted, TLS only
   */
  readonly bucket?: IBucket;

  /**
   * Only objects whose keys start with this are sales files. Up to 1,024 bytes, together with `objectKeySuffix`; not empty.
   * The event pattern that both become may have 2,048 characters, which is EventBridge's quota.
   *
   * @default - every object of the bucket is a sales file
   */
  readonly objectKeyPrefix?: string;

  /**
   * Only objects whose keys end with this are sales files. Up to 1,024 bytes, together with `objectKeyPrefix`; not empty.
   * The event pattern that both become may have 2,048 characters, which is EventBridge's quota.
   *
   * @default - every object of the bucket is a sales file
   */
  readonly objectKeySuffix?: string;

  /**
   * The table that valid records are inserted into, in the account and region of the stack. Its primary key has to be the
   * one that `tableKey` names. An imported one that is encrypted with a KMS key has to know it:
   * `Table.fromTableAttributes()` with `encryptionKey`.
   *
   * @default - a new table: on demand, encrypted, with point-in-time recovery
   */
  readonly table?: ITable;

  /**
   * The queue that all other records go to; a standard queue, in the account and region of the stack. An imported one that
   * is encrypted with a KMS key has to know it: `Queue.fromQueueAttributes()` with `keyArn`.
   *
   * @default - a new queue: encrypted, TLS only
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * What happens to a record whose key is in the table already, with another content.
   *
   * @default DuplicatePolicy.REJECT
   */
  readonly duplicatePolicy?: DuplicatePolicy;

  /**
   * How many batches of a big file are processed at the same time; 1 to 10,000, which is what a Distributed Map can do.
   * Each makes up to 40 writes at once, about 1,300 a second. A new on-demand table takes about 4,000 a second at first
   * and more when it is used more; writes that it refuses are tried again.
   *
   * @default 10
   */
  readonly maxConcurrency?: number;

  /**
   * Customer-managed key that encrypts whatever the pipeline creates: bucket, table and queue. A symmetric one, in the
   * region of the stack. What is brought along keeps its own.
   *
   * @default - keys that AWS manages
   */
  readonly encryptionKey?: IKey;

  /**
   * What happens to the bucket, the table and the queue that the pipeline creates when they leave the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How long the logs of functions and workflows are kept. They hold positions, reasons and counts, never records.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * What the workflows log. Execution data are never logged: they are the records. At `ALL` each record leaves some
   * eight events of 400 bytes, which at $0.50 per GB cost more than twice as much as writing it to the table.
   *
   * @default LogLevel.ERROR
   */
  readonly logLevel?: LogLevel;

  /**
   * Whether functions and workflows are traced with X-Ray.
   *
   * @default false
   */
  readonly tracingEnabled?: boolean;
}
