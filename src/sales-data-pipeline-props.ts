import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import type { DuplicatePolicy } from './duplicate-policy';
import type { RecordSchema } from './record-schema';
import type { RecordVersion } from './record-version';
import type { TableKey } from './table-key';

/**
 * Properties of a SalesDataPipeline. All are optional.
 */
export interface SalesDataPipelineProps {
  /**
   * The JSON Schema of a valid record. A record that does not match goes to the dead-letter queue with the reason
   * `SCHEMA_VIOLATION` and what is wrong with it.
   *
   * @default RecordSchema.contactAndOrder() - an object with `contact-info` and `order-info`, both objects
   */
  readonly schema?: RecordSchema;

  /**
   * The table's primary key, and where records have its values.
   *
   * DynamoDB cannot change the name or the type of a key attribute. If they change here, CloudFormation creates a new, empty
   * table and removes the old one: `removalPolicy` decides whether it stays, outside of the stack, or is deleted with its items.
   * Changing the pointers changes nothing in the table.
   *
   * @default - the string attribute `orderId`; its value comes from the first of `/order-info/OrderId`, `/order-info/orderId`,
   * `/order-info/order_id`, `/order-info/order-id`, `/order-info/orderID` and `/order-info/OrderID` that leads to a value
   */
  readonly tableKey?: TableKey;

  /**
   * How long the dead-letter queue keeps a message: whole seconds, from 60 seconds to 14 days, which are the limits of SQS.
   * Cannot be combined with `deadLetterQueue`, which has its own retention.
   *
   * @default Duration.days(14)
   */
  readonly dlqRetention?: Duration;

  /**
   * JSON pointer (RFC 6901) to the records in each JSON text of a file, such as `/data/sales`. Arrays are looked through
   * wherever they stand on its way, so it has no array indices; `*` stands for every member of an object (`/orders/*`), and
   * for every element where there is an array instead. An array at its end gives its elements as records, an object is one
   * record. What the pointer does not lead into is itself one record: files that are an array of records, a single record or
   * JSON Lines do not need it. `''` is the text itself.
   *
   * @default '/orders'
   */
  readonly recordsPointer?: string;

  /**
   * An existing bucket for uploads, in the account and region of the stack. The pipeline turns its EventBridge notifications
   * on, which takes about five minutes; objects from before send no event. The README says what happens to other notifications
   * of the bucket.
   *
   * Import a bucket that is encrypted with a KMS key with `Bucket.fromBucketAttributes()` and `encryptionKey`, so that the
   * functions are allowed to decrypt. In a bucket without versioning, the next upload under the same object key replaces
   * bytes that a dead letter of a large record refers to.
   *
   * @default - a new bucket: private, versioned, encrypted, TLS only
   */
  readonly bucket?: IBucket;

  /**
   * The start of the object keys of sales files, such as `incoming/`; other objects are ignored. It is compared as it is
   * written: `*` is not a wildcard. If several pipelines share a bucket, no prefix should be the start of another, because a
   * file that matches two is processed by both. Not empty, up to 1,024 bytes together with `objectKeySuffix`, which is S3's
   * limit. The event pattern of both takes up to 2,048 characters, which is EventBridge's quota.
   *
   * @default - object keys may have any start
   */
  readonly objectKeyPrefix?: string;

  /**
   * The end of the object keys of sales files, such as `.json`; other objects are ignored. Not empty, up to 1,024 bytes
   * together with `objectKeyPrefix`, which is S3's limit. The event pattern of both takes up to 2,048 characters, which is
   * EventBridge's quota.
   *
   * @default - object keys may have any end
   */
  readonly objectKeySuffix?: string;

  /**
   * An existing table for the valid records, in the account and region of the stack. Its primary key must match `tableKey`;
   * synthesis checks this for a table of this app.
   *
   * Import a table that is encrypted with a customer managed key with `Table.fromTableAttributes()` and `encryptionKey`, so
   * that the workflows are allowed to use the key.
   *
   * @default - a new table: on demand, encrypted, with point-in-time recovery
   */
  readonly table?: ITable;

  /**
   * An existing standard queue for all other records, in the account and region of the stack. FIFO queues are not supported.
   * It must accept messages of 256 KiB, should keep them for more than SQS's default of four days, and should have no
   * dead-letter queue itself. For a queue of this app, synthesis checks that.
   *
   * Import a queue that is encrypted with a KMS key with `Queue.fromQueueAttributes()` and `keyArn`, so that the workflows
   * are allowed to use the key.
   *
   * @default - a new queue: encrypted, TLS only
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * Whether the pipeline keeps a history: a table with one row for each version of each uploaded file, which says what became of
   * it. A file of up to 1 MiB costs one write, $0.63 for a million; a larger one costs two.
   *
   * @default true
   */
  readonly historyEnabled?: boolean;

  /**
   * How long a row of the history stays, from when it is written: at least one day. DynamoDB deletes it within days after that, at
   * no cost.
   *
   * @default Duration.days(90)
   */
  readonly historyRetention?: Duration;

  /**
   * An existing table for the history, in the account and region of the stack, with the partition key `day` and the sort key
   * `upload`, both strings. Turn on its time to live for the attribute `expires`. Several pipelines may share it.
   *
   * Import a table that is encrypted with a customer managed key with `Table.fromTableAttributes()` and `encryptionKey`, so
   * that the workflows are allowed to use the key.
   *
   * @default - a new table: on demand, encrypted; its rows expire after `historyRetention`
   */
  readonly historyTable?: ITable;

  /**
   * Whether the pipeline announces each file on the default event bus, for `onFileProcessed()` and `onFileFailed()`. An
   * announcement costs $1.00 for a million files.
   *
   * @default true
   */
  readonly announcementsEnabled?: boolean;

