import type { AttributeType } from 'aws-cdk-lib/aws-dynamodb';

/**
 * An attribute of the table's primary key, and where records have its value.
 */
export interface TableKeyAttribute {
  /**
   * Name of the attribute in the table: 1 to 255 bytes, which is DynamoDB's limit. Must differ from the attributes that the
   * pipeline adds to each item, such as `_contentHash` and `_source`.
   */
  readonly name: string;

  /**
   * Type of the attribute: `STRING` for JSON strings or `NUMBER` for JSON numbers. Values are not converted: a record with
   * a value of another type goes to the dead-letter queue with the reason `INVALID_KEY`.
   *
   * @default AttributeType.STRING
   */
  readonly type?: AttributeType;

  /**
   * JSON pointers (RFC 6901) into a record, such as `/order-info/OrderId`: at least one. The first pointer that leads to a
   * value gives the value of the attribute. If none does, the record goes to the dead-letter queue with the reason
   * `MISSING_KEY`.
   *
   * `recordsPointer`, `tableKey`, `recordVersion` and the names of attributes together take up to 3,500 bytes, because Lambda allows 4 KB for environment variables.
   */
  readonly pointers: string[];
}

/**
 * The table's primary key, and where records have its values. Records with the same values are the same order.
 *
 * @example
 * import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
 * import { SalesDataPipeline, TableKey } from 'cdk-sales-data-pipeline';
 *
 * const tableKey: TableKey = {
 *   partitionKey: { name: 'customer', pointers: ['/customer/id', '/customerId'] },
 *   sortKey: { name: 'order', type: AttributeType.NUMBER, pointers: ['/order_id'] },
 * };
 * new SalesDataPipeline(this, 'Sales', { tableKey });
 */
export interface TableKey {
  /**
   * The partition key. A value takes up to 2,048 bytes, which is DynamoDB's limit; a record with a longer one goes to the
   * dead-letter queue with the reason `INVALID_KEY`.
   */
  readonly partitionKey: TableKeyAttribute;

  /**
   * The sort key. A value takes up to 1,024 bytes, which is DynamoDB's limit; a record with a longer one goes to the
   * dead-letter queue with the reason `INVALID_KEY`.
   *
   * @default - no sort key
   */
  readonly sortKey?: TableKeyAttribute;
}
