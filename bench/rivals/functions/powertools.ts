import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { parser } from '@aws-lambda-powertools/batch/parser';
import { S3Schema } from '@aws-lambda-powertools/parser/schemas';
import { z } from 'zod';
import type { Order } from './order';
import { keyOf, ordersOf } from './order';
import { putOrders } from './put-orders';
import { decoded, readObject } from './read-object';

const orderSchema = z.looseObject({
  'contact-info': z.looseObject({}),
  'order-info': z.looseObject({ OrderId: z.string().optional(), orderId: z.string().optional(), order_id: z.string().optional() }),
}).refine((order) => keyOf(order) !== undefined, 'an order id is required');

const processor = new BatchProcessor(EventType.SQS, { parser, innerSchema: S3Schema, transformer: 'json' });

/** Loads the files of a message. Invalid orders are logged; a message that fails is received again, and ends in the dead-letter queue. */
async function load({ body: { Records } }: { body: z.infer<typeof S3Schema> }): Promise<void> {
  for (const { s3: { bucket, object } } of Records) {
    const key = decoded(object.key);
    const orders: Order[] = [];
    for (const record of ordersOf(await readObject(bucket.name, key))) {
      const { success, data, error } = orderSchema.safeParse(record);
      if (success) orders.push(data);
      else console.error('Invalid order', JSON.stringify({ key, record, issues: error.issues }));
    }
    await putOrders(orders);
  }
}

type SqsEvent = Parameters<typeof processPartialResponse>[0];
type Context = NonNullable<Parameters<typeof processPartialResponse>[3]>['context'];

export const handler = async (event: SqsEvent, context: Context) => processPartialResponse(event, load, processor, { context });
