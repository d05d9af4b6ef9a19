import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Order } from './order';
import { keyOf } from './order';

const dynamodb = new DynamoDBClient();
const TABLE = process.env.TABLE!;
const BATCH = 25;
const ATTEMPTS = 8;
const FIRST_WAIT_MS = 50;

/** Puts orders 25 at a time, and retries what DynamoDB leaves unprocessed, each time after twice the wait. */
export async function putOrders(orders: Order[]): Promise<void> {
  for (let i = 0; i < orders.length; i += BATCH) {
    let left: WriteRequest[] = orders.slice(i, i + BATCH)
      .map((order) => ({ PutRequest: { Item: marshall({ ...order, orderId: keyOf(order) }, { removeUndefinedValues: true }) } }));
    for (let attempt = 0; left.length > 0; attempt++) {
      if (attempt === ATTEMPTS) throw new Error(`${left.length} orders are left unprocessed after ${ATTEMPTS} attempts`);
      if (attempt > 0) await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
      const { UnprocessedItems } = await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: left } }));
      left = UnprocessedItems?.[TABLE] ?? [];
    }
  }
}
