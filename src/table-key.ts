import type { AttributeType } from 'aws-cdk-lib/aws-dynamodb';

/**
 * An attribute of the table's primary key, and where a record holds its value.
 */
export interface TableKeyAttribute {
  /**
   * Name of the attribute in the table, 1 to 255 bytes. Not `_contentHash` or `_source`, which the pipeline adds.
   */
  readonly name: string;

  /**
   * Type of the attribute: `STRING` takes JSON strings, `NUMBER` takes JSON numbers. Nothing is converted: a record
   * with a value of another type goes to the dead-letter queue with the reason `INVALID_KEY`.
   *
   * @default AttributeType.STRING
   */
  readonly type?: AttributeType;

  /**
   * JSON pointers (RFC 6901) to the members of a record that may hold the value, for instance `/order-info/OrderId`.
   * The first one that a record has counts. A record that has none of them goes to the dead-letter queue with the
   * reason `MISSING_KEY`. At least one; all of both keys, with `recordsPointer`, take up to 3,500 bytes.
   */
  readonly pointers: string[];
}

/**
 * The table's primary key: two records with the same key are the same order.
 */
export interface TableKey {
  /**
   * The partition key. Its values are at most 2,048 bytes long, which is DynamoDB's limit.
   */
  readonly partitionKey: TableKeyAttribute;

  /**
   * The sort key. Its values are at most 1,024 bytes long, which is DynamoDB's limit.
   *
   * @default - the partition key alone is the primary key
   */
  readonly sortKey?: TableKeyAttribute;
}