  /**
   * What happens to a record if the table already holds another record under the same table key.
   *
   * @default DuplicatePolicy.REJECT
   */
  readonly duplicatePolicy?: DuplicatePolicy;

  /**
   * Where a record says how new it is. Needs `DuplicatePolicy.OVERWRITE`.
   *
   * If you set, change or remove it for a table that is in use, also set `versionAttribute` to a name that no item has: the
   * versions of the stored items cannot be compared with the new ones. Items without the attribute count as older.
   *
   * @default - under `DuplicatePolicy.OVERWRITE`, the later upload wins
   */
  readonly recordVersion?: RecordVersion;

  /**
   * Name of the attribute that the pipeline adds to each item for a hash of the record's content. A record that has a top-level
   * member of this name goes to the dead-letter queue with the reason `RESERVED_NAME`. 1 to 255 bytes.
   *
   * @default '_contentHash'
   */
  readonly contentHashAttribute?: string;

  /**
   * Name of the attribute that the pipeline adds to each item for where it came from: `<object key>#<index of the record>`. A
   * record that has a top-level member of this name goes to the dead-letter queue with the reason `RESERVED_NAME`. 1 to 255
   * bytes.
   *
   * @default '_source'
   */
  readonly sourceAttribute?: string;

  /**
   * Name of the attribute that the pipeline adds to each item for how new it is, a number. Needs `DuplicatePolicy.OVERWRITE`. A
   * record that has a top-level member of this name goes to the dead-letter queue with the reason `RESERVED_NAME`. 1 to 255
   * bytes.
   *
   * @default '_version'
   */
  readonly versionAttribute?: string;

  /**
   * Members of a record that the operator's tool masks until an operator reveals them, such as `/contact-info/email`: JSON pointers
   * (RFC 6901) into the record, in which `*` stands for every element of an array and every member of an object
   * (`/cards/*`). Only the tool reads this: dead letters, the table and the history hold these members as all others.
   *
   * @default - no such members
   */
  readonly sensitiveMembers?: string[];

  /**
   * How many batches of a large file are processed at the same time: 1 to 10,000, which is the limit of a Distributed Map.
   *
   * Ten write some 3,000 records of 1 KB a second, and a new on-demand table takes about 4,000. For a table that takes more, up
   * to 130 help, the number of batches in a round; several files at once add up. A file of 1 to 10 MB has ten batches or
   * fewer, and a larger one about a batch for each MB. Throttled writes are retried.
   * `docs/scale.md` in the repository has the simulation that these numbers come from.
   *
   * @default 10
   */
  readonly maxConcurrency?: number;

  /**
   * How many rejected and conflicting records of a batch have a dead letter each: a whole number from 0 to 100,000. A batch is a
   * file of up to 1 MiB, or up to 1 MiB of a larger file (1/500 of one over 500 MB, 64 MiB of one over 32 GB).
   *
   * From then on, these records of a batch share dead letters with the reason `TOO_MANY_REJECTED`, which say how many
   * they are, why, and at which bytes of the file they are. This bounds what a file of garbage costs: with
   * the default less than $1 per GB. Each 1,000 more add up to $0.40 per GB.
   *
   * @default 1000 - records of 1 KB or more never share a dead letter in batches of up to 1 MiB
   */
  readonly deadLettersPerBatch?: number;

  /**
   * Customer managed key for the bucket, the tables and the queue that the pipeline creates: a symmetric KMS key in the region
   * of the stack. Existing resources keep their own encryption.
   *
   * Another key encrypts what is written from then on, and DynamoDB encrypts the table with it. Objects and dead letters that
   * are already there stay under the old key: name it in `previousEncryptionKeys`, and do not delete it before they are gone.
   *
   * @default - keys that AWS owns or manages, at no cost
   */
  readonly encryptionKey?: IKey;

  /**
   * Keys that earlier objects and dead letters are still encrypted with, because `encryptionKey` or the key of an existing
   * resource was another one. The functions may decrypt objects with them, and `grantCorrect` includes decrypting dead letters.
   * Nothing is encrypted with them.
   *
   * Keep a key here for as long as somebody reads what it encrypts: dead letters up to 14 days, objects until they are deleted
   * or copied onto themselves.
   *
   * @default - no such keys
   */
  readonly previousEncryptionKeys?: IKey[];

  /**
   * What happens to the bucket, the tables and the queue that the pipeline creates when they are removed from the stack or
   * replaced: `RETAIN`, `DESTROY` or `RETAIN_ON_UPDATE_OR_DELETE`.
   *
   * `DESTROY` deletes tables and queue with their contents, but deleting the stack fails for a bucket that still holds objects or
   * versions: empty it, or set `autoDeleteObjects`.
   * The rows of a history that is retained expire all the same.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether the objects and versions of the bucket that the pipeline creates are deleted with the bucket. Requires
   * `removalPolicy` `DESTROY`. Adds a custom resource of the CDK with a function that may empty the bucket. Deploy it
   * before you delete the stack.
   *
   * @default false
   */
  readonly autoDeleteObjects?: boolean;

  /**
   * How long CloudWatch Logs keeps the logs of functions and workflows. They hold positions, reasons and counts, never
   * records.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * Which events the workflows log. Execution data is never logged, because it contains the records. `ALL` writes about eight
   * events of 400 bytes per record, which at $0.50 per GB cost more than twice as much as the record's write to DynamoDB.
   *
   * @default LogLevel.ERROR
   */
  readonly logLevel?: LogLevel;

  /**
   * Whether X-Ray traces functions and workflows.
   *
   * @default false
   */
  readonly tracingEnabled?: boolean;
}
